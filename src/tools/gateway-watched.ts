import { join } from 'node:path'
import { directoryFromFiles } from '../adapters/directory-files/index.ts'
import { confirmWatched } from '../adapters/watch-files/index.ts'
import { configFrom } from '../config.ts'
import { ROOT } from '../content.ts'

/**
 * `npm run gateway:watched -- AREA`: says that a person has looked today at what came in for an area whose gateway is a
 * mailbox or takes signed requests. Nobody else can: without it, once the working days are over in which the area aims
 * to make contact, the area takes no more referrals online and people are told whom to ring.
 */
async function main([id]: readonly string[]): Promise<string> {
  const { deploymentFolder, dataFolder } = configFrom(process.env)
  const { directory } = directoryFromFiles(deploymentFolder ?? join(ROOT, 'deployment'), {
    production: false,
  })
  const areas = directory.areas().filter(({ gateway }) => gateway?.transport !== undefined)
  const area = areas.find((one) => one.id === id)
  if (!area) {
    const known = areas.map((one) => one.id).join(', ') || 'there is none'
    throw new Error(`Say for which area, of those without an API: ${known}.`)
  }
  await confirmWatched(dataFolder, area.id, new Date())
  const days = area.gateway?.aims_to_contact_within_working_days
  return `Written down. ${area.id} takes referrals online for ${days} working days from today; say it again on the next.`
}

main(process.argv.slice(2)).then(
  (line) => void process.stdout.write(`${line}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'It could not be written down'}\n`)
    process.exitCode = 1
  },
)

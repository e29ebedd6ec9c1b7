import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startDemonstration } from './handset/demonstration.ts'
import { serveHandset } from './handset/page-server.ts'
import { storm } from './handset/storm.ts'

const USE = `A phone on a page, a carrier that is none, and a Haven that answers its texts. Nothing leaves this machine.

  npm run handset                         the phone, at http://127.0.0.1:3979
  npm run handset -- --port 4000          at another port
  npm run handset -- --storm 10000        no page: so many texts through delay, loss, repeats and overtaking;
                                          ends with 1 when an answer was doubled or lost
  npm run handset -- --storm 2000 --kills 5   and Haven is killed five times meanwhile
`
const whole = z.coerce.number().int().min(0)
const optionsSchema = z.object({
  port: whole.max(65_535).default(3979),
  storm: whole.min(1).max(100_000).optional(),
  kills: whole.max(100).default(0),
  seed: whole.default(1),
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function optionsFrom(argv: readonly string[]): z.infer<typeof optionsSchema> {
  const options = {
    port: { type: 'string' },
    storm: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
  } as const
  try {
    return optionsSchema.parse(parseArgs({ args: [...argv], options }).values)
  } catch {
    process.stderr.write(USE)
    process.exit(1)
  }
}

const options = optionsFrom(process.argv.slice(2))
if (options.storm !== undefined) {
  const { counts, ...told } = await storm(options.storm, options)
  say(
    `${told.texts} texts sent, ${told.brought} brought to Haven, ${told.kills} kills, ${told.seconds.toFixed(0)} s`,
  )
  say(
    `  on the way: ${Object.entries(counts)
      .map(([what, times]) => `${times} ${what}`)
      .join(', ')}`,
  )
  say(`  ${told.answers} answers, ${told.doubled} doubled, ${told.lost} lost`)
  const isReached = told.doubled === 0 && told.lost === 0
  say(`  ${isReached ? 'reached    ' : 'NOT REACHED'} 0 doubled, 0 lost`)
  process.exit(isReached ? 0 : 1)
}
const demonstration = await startDemonstration()
const page = readFileSync(new URL('./handset/phone.html', import.meta.url), 'utf8')
const server = await serveHandset(demonstration, page, options.port)
say(`The phone is at ${server.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(
    signal,
    () =>
      void server
        .close()
        .then(() => demonstration.stop())
        .then(() => process.exit(0)),
  )

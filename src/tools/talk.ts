import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Content } from '../content.ts'
import { readContent } from '../content.ts'
import { CHANNELS } from '../domain/channel.ts'
import { faultLine } from '../domain/fault.ts'
import type { Terminal } from './talk/chat.ts'
import { chat } from './talk/chat.ts'
import { play } from './talk/play.ts'
import { recording } from './talk/record.ts'
import { readScript } from './talk/script.ts'
import { showing } from './talk/show.ts'
import { stage } from './talk/stage.ts'

const USE = `A conversation at the terminal, over the same engine as every channel. Nothing that is typed is kept.

  npm run -s talk                         on a page, in English
  npm run -s talk -- --channel sms        as by text message (web, sms, teams, directline)
  npm run -s talk -- --language cy        in another language
  npm run -s talk -- --gateway-down       with a gateway that does not answer
  npm run -s talk -- --script FILE        plays a script; ends with 1 when it goes otherwise
  npm run -s talk -- --record FILE        writes the conversation as a script
`

const optionsSchema = z.object({
  channel: z.enum(CHANNELS).default('web'),
  language: z.string().default('en'),
  script: z.string().optional(),
  record: z.string().optional(),
  'gateway-down': z.boolean().default(false),
  help: z.boolean().default(false),
})
type Options = z.infer<typeof optionsSchema>

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args)
  if (typeof options === 'string' || options.help) {
    process.stderr.write(typeof options === 'string' ? `${options}\n\n${USE}` : USE)
    return typeof options === 'string' ? 2 : 0
  }
  const { content, faults } = readContent({ production: false })
  if (!content || faults.length > 0) {
    process.stderr.write(
      `This cannot be talked to yet; npm run check tells more:\n${faults.map(faultLine).join('\n')}\n`,
    )
    return 1
  }
  return options.script === undefined ? atTerminal(options, content) : fromScript(options.script, content)
}

function optionsOf(args: readonly string[]): Options | string {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  const known = { channel: text, language: text, script: text, record: text, 'gateway-down': yes, help: yes }
  try {
    const parsed = optionsSchema.safeParse(parseArgs({ args: [...args], options: known }).values)
    return parsed.success ? parsed.data : `The channel is one of ${CHANNELS.join(', ')}.`
  } catch (error) {
    return (error as Error).message
  }
}

async function fromScript(file: string, content: Content): Promise<number> {
  const script = readScript(readFileSync(file, 'utf8'))
  const { transcript, failures } = await play(script, content)
  process.stdout.write(`${script.title}\n${transcript.join('\n')}\n`)
  for (const failure of failures) process.stderr.write(`${file}: ${failure}\n`)
  return failures.length === 0 ? 0 : 1
}

async function atTerminal(options: Options, content: Content): Promise<number> {
  const { channel, language, record } = options
  if (!content.words.languages.includes(language)) {
    process.stderr.write(
      `There are no words in "${language}"; there are: ${content.words.languages.join(', ')}\n`,
    )
    return 2
  }
  const gatewayUp = !options['gateway-down']
  const talk = await stage({ content, channel, language, gatewayUp })
  try {
    const terminal: Terminal = { input: process.stdin, write: (text) => process.stdout.write(text) }
    const { steps, endsAt } = await chat(talk, terminal, showing(content.words, channel))
    if (record !== undefined && steps.length > 0) {
      writeFileSync(record, recording({ channel, language, gatewayUp, steps, endsAt }), { mode: 0o600 })
    }
    return 0
  } finally {
    await talk.close()
  }
}

import { createInterface } from 'node:readline'
import type { ScriptStep } from './script.ts'
import type { Show } from './show.ts'
import type { Talk } from './stage.ts'
import { saidAs, stepOf } from './typed.ts'

/** Where a person at a terminal reads and types. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream
  write(text: string): void
}

/** What was done, for a recording; nothing else keeps what was typed. */
export interface Chatted {
  readonly steps: readonly ScriptStep[]
  readonly endsAt: string
}

const WAYS =
  'Answer with a number, the words or your own words. /back /help /again /language /leave; Ctrl-D ends.'

/** One conversation at the terminal, until it is over or the input ends. */
export async function chat(talk: Talk, terminal: Terminal, shown: Show): Promise<Chatted> {
  const steps: ScriptStep[] = []
  let reply = await talk.say({ kind: 'open' })
  const show = (): void => terminal.write(`\n${shown(reply)}\n\n> `)
  terminal.write(`${WAYS}\n`)
  show()
  for await (const line of createInterface({ input: terminal.input })) {
    if (line.trim() === '') {
      terminal.write('> ')
      continue
    }
    const said = saidAs(line)
    steps.push(stepOf(said, reply.screen))
    reply = await talk.say(said)
    show()
    if (reply.screen.over) break
  }
  terminal.write('\n')
  return { steps, endsAt: reply.screen.at }
}

import type { Message } from '../../conversation/converse.ts'
import type { Screen } from '../../conversation/screen.ts'
import { plain } from '../../engine/hear.ts'
import { choicesOf } from './play.ts'
import type { ScriptStep } from './script.ts'

const WORDS = {
  '/back': 'back',
  '/help': 'help',
  '/leave': 'leave',
  '/again': 'start-again',
  '/answers': 'answers',
  '/later': 'later',
  '/language': 'language',
} as const

/** What a line at the terminal says. A slash begins what is a button elsewhere; everything else is typed. */
export function saidAs(line: string): Message['said'] {
  const word = WORDS[line.trim() as keyof typeof WORDS]
  if (word !== undefined) return { kind: 'everywhere', word }
  const change = /^\/change (\S+)$/.exec(line.trim())
  return change ? { kind: 'change', at: change[1]! } : { kind: 'typed', text: line }
}

/** The same as a step of a script: numbers and labels become option ids, which outlive a change of words. */
export function stepOf(said: Message['said'], screen: Screen): ScriptStep {
  const at = screen.at
  if (said.kind === 'everywhere') return { at, press: said.word }
  if (said.kind === 'change') return { at, change: said.at }
  if (said.kind !== 'typed') return { at }
  const chosen = chosenIn(said.text, screen)
  return chosen === undefined ? { at, type: said.text } : { at, choose: chosen }
}

function chosenIn(text: string, screen: Screen): string | string[] | undefined {
  const ids = choicesOf(screen)
  const numbers = plain(text)
    .split(' ')
    .filter((part) => part !== 'and')
  if (
    numbers.length > 0 &&
    numbers.every((part) => /^\d{1,2}$/.test(part) && ids[Number(part) - 1] !== undefined)
  ) {
    const chosen = numbers.map((part) => ids[Number(part) - 1]!)
    return chosen.length === 1 ? chosen[0] : chosen
  }
  const all = [...(screen.question?.items ?? []), ...(screen.question?.options ?? [])]
  return all.find(({ label }) => plain(label) === plain(text))?.id
}

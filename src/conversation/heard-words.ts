import type { HeardDanger } from '../domain/danger.ts'
import { isAgreement } from '../engine/flow.ts'
import { hear, plain } from '../engine/hear.ts'
import type { Heard } from '../engine/heard.ts'
import type { Place } from '../engine/place.ts'
import { standing } from '../engine/standing.ts'
import { drawScreen } from './draw-screen.ts'
import { earFor, onScreen } from './ear.ts'
import type { Message, Setting } from './message.ts'
import { tiedToPhone } from './phone-word.ts'

/** The longest message that is read, in characters; a longer one is answered calmly and not kept. */
export const LONGEST_MESSAGE = 4000

/** From so many words on a message says something of its own, whatever is asked; a name, a place or a yes does not. */
const FEWEST_WORDS = 4
/** Options chosen by their numbers, or a number to ring: they say nothing, and the recogniser has never seen the like. */
const NUMBERS = /^(?:[\d\s,.&+()/-]|and|option)+$/i
const isSentence = (text: string): boolean => text.split(/\s+/).length >= FEWEST_WORDS && !NUMBERS.test(text)

/** What was pressed and not typed. */
export function pressed(said: Exclude<Message['said'], { readonly kind: 'typed' }>): Heard {
  switch (said.kind) {
    case 'open':
    case 'layout':
      return { kind: 'begin' }
    case 'everywhere':
      return { kind: 'everywhere', word: said.word }
    case 'change':
      return { kind: 'change', at: said.at }
    case 'language':
      return { kind: 'language', language: said.language }
    case 'chosen':
      return { kind: 'chosen', options: said.options }
  }
}

/** What a press means where danger stands in the box beside it: whoever leaves or looks for people is never held up by a question. */
export async function pressedBeside(
  { understanding }: Setting,
  said: Exclude<Message['said'], { readonly kind: 'typed' }>,
  unsent: string,
): Promise<Heard> {
  const heard = pressed(said)
  const text = clean(unsent).slice(0, LONGEST_MESSAGE)
  const isHeard = heard.kind === 'chosen' || heard.kind === 'change' || heard.kind === 'everywhere'
  if (text === '' || !isHeard || (heard.kind === 'everywhere' && heard.word === 'leave')) return heard
  const danger = isSentence(text) ? (await understanding.listen(text)).danger : understanding.danger(text)
  if (heard.kind === 'chosen') return danger.level === 'none' ? heard : { ...heard, danger }
  return danger.level === 'now' ? { kind: 'danger', danger } : heard
}

/** What was typed, or why it is not taken, and the language that it was in, where that is known. */
interface HeardWords {
  readonly heard: Heard | 'too-long' | 'too-common'
  readonly language?: string | undefined
}

/** Makes sense of typed words. */
export async function heardIn(
  setting: Setting,
  message: Message,
  place: Place,
  typed: string,
): Promise<HeardWords> {
  const text = clean(typed)
  const isRead = isSentence(text) && !isOffered(setting, message, place, text)
  const { danger, language } = isRead
    ? await setting.understanding.listen(text)
    : { danger: setting.understanding.danger(text), language: undefined }
  return { heard: meant(setting, message, place, text, danger), language }
}

/**
 * Whether it is an option by its own name. "I am not sure" is then the answer, and no sign of despair, as the recogniser
 * would have it; phrases are heard in it all the same.
 */
function isOffered(setting: Setting, { channel }: Message, place: Place, text: string): boolean {
  const { names } = earFor(setting.words, channel, place, drawScreen(setting, place, channel))
  const said = plain(text)
  return Object.values(names).some((all) => all.some((name) => plain(name) === said))
}

/** Danger comes first, whatever else is said. */
function meant(
  setting: Setting,
  message: Message,
  place: Place,
  text: string,
  danger: HeardDanger,
): HeardWords['heard'] {
  if (text.length > LONGEST_MESSAGE) return danger.level === 'none' ? 'too-long' : { kind: 'danger', danger }
  const heard = tiedToPhone(setting, message, place, hearTyped(setting, message, place, text))
  if (heard === 'too-common') return danger.level === 'none' ? heard : { kind: 'danger', danger }
  // "Help" alone asks for people, and the menu it opens begins with 999.
  const isAnswered = heard.kind === 'everywhere' && danger.level === 'ask'
  if (danger.level === 'none' || isAnswered) return heard
  return heard.kind === 'typed' || heard.kind === 'chosen' ? { ...heard, danger } : { kind: 'danger', danger }
}

/** Control and direction marks can hide words from people and from us; half a sign is none. Line breaks stay. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()

function hearTyped(setting: Setting, message: Message, place: Place, text: string): Heard {
  const { ask } = standing(setting.book, place)
  const screen = drawScreen(setting, place, message.channel)
  const ear = earFor(setting.words, message.channel, place, screen)
  const heard = hear(text, ask && onScreen(ask, screen), ear, isAgreement(setting.book.steps[place.at]))
  // "English" is the answer where a language is asked; it changes nothing that is English already.
  const isAnswer = heard.kind === 'language' && heard.language === place.language && ask?.kind === 'text'
  return isAnswer ? { kind: 'typed', text } : heard
}

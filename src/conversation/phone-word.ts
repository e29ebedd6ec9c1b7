import { problemWith } from '../domain/checks.ts'
import { one } from '../domain/told.ts'
import { plain } from '../engine/hear.ts'
import type { Heard } from '../engine/heard.ts'
import { answersOn, type Place } from '../engine/place.ts'
import type { Message, Setting } from './message.ts'

/** Where a word is chosen, and where one is given to open something (`domain/checks.ts`). */
const CHOSEN = 'word'
const GIVEN = 'given-secret'

/** What must not be the word: whoever knows them well, or reads what was sent, would know it. */
const KNOWN = ['code-word', 'name']

/**
 * By text no secret goes to and fro. The word that somebody chose is tied to their phone before anything else sees it:
 * what goes on from here, and is kept, is not the word. Three words of a page that are typed here so open nothing.
 */
export function tiedToPhone(
  setting: Pick<Setting, 'book' | 'phoneWords'>,
  { channel, conversation }: Message,
  place: Place,
  heard: Heard,
): Heard | 'too-common' {
  const step = setting.book.steps[place.at]
  if (channel !== 'sms' || heard.kind !== 'typed' || step?.kind !== 'text') return heard
  const { check } = step
  if (check !== CHOSEN && check !== GIVEN) return heard
  // What is wrong with it is told by the step itself, and then it is not kept either.
  if (problemWith(check, heard.text) !== undefined) return heard
  if (check === CHOSEN && isKnown(setting, place, heard.text)) return 'too-common'
  return { ...heard, text: setting.phoneWords.secretOf(conversation, heard.text) }
}

function isKnown({ book }: Pick<Setting, 'book'>, place: Place, word: string): boolean {
  const told = { answers: answersOn(book, place), found: {} }
  return KNOWN.some((name) => plain(one(told, name) ?? '') === plain(word))
}

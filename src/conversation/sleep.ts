import { asleepIn, type Asleep } from '../actions/asleep.ts'
import type { Channel } from '../domain/channel.ts'
import { isLongSilence } from '../domain/silence.ts'
import { one } from '../domain/told.ts'
import type { Book } from '../engine/flow.ts'
import { isSent, resume, wiped } from '../engine/moves.ts'
import { answersOn, foundOn, type Entry, type Place } from '../engine/place.ts'
import { turn } from '../engine/turn.ts'

/**
 * Where somebody stands who comes back after a long silence; nothing where it was not long. What they said sleeps beside
 * a new conversation that has none of it: no answer, no list, no code and no way back can reach it, until it is woken.
 * Where there is nothing to come back to, what there was is forgotten, and they simply begin.
 */
export function afterSilence(book: Book, kept: Place, channel: Channel, now: Date): Place | undefined {
  if (!isLongSilence(channel, kept.heardAt, now)) return undefined
  const place = ownWay(awake(kept))
  const word = one({ answers: answersOn(book, place), found: {} }, 'phone-word')
  if (!isToComeBackTo(book, place, word)) return begun(book, wiped(book, place, book.everywhere.start))
  const asleep: Asleep = { place, ...(word !== undefined && { word }) }
  const entry: Entry = { kind: 'done', at: 'everywhere/heard', outcome: 'heard', found: { asleep } }
  const fresh = wiped(book, place, book.everywhere.silence.enter)
  return begun(book, { ...fresh, trail: [entry], ...(place.code !== undefined && { code: place.code }) })
}

/** The place that a person had before they fell silent; the same one where nothing sleeps. */
export const awake = (place: Place): Place => asleepIn(foundOn(place))?.place ?? place

const begun = (book: Book, place: Place): Place => turn(book, place, { kind: 'begin' }).place

/** Out of every interruption: what a word opened a while ago, say, is not to be open still. */
const ownWay = (place: Place): Place => (place.paused.length === 0 ? place : ownWay(resume(place, place.at)))

/**
 * What was sent without a word can only be spoken of by ringing, and that was said. Else it is worth coming back for any
 * answer; but whether the phone is theirs is asked again anyway.
 */
function isToComeBackTo(book: Book, place: Place, word: string | undefined): boolean {
  if (isSent(book, place)) return word !== undefined
  const answers = Object.keys(answersOn(book, place)).filter((name) => name !== 'screen')
  return answers.length > 0 || foundOn(place).carried !== undefined
}

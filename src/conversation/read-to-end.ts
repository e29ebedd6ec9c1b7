import { isAgreement } from '../engine/flow.ts'
import type { Heard } from '../engine/heard.ts'
import type { Place } from '../engine/place.ts'
import type { Turn } from '../engine/turn.ts'
import { isAgreedHere } from './agreement.ts'
import { drawScreen, isRefusal } from './draw-screen.ts'
import type { Message, Setting } from './message.ts'
import { isShown, textsFor } from './texts.ts'

/**
 * By text, what would be sent comes in parts. An agreement before the last of them was asked for is none, nor is one to a
 * part that was read once more and asks nothing: they get the next part instead (promise 5: nothing is sent without an
 * agreement to exactly that). What they have read they need not read again because an answer was not understood.
 */
export function unlessUnread(setting: Setting, message: Message, place: Place, taken: Turn): Turn {
  if (message.channel !== 'sms') return taken
  const isRefused = isRefusal(taken.note) && place.part !== undefined
  if (!isRefused && !isAgreedHere(place, taken)) return taken
  const screen = drawScreen(setting, place, message.channel)
  const say = (key: string): string => setting.words.text(screen.language, key) ?? key
  const { length } = textsFor({ screen, version: 0 }, say)
  const read = place.part ?? 0
  // What was not understood is told of with the question, so an answer to it may come next.
  if (isRefused) return { ...taken, place: { ...taken.place, part: Math.min(read, length - 1) } }
  const part = (read % length) + 1
  return part >= length ? taken : { place: { ...place, part }, over: false, forget: false }
}

/**
 * By text, the next part of a screen instead of an answer to what was not there yet: "3" to the first text of an emergency
 * card must not be the "stop and leave" of its last. Danger in the same words is heard all the same. Nothing where the answer
 * may be taken; an agreement has a rule of its own (`unlessUnread`).
 */
export function unshown(setting: Setting, message: Message, place: Place, heard: Heard): Turn | undefined {
  const isAnswer = heard.kind === 'chosen' || heard.kind === 'typed'
  if (message.channel !== 'sms' || !isAnswer || heard.danger !== undefined) return undefined
  if (isAgreement(setting.book.steps[place.at])) return undefined
  const screen = drawScreen(setting, place, message.channel)
  const say = (key: string): string => setting.words.text(screen.language, key) ?? key
  const { part = 0 } = place
  if (isShown({ screen, version: 0, part }, heard.kind === 'chosen' ? heard.options : 'words', say))
    return undefined
  return { place: { ...place, part: part + 1 }, over: false, forget: false }
}

import { digestOf, payloadFor } from '../actions/sending.ts'
import type { ActionPorts } from '../actions/action.ts'
import type { Book } from '../engine/flow.ts'
import { isAgreement } from '../engine/flow.ts'
import type { Place } from '../engine/place.ts'
import { answersOn, foundOn } from '../engine/place.ts'
import type { Turn } from '../engine/turn.ts'

/** What an agreement is shown from: the words, the flows, and everything that the payload is made of. */
type Showing = Pick<ActionPorts, 'directory' | 'geography'> & {
  readonly book: Book
  readonly wording: string
}

/** The edition of the words, and a digest of what would be sent from here; '' where nobody could receive it. */
function shownAt(setting: Showing, place: Place): NonNullable<Place['shown']> {
  const told = { answers: answersOn(setting.book, place), found: foundOn(place), language: place.language }
  const ready = payloadFor(told, setting)
  return { wording: setting.wording, payload: ready ? digestOf(ready.payload) : '' }
}

/** The place as it is kept: with what the person now sees where they are asked to agree, without it elsewhere. */
export function withWhatIsShown(setting: Showing, place: Place): Place {
  if (isAgreement(setting.book.steps[place.at])) return { ...place, shown: shownAt(setting, place) }
  const { shown: _old, ...rest } = place
  return rest
}

/**
 * Whether what is asked here is what the person saw when they were asked. It is not after an upgrade of the words, or of
 * anything that changes what would be sent, while the question stood on their screen.
 */
function isAsShown(setting: Showing, place: Place): boolean {
  if (!isAgreement(setting.book.steps[place.at])) return true
  const now = shownAt(setting, place)
  return place.shown?.wording === now.wording && place.shown.payload === now.payload
}

/** Whether this turn is a person agreeing to what stood at this place. */
export function isAgreedHere(place: Place, taken: Turn): boolean {
  const next = taken.place.trail[place.trail.length]
  return next?.kind === 'asked' && next.at === place.at && next.heard === 'agree'
}

/** An agreement to other words or another content than they saw is none: they see the new ones and are asked again. */
export function unlessUnseen(setting: Showing, place: Place, taken: Turn): Turn {
  if (!isAgreedHere(place, taken) || isAsShown(setting, place)) return taken
  const { part: _read, ...unread } = place
  return { place: unread, over: false, forget: false, note: 'flow-changed' }
}

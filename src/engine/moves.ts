import type { Book, StepKey } from './flow.ts'
import { isWaiting } from './flow.ts'
import type { Entry, Found, Place } from './place.ts'

/** Moves that are not answers: back, change, interrupt and resume, forget. Each gives a place, or says why not. */

/**
 * Back to the question before. What was sent stays sent, so nobody can walk back over it. While an earlier answer is
 * being changed, back from that question means leaving it as it was, and every answer after it stays remembered.
 */
export function goBack(book: Book, place: Place): Place | 'nothing-before' | 'already-sent' {
  if (place.asking !== '' && place.asking === place.at) return { ...place, asking: '' }
  const index = place.trail.findLastIndex((entry) => entry.kind === 'asked')
  if (index < 0) return place.paused.length > 0 ? resume(place, place.at) : 'nothing-before'
  if (hasLasting(book, place.trail.slice(index))) return 'already-sent'
  const entry = place.trail[index]!
  const isChanging = place.before.length > 0
  return {
    ...place,
    at: entry.at,
    trail: place.trail.slice(0, index),
    before: isChanging ? [entry, ...place.before] : [],
    changed: isChanging ? place.changed : [],
    asking: isChanging ? entry.at : '',
  }
}

/** To an earlier question, remembering the answers after it so that only what changed is asked again. */
export function changeTo(book: Book, place: Place, at: StepKey): Place | 'not-understood' | 'already-sent' {
  const index = place.trail.findLastIndex((entry) => entry.kind === 'asked' && entry.at === at)
  if (index < 0 || !isWaiting(book.steps[at])) return 'not-understood'
  if (hasLasting(book, place.trail.slice(index))) return 'already-sent'
  const before = place.trail.slice(index).filter((entry) => entry.kind === 'asked')
  return { ...place, at, trail: place.trail.slice(0, index), before, changed: [], asking: at }
}

const hasLasting = (book: Book, entries: readonly Entry[]): boolean =>
  entries.some((entry) => {
    const step = entry.kind === 'done' ? book.steps[entry.at] : undefined
    return step?.kind === 'do' && book.actions[step.do]?.lasting === true
  })

/**
 * Goes to an interruption and remembers the way back. An interruption inside the same flow takes its place, so that
 * they never pile up.
 */
export function interrupt(place: Place, to: StepKey, returnTo: StepKey, found?: Found): Place {
  const flow = to.slice(0, to.indexOf('/'))
  const inside = place.paused.length > 0 && place.at.startsWith(`${flow}/`)
  const frame = {
    at: returnTo,
    trail: place.trail,
    before: place.before,
    changed: place.changed,
    asking: place.asking,
  }
  const trail: Entry[] = found ? [{ kind: 'done', at: 'everywhere/heard', outcome: 'heard', found }] : []
  return {
    ...place,
    at: to,
    trail,
    before: [],
    changed: [],
    asking: '',
    paused: inside ? place.paused : [...place.paused, frame],
  }
}

/** Back to where the interruption came from; with nothing paused, to `otherwise`. */
export function resume(place: Place, otherwise: StepKey): Place {
  const frame = place.paused.at(-1)
  return frame ? { ...place, ...frame, paused: place.paused.slice(0, -1) } : { ...place, at: otherwise }
}

/** Everything forgotten but the language. */
export const wiped = (book: Book, place: Place, to: StepKey): Place => ({
  edition: book.edition,
  language: place.language,
  at: to,
  trail: [],
  before: [],
  changed: [],
  asking: '',
  paused: [],
})

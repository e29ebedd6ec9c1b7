import type { ActionPromise, Book, StepKey } from './flow.ts'
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

/**
 * To an earlier question, remembering the answers after it so that only what changed is asked again. From an
 * interruption it first goes back to the way on which the question was asked. What was done for good since then stays on
 * the trail: it happened. Only what can be done again with other answers may be gone back over. An answer that led to
 * another place for a while (a visit) is not remembered, or they would be led there again.
 */
export function changeTo(book: Book, place: Place, at: StepKey): Place | 'not-understood' | 'already-sent' {
  const way = wayWith(place, at)
  if (!way || !isWaiting(book.steps[at])) return 'not-understood'
  const index = lastAsked(way.trail, at)
  const since = way.trail.slice(index)
  if (since.some((entry) => isFinal(book, entry))) return 'already-sent'
  const lasting = since.filter((entry) => promiseOf(book, entry)?.lasting === true)
  const answers = since.filter((entry) => entry.kind === 'asked' && !isVisit(book, entry))
  const { until, ...rest } = way
  const isChanging = way.before.length > 0
  return {
    ...rest,
    at,
    trail: [...way.trail.slice(0, index), ...lasting],
    before: [...answers, ...way.before],
    changed: isChanging ? way.changed : [],
    asking: at,
    until: (isChanging ? until : undefined) ?? way.at,
  }
}

const lastAsked = (trail: readonly Entry[], at: StepKey): number =>
  trail.findLastIndex((entry) => entry.kind === 'asked' && entry.at === at)

/** The way in front on which a question was asked: this one, or the nearest of those that were interrupted. */
function wayWith(place: Place, at: StepKey): Place | undefined {
  let way = place
  while (lastAsked(way.trail, at) < 0) {
    if (way.paused.length === 0) return undefined
    way = resume(way, way.at)
  }
  return way
}

/** Whether an answer led to another place for a while, and back to the same question or to the next. */
function isVisit(book: Book, entry: Extract<Entry, { kind: 'asked' }>): boolean {
  const step = book.steps[entry.at]
  if (!isWaiting(step) || step.kind === 'choices' || typeof entry.heard !== 'string') return false
  const target = Object.hasOwn(step.options, entry.heard) ? step.options[entry.heard] : undefined
  return typeof target === 'object' && 'visit' in target
}

/**
 * The questions whose answers can be changed from here, in order, each once: those on this way and on the ways that were
 * interrupted, asked since anything was done that cannot be done again.
 */
export function changeable(book: Book, place: Place): readonly StepKey[] {
  const asked = waysOf(place).flatMap((trail) =>
    trail
      .slice(trail.findLastIndex((entry) => isFinal(book, entry)) + 1)
      .flatMap((entry) => (entry.kind === 'asked' && isWaiting(book.steps[entry.at]) ? [entry.at] : [])),
  )
  return [...new Set(asked)]
}

/** Whether something was done for good on the way here. */
export const isSent = (book: Book, place: Place): boolean =>
  waysOf(place).some((trail) => hasLasting(book, trail))

const waysOf = (place: Place): readonly (readonly Entry[])[] => [
  ...place.paused.map(({ trail }) => trail),
  place.trail,
]

/** Done for good, and not to be done again with other answers. */
const isFinal = (book: Book, entry: Entry): boolean => {
  const promise = promiseOf(book, entry)
  return promise?.lasting === true && promise.correctable !== true
}

const hasLasting = (book: Book, entries: readonly Entry[]): boolean =>
  entries.some((entry) => promiseOf(book, entry)?.lasting === true)

/** What the action promises that an entry stands for. */
function promiseOf(book: Book, entry: Entry): ActionPromise | undefined {
  const step = entry.kind === 'done' ? book.steps[entry.at] : undefined
  return step?.kind === 'do' ? book.actions[step.do] : undefined
}

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
    ...(place.until !== undefined && { until: place.until }),
  }
  const trail: Entry[] = found ? [{ kind: 'done', at: 'everywhere/heard', outcome: 'heard', found }] : []
  const { until: _then, ...rest } = place
  return {
    ...rest,
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
  if (!frame) return { ...place, at: otherwise }
  const { until: _own, ...rest } = place
  return { ...rest, ...frame, paused: place.paused.slice(0, -1) }
}

/** Everything forgotten but the language, and how the page shows itself. */
export const wiped = (book: Book, place: Place, to: StepKey): Place => ({
  edition: book.edition,
  language: place.language,
  ...(place.layout && { layout: place.layout }),
  at: to,
  trail: [],
  before: [],
  changed: [],
  asking: '',
  paused: [],
})

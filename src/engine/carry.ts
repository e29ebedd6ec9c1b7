import type { Book } from './flow.ts'
import type { Place } from './place.ts'

/**
 * The place from which somebody may carry on elsewhere: their own way, out of every interruption. Whether it is private,
 * and their own choice, is theirs to say again there, so that a way that has come past that question stands at it.
 */
export function toCarry(book: Book, place: Place): Place {
  const { shown: _seen, code: _own, until: _back, heardAt: _then, ...rest } = place
  const [way] = place.paused
  const whole: Place = { ...rest, ...way, paused: [] }
  const { private: guards } = book.everywhere.guards
  const last = guards.at(-1)
  const index = whole.trail.findIndex((entry) => entry.kind === 'asked' && entry.at === last)
  return last === undefined || index < 0
    ? whole
    : { ...whole, at: last, trail: whole.trail.slice(0, index), before: [], changed: [], asking: '' }
}

/** The same place before an action was done on its way, with what came after it dropped: it is done again from there. */
export function before(book: Book, place: Place, action: string): Place {
  const index = place.trail.findIndex((entry) => {
    const step = entry.kind === 'done' ? book.steps[entry.at] : undefined
    return step?.kind === 'do' && step.do === action
  })
  const entry = place.trail[index]
  return entry === undefined
    ? place
    : { ...place, at: entry.at, trail: place.trail.slice(0, index), before: [], changed: [], asking: '' }
}

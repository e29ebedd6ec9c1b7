import type { Book } from './flow.ts'
import { isWaiting } from './flow.ts'
import { wiped } from './moves.ts'
import type { Place } from './place.ts'

/**
 * A place kept under an older edition of the flows, made fit for this one: answers to steps that still exist stay,
 * and a person whose step is gone stands at the last question that is still there. `moved` is true when they had to
 * be moved, so that they can be told.
 */
export function mend(book: Book, place: Place): { readonly place: Place; readonly moved: boolean } {
  if (place.edition === book.edition) return { place, moved: false }
  const known = (at: string): boolean => at in book.steps || at.startsWith('everywhere/')
  const trail = place.trail.filter((entry) => known(entry.at))
  const kept: Place = {
    ...place,
    edition: book.edition,
    trail,
    before: place.before.filter((entry) => known(entry.at)),
    paused: place.paused
      .filter((frame) => known(frame.at))
      .map((frame) => ({ ...frame, trail: frame.trail.filter((entry) => known(entry.at)) })),
  }
  // At an action: it was begun before a crash, and is finished first.
  const isStanding = isWaiting(book.steps[place.at]) || book.steps[place.at]?.kind === 'do'
  if (isStanding || place.at === 'end') return { place: kept, moved: false }
  const last = trail.findLastIndex((entry) => entry.kind === 'asked' && isWaiting(book.steps[entry.at]))
  if (last < 0) return { place: wiped(book, place, book.everywhere.start), moved: true }
  return { place: { ...kept, at: trail[last]!.at, trail: trail.slice(0, last) }, moved: true }
}

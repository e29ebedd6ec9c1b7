import type { Book, StepKey } from '../engine/flow.ts'
import { isWaiting } from '../engine/flow.ts'
import type { Place } from '../engine/place.ts'
import type { Remaining } from '../engine/remaining.ts'
import { remainingIn } from '../engine/remaining.ts'
import { idleMinutes } from './idle.ts'
import { listedOn } from './listed.ts'
import type { Scene } from './scene.ts'
import type { Screen } from './screen.ts'

/** What stands beside a question to make it easier: what can be changed, how many there still are, how long there is. */
export function beside(scene: Scene, place: Place): Pick<Screen, 'canChange' | 'remaining' | 'idleMinutes'> {
  const count = scene.channel === 'web' ? remaining(scene.book, place) : undefined
  return {
    ...(canChange(scene.book, place) && { canChange: true }),
    ...(count !== undefined && { remaining: scene.text('screen:remaining', { count }) }),
    ...(scene.channel === 'web' && { idleMinutes: idleMinutes(scene, place, scene.channel) }),
  }
}

/** Not beside an emergency card, which must stand alone, and not where the list is shown or a code is made. */
const APART = /^(safety|answers|later)\//

const canChange = (book: Book, place: Place): boolean =>
  isWaiting(book.steps[place.at]) && !APART.test(place.at) && listedOn(book, place).length > 0

/** What people come for: they are told about how many questions there still are before it. */
const MILESTONES = ['services', 'review']
/** There every question is about services, also where none was found. */
const SERVICES = /^services\//

/** Is anyone in danger? Nothing else matters there. */
const FIRST = /^start\//

const solved = new WeakMap<Book, Remaining>()

/**
 * Two questions or more before something is shown, rounded; nothing where that would be said of something else: on the
 * first screen, while an answer is being changed, in an interruption, and at what they came for.
 */
function remaining(book: Book, place: Place): number | undefined {
  const isBegun = place.trail.some(({ kind }) => kind === 'asked')
  if (!isBegun || place.before.length > 0 || place.paused.length > 0) return undefined
  if (!isWaiting(book.steps[place.at]) || isMilestone(book, place.at) || FIRST.test(place.at))
    return undefined
  let ahead = solved.get(book)
  if (!ahead) solved.set(book, (ahead = remainingIn(book, (at) => isMilestone(book, at))))
  const count = Math.round(ahead.at(place) ?? 0)
  return count < 2 ? undefined : count
}

/** Whether something that people came for is shown at this step. */
export function isMilestone(book: Book, at: StepKey): boolean {
  const step = book.steps[at]
  if (!isWaiting(step)) return false
  return SERVICES.test(at) || MILESTONES.includes(step.show ?? '')
}

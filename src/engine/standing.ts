import { noticedAt, USE } from './noticed.ts'
import type { Noticed } from './noticed.ts'
import { offeredIds } from './place.ts'
import type { Answer, Place } from './place.ts'
import type { Book, StepKey, WaitingStep } from './flow.ts'
import { isWaiting } from './flow.ts'

/** Something said, in order; `show` names a view that TypeScript draws. */
export interface Saying {
  readonly at: StepKey
  readonly show?: string
}

/** The question that waits, with ids only. */
export interface Ask {
  readonly at: StepKey
  readonly kind: WaitingStep['kind']
  readonly show?: string
  readonly labels?: string
  readonly check?: string
  /** What they wrote before that may answer this: for a text an item of its own, for a choice one of its options. */
  readonly noticed?: Noticed
  /** The list that a `pick` picks from. */
  readonly from?: string
  /** What can be ticked or picked. */
  readonly items: readonly string[]
  /** What stands alone: a plain button. For a choice, all of its options. */
  readonly options: readonly string[]
  readonly many: boolean
  /** The answer given before, when an earlier answer is being changed. */
  readonly earlier?: Answer
}

/** What is on the person's screen: it follows from the place alone, so a reload shows the same again. */
export interface Standing {
  readonly says: readonly Saying[]
  readonly ask?: Ask
}

/** What the person at this place has just been told, and what they are asked. */
export function standing(book: Book, place: Place): Standing {
  const since = place.trail.findLastIndex((entry) => entry.kind === 'asked') + 1
  const says = place.trail.slice(since).flatMap((entry) => {
    const step = entry.kind === 'said' ? book.steps[entry.at] : undefined
    if (step?.kind !== 'say') return []
    return [{ at: entry.at, ...(step.show !== undefined && { show: step.show }) }]
  })
  const step = book.steps[place.at]
  return isWaiting(step) ? { says, ask: askOf(step, place) } : { says }
}

function askOf(step: WaitingStep, place: Place): Ask {
  const noticed = noticedAt(step, place)
  const items = step.kind === 'text' && noticed ? [USE] : itemsOf(step, place)
  const options = Object.keys(step.kind === 'choices' ? step.alone : step.options)
  const earlier = place.before.find((entry) => entry.kind === 'asked' && entry.at === place.at)
  return {
    at: place.at,
    kind: step.kind,
    items,
    options,
    many: step.kind === 'choices' || (step.kind === 'pick' && step.many === true),
    ...(step.show !== undefined && { show: step.show }),
    ...(step.labels !== undefined && { labels: step.labels }),
    ...(step.kind === 'text' && { check: step.check }),
    ...(step.kind === 'pick' && { from: step.from }),
    ...(noticed && { noticed }),
    // A button that was pressed instead of writing is no text to be changed.
    ...(earlier?.kind === 'asked' &&
      !(step.kind === 'text' && earlier.by === 'option') && { earlier: earlier.heard }),
  }
}

const itemsOf = (step: WaitingStep, place: Place): readonly string[] =>
  step.kind === 'choices' ? step.options : step.kind === 'pick' ? offeredIds(place, step.from) : []

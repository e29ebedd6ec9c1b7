import type { Book, WaitingStep } from './flow.ts'
import { isWaiting } from './flow.ts'
import type { Heard } from './heard.ts'
import type { Answer, Entry, Place } from './place.ts'

/**
 * After a change the earlier answers are given again on the person's behalf, as long as the question is still asked,
 * the answer is still possible, and nothing that the question depends on became different.
 */
export const remembered = { note, answer, settle }

type Asked = Extract<Entry, { kind: 'asked' }>

/** Writes an answer on the trail, and whether it differs from the one given before. */
function note(book: Book, place: Place, entry: Asked): Place {
  const trail = [...place.trail, entry]
  const step = book.steps[entry.at]
  const old = place.before.find((earlier): earlier is Asked => earlier.kind === 'asked' && earlier.at === entry.at)
  if (place.before.length === 0 || !isWaiting(step) || step.save === undefined) return { ...place, trail }
  const changed = old && same(old.heard, entry.heard) ? place.changed : [...new Set([...place.changed, step.save])]
  return { ...place, trail, changed }
}

/** The earlier answer to this question, if it may be given again. */
function answer(step: WaitingStep, place: Place): Heard | undefined {
  if (asksAfresh(step) || place.at === place.before[0]?.at) return undefined
  const old = place.before.find((entry): entry is Asked => entry.kind === 'asked' && entry.at === place.at)
  if (!old || step.depends?.some((name) => place.changed.includes(name))) return undefined
  return old.by === 'text'
    ? { kind: 'typed', text: String(old.heard) }
    : { kind: 'chosen', options: typeof old.heard === 'string' ? [old.heard] : old.heard }
}

/** At a question that is always asked afresh, the person is back where they were: nothing more to remember. */
function settle(step: WaitingStep, place: Place): Place {
  return asksAfresh(step) ? { ...place, before: [], changed: [] } : place
}

/** An agreement is never given on somebody's behalf, and what is to be sent is always shown again. */
const asksAfresh = (step: WaitingStep): boolean =>
  (step.kind === 'choice' && step.agreement !== undefined) || step.show === 'review'

const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)

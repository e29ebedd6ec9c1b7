import type { Book, StepKey, WaitingStep } from './flow.ts'
import { isAgreement, isWaiting } from './flow.ts'
import type { Heard } from './heard.ts'
import { noticedAt, USE } from './noticed.ts'
import type { Answer, Entry, Place } from './place.ts'

/**
 * After a change the earlier answers are given again on the person's behalf, as long as the question is still asked,
 * the answer is still possible, and nothing that the question depends on became different. What they took because it
 * was offered back to them is given again only while it is still offered.
 */
export const remembered = { note, answer, used, settle }

type Asked = Extract<Entry, { kind: 'asked' }>

/** Writes an answer on the trail, and whether it differs from the one given before. */
function note(book: Book, place: Place, entry: Asked): Place {
  const written = { ...used(place, entry.at), trail: [...place.trail, entry], asking: '' }
  const step = book.steps[entry.at]
  if (place.before.length === 0 || !isWaiting(step) || step.save === undefined) return written
  const old = earlierAnswer(place, entry.at)
  const isSame = old !== undefined && same(old.heard, entry.heard)
  return isSame ? written : { ...written, changed: [...new Set([...place.changed, step.save])] }
}

/** The earlier answer to this question, if it may be given again. */
function answer(step: WaitingStep, place: Place): Heard | undefined {
  if (asksAfresh(step) || place.at === place.asking) return undefined
  const old = earlierAnswer(place, place.at)
  if (!old || step.depends?.some((name) => place.changed.includes(name))) return undefined
  if (old.by === 'noticed' && noticedAt(step, place)?.value !== old.heard) return undefined
  if (old.by === 'noticed' && step.kind === 'text') return { kind: 'chosen', options: [USE] }
  return old.by === 'text'
    ? { kind: 'typed', text: String(old.heard) }
    : { kind: 'chosen', options: typeof old.heard === 'string' ? [old.heard] : old.heard }
}

const earlierAnswer = (place: Place, at: StepKey): Asked | undefined =>
  place.before.find((entry): entry is Asked => entry.kind === 'asked' && entry.at === at)

/** An earlier answer is given again once only, or a question that leads back to itself would never stop. */
function used(place: Place, at: StepKey): Place {
  const old = earlierAnswer(place, at)
  return old ? { ...place, before: place.before.filter((entry) => entry !== old) } : place
}

/** Back where they were, or at a question that is always asked afresh, there is nothing more to remember. */
function settle(step: WaitingStep, place: Place): Place {
  const isBack = place.until === place.at && place.asking !== place.at
  if (!asksAfresh(step) && !isBack) return place
  const { until: _reached, ...rest } = place
  return { ...rest, before: [], changed: [], asking: '' }
}

/** An agreement is never given on somebody's behalf, and what is to be sent is always shown again. */
const asksAfresh = (step: WaitingStep): boolean => isAgreement(step) || step.show === 'review'

const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)

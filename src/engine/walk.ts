import type { Book, StepKey, Target } from './flow.ts'
import { fullKey, isWaiting, RESERVED } from './flow.ts'

/** One arrow of a flow: from a step, by an input, to where. */
export interface Transition {
  readonly from: StepKey
  /** An option id, an outcome, `then`, or an everywhere word. */
  readonly by: string
  readonly to: StepKey
  /** The path of the target inside the step, for pointing at a line. */
  readonly path: readonly string[]
  /** A visit, or a way through a shared flow, also comes out here. */
  readonly returns?: StepKey
  readonly forgets?: true
}

/** Every arrow of every step. Linear in the size of the flows: that is all that a book can do. */
export const transitions = (book: Book): readonly Transition[] =>
  Object.keys(book.steps).flatMap((at) => transitionsFrom(book, at))

/** Every arrow that leaves one step. */
export function transitionsFrom(book: Book, at: StepKey): readonly Transition[] {
  const step = book.steps[at]
  if (step === undefined) return []
  const arrow = (by: string, target: Target, path: readonly string[]): Transition =>
    arrowTo(at, by, target, path)
  const each = (record: Readonly<Record<string, Target>>, field: string): Transition[] =>
    Object.entries(record).map(([by, target]) => arrow(by, target, [field, by]))
  switch (step.kind) {
    case 'say':
      return [arrow('then', step.then, ['then'])]
    case 'do':
      return each(step.outcomes, 'outcomes')
    case 'choice':
      return each(step.options, 'options')
    case 'choices':
      return [...each(step.alone, 'alone'), ...each(step.on ?? {}, 'on'), arrow('then', step.then, ['then'])]
    default:
      return [...each(step.options, 'options'), arrow('then', step.then, ['then'])]
  }
}

function arrowTo(from: StepKey, by: string, target: Target, path: readonly string[]): Transition {
  if (typeof target === 'string') return { from, by, path, to: fullKey(from, target) }
  if ('forget' in target) return { from, by, path, to: fullKey(from, target.forget), forgets: true }
  const to = 'visit' in target ? target.visit : target.through
  return { from, by, path, to: fullKey(from, to), returns: fullKey(from, target.then) }
}

/** Where people can enter: the start, and every interruption. */
export const entrances = (book: Book): readonly StepKey[] => [
  book.everywhere.start,
  book.everywhere.danger.now,
  book.everywhere.danger.ask,
  book.everywhere.leave.forget,
  book.everywhere['start-again'].forget,
  book.everywhere.help.visit,
  book.everywhere.answers.visit,
  book.everywhere.later.visit,
  book.everywhere.status.visit,
  book.everywhere.delete.visit,
  book.everywhere.language.visit,
  book.everywhere.silence.enter,
]

/** Every step that can be reached from these, over arrows that `may` be taken. */
export function reachable(
  book: Book,
  from: readonly StepKey[],
  may: (arrow: Transition) => boolean = () => true,
): ReadonlySet<StepKey> {
  const seen = new Set<StepKey>()
  const queue = [...from]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at) || (RESERVED as readonly string[]).includes(at)) continue
    seen.add(at)
    for (const arrow of transitionsFrom(book, at)) {
      if (may(arrow)) queue.push(arrow.to, ...(arrow.returns === undefined ? [] : [arrow.returns]))
    }
  }
  return seen
}

export const waitingSteps = (book: Book): readonly StepKey[] =>
  Object.keys(book.steps).filter((at) => isWaiting(book.steps[at]))

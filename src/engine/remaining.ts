import type { Book, Step, StepKey } from './flow.ts'
import { isWaiting } from './flow.ts'
import type { Place } from './place.ts'
import { wayOut } from './place.ts'
import { transitionsFrom } from './walk.ts'

/**
 * About how many questions are left until the next milestone: a step at which something is shown that people came for.
 * Every option of a step is taken to be as likely as the others, and so is every outcome of an action. Arrows that forget
 * everything, end, or lead nowhere near a milestone are left out, because whoever takes them waits for none; so are
 * answers that go back. Solved once for a book, over all of its steps.
 */
export interface Remaining {
  /**
   * The mean number of questions from here to the next milestone: this one counts, the milestone does not, and at a
   * milestone it is those to the one after. Nothing where no milestone lies ahead.
   */
  at(place: Place): number | undefined
}

/** How a way from a step goes on: its questions, and how often it comes out at `return` or at `resume`. */
interface Ahead {
  readonly questions: number
  readonly returns: number
  readonly resumes: number
}

type Table = ReadonlyMap<StepKey, Ahead>

const NOTHING: Ahead = { questions: 0, returns: 0, resumes: 0 }
const RETURN: Ahead = { ...NOTHING, returns: 1 }
const RESUME: Ahead = { ...NOTHING, resumes: 1 }

/** Nobody is told more than a whole number. The shipped flows need about sixty sweeps: 36 ms of processor at first, then 8. */
const CLOSE_ENOUGH = 1e-2
const MOST_SWEEPS = 1_000

/** `isMilestone`: the steps that are counted to. Linear in the size of the flows, times the sweeps. */
export function remainingIn(book: Book, isMilestone: (at: StepKey) => boolean): Remaining {
  const live = liveWays(book, isMilestone)
  const table = solved(book, live, isMilestone)
  const leaving = (at: StepKey): Ahead | undefined => stepAhead(book, at, live, table)
  return {
    at(place) {
      const here = leaving(place.at)
      // Only an interruption comes out at `resume`, and nobody counts in one.
      if (!here || here.resumes > 0) return undefined
      const out = here.returns > 0 ? wayOut(place) : undefined
      if (here.returns > 0 && out === undefined) return undefined
      return out === undefined ? here.questions : then(here, table.get(out)).questions
    },
  }
}

/** Sweeps over all steps, from the ends of the flows, until nothing moves any more (value iteration). */
function solved(book: Book, live: Live, isMilestone: (at: StepKey) => boolean): Table {
  const table = new Map<StepKey, Ahead>()
  const order = [...live.keys()].reverse()
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0
    for (const at of order) {
      const next = isMilestone(at) ? NOTHING : (stepAhead(book, at, live, table) ?? NOTHING)
      const old = table.get(at)
      moved = Math.max(moved, old ? distance(old, next) : 1)
      table.set(at, next)
    }
    if (moved < CLOSE_ENOUGH) break
  }
  return table
}

const distance = (a: Ahead, b: Ahead): number =>
  Math.max(
    Math.abs(a.questions - b.questions),
    Math.abs(a.returns - b.returns),
    Math.abs(a.resumes - b.resumes),
  )

/** The mean over everything that may follow a step; the step itself counts where it asks. */
function stepAhead(book: Book, at: StepKey, live: Live, table: Table): Ahead | undefined {
  const ways = live.get(at)
  if (!ways || ways.length === 0) return undefined
  let [all, questions, returns, resumes] = [0, 0, 0, 0]
  for (const way of ways) {
    const next = along(way, table)
    all += way.options
    questions += way.options * next.questions
    returns += way.options * next.returns
    resumes += way.options * next.resumes
  }
  const own = isWaiting(book.steps[at]) ? 1 : 0
  return { questions: questions / all + own, returns: returns / all, resumes: resumes / all }
}

/** A visit comes out at `resume`, a way through a shared flow at `return`; both then go on. */
function along({ to, onward, by }: Way, table: Table): Ahead {
  const first = ahead(to, table)
  if (onward === undefined) return first
  const next = ahead(onward, table)
  if (by === 'through') return then(first, next)
  return {
    questions: first.questions + first.resumes * next.questions,
    returns: first.resumes * next.returns,
    resumes: first.resumes * next.resumes,
  }
}

/** A milestone stands in the table with nothing ahead of it. */
const ahead = (to: StepKey, table: Table): Ahead =>
  to === 'return' ? RETURN : to === 'resume' ? RESUME : (table.get(to) ?? NOTHING)

/** One way, and where it comes out by `return` the next. */
const then = (first: Ahead, next: Ahead = NOTHING): Ahead => ({
  questions: first.questions + first.returns * next.questions,
  returns: first.returns * next.returns,
  resumes: first.resumes + first.returns * next.resumes,
})

/** An arrow that is taken: where it leads, and where what it leads by way of goes on. */
interface Way {
  readonly to: StepKey
  /** How many options lead this way. */
  readonly options: number
  readonly onward?: StepKey
  readonly by?: 'visit' | 'through'
}

/** The arrows of each step from which a milestone, or a way out of a visit or a shared flow, can still be reached. */
type Live = ReadonlyMap<StepKey, readonly Way[]>

function liveWays(book: Book, isMilestone: (at: StepKey) => boolean): Live {
  const ways = waysOn(book)
  const alive = new Set<StepKey>(['return', 'resume', ...[...ways.keys()].filter(isMilestone)])
  const isLive = ({ to, onward }: Way): boolean =>
    alive.has(to) && (onward === undefined || alive.has(onward))
  for (let size = -1; size !== alive.size;) {
    size = alive.size
    for (const [at, all] of ways) if (all.some(isLive)) alive.add(at)
  }
  return new Map([...ways].map(([at, all]) => [at, all.filter(isLive)]))
}

/** The arrows of a step but those that forget everything. */
const waysFrom = (book: Book, at: StepKey): readonly Way[] =>
  transitionsFrom(book, at).flatMap((arrow): readonly Way[] => {
    if (arrow.forgets) return []
    const options = optionsAlong(book.steps[at], arrow.by)
    if (arrow.returns === undefined) return [{ to: arrow.to, options }]
    const isVisit = 'visit' in arrow.path.reduce<object>(field, book.steps[at]!)
    return [{ to: arrow.to, options, onward: arrow.returns, by: isVisit ? 'visit' : 'through' }]
  })

const field = (from: object, key: string): object => (from as Readonly<Record<string, object>>)[key]!

/** Of several answers at once, all that lead nowhere of their own lead the same way. */
const optionsAlong = (step: Step | undefined, by: string): number =>
  step?.kind === 'choices' && by === 'then'
    ? Math.max(1, step.options.length - Object.keys(step.on ?? {}).length)
    : 1

/**
 * The arrows of every step but those by which an answer leads back to a question that was asked on the way here: somebody
 * who wants to answer it again does, but few do, and each would be counted as often as those who go on. What an action
 * leads back to is counted: it asks for the next of several things.
 */
function waysOn(book: Book): ReadonlyMap<StepKey, readonly Way[]> {
  const kept = new Map<StepKey, readonly Way[]>()
  const open = new Set<StepKey>()
  const follow = (at: StepKey): void => {
    if (kept.has(at) || open.has(at) || !Object.hasOwn(book.steps, at)) return
    open.add(at)
    const isBack = (to: StepKey): boolean => open.has(to) && isWaiting(book.steps[to])
    const ways = waysFrom(book, at).filter(
      ({ to, onward }) =>
        !isWaiting(book.steps[at]) || !(isBack(to) || (onward !== undefined && isBack(onward))),
    )
    for (const { to, onward } of ways) {
      follow(to)
      if (onward !== undefined) follow(onward)
    }
    open.delete(at)
    kept.set(at, ways)
  }
  for (const at of [book.everywhere.start, ...Object.keys(book.steps)]) follow(at)
  return kept
}

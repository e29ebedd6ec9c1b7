import type { Passed } from './proxy.ts'
import { agreedOf, isKeptBy, NOBODY, storiesOf, type LivedLine, type Story } from './stories.ts'

/** How a referral stands at the gateway in the end, read from its file. */
export interface AtDesk {
  readonly status: string
  /** Of the content that is there; absent where there is none any more. */
  readonly agreement?: string
  /** What happened to it, in order. */
  readonly history: readonly string[]
}

/** Everything that was seen. */
export interface Witnessed {
  readonly lines: readonly LivedLine[]
  readonly passed: readonly Passed[]
  /** How often the gateway answered that it made a referral, by reference. */
  readonly made: ReadonlyMap<string, number>
  readonly desk: ReadonlyMap<string, AtDesk>
  /** What somebody finds who comes back with reference and secret, by reference; absent where it opens nothing. */
  readonly opened: ReadonlyMap<string, string>
  /** What still waits to be told when nothing is left to do. */
  readonly waiting: number
}

/** By reference, what must all be nothing. */
export interface Verdict {
  /** Told that it was kept, and the gateway does not have it, or they cannot find it again. */
  readonly lost: readonly string[]
  /** Made more than once. */
  readonly doubled: readonly string[]
  /** The gateway has something older than what they were told is kept. */
  readonly altered: readonly string[]
  /** Something went to the gateway that they did not agree to. */
  readonly unagreed: readonly string[]
  /** They were told that it is taken back, and the gateway has it, or something of it went there later. */
  readonly afterWithdrawal: readonly string[]
  /** They were told that a way of contact is stopped, and the gateway has it in the end. */
  readonly unsafe: readonly string[]
  /** They agreed, nothing was wrong with it, and they were told that it cannot be sent. */
  readonly refused: readonly string[]
  /** They asked to send what they had been told is taken back, and were told that it goes on. */
  readonly untrue: readonly string[]
  readonly waiting: number
}

/** Compares what people agreed to and were told with what the gateway got, did and has. */
export function verdictOn({ lines, passed, made, desk, opened, waiting }: Witnessed): Verdict {
  const stories = storiesOf(lines)
  const storyOf = (reference: string): Story => stories.get(reference) ?? NOBODY
  const isAgreed = (reference: string, agreement: string): boolean =>
    agreedOf(storyOf(reference), agreement) !== undefined
  const staying = [...stories].filter(([, { told, asksBack }]) => !asksBack && told.length > 0)
  const isThere = (reference: string): boolean => desk.get(reference)?.agreement !== undefined
  return {
    lost: referencesOf(
      staying,
      (reference, { told }) =>
        told.some(isKeptBy) && (!isThere(reference) || opened.get(reference) !== 'received'),
    ),
    doubled: [...doubledIn(made), ...sameAt(desk)],
    altered: referencesOf([...stories], (reference, story) => {
      const agreed = agreedOf(story, desk.get(reference)?.agreement)
      return agreed !== undefined && !story.expected.includes(agreed)
    }),
    unagreed: unique([
      ...passed
        .filter(({ reference, agreement }) => !isAgreed(reference, agreement))
        .map(({ reference }) => reference),
      ...[...desk]
        .filter(([reference, { agreement }]) => agreement !== undefined && !isAgreed(reference, agreement))
        .map(([reference]) => reference),
    ]),
    afterWithdrawal: unique([
      ...referencesOf(
        [...stories],
        (reference, { backIn }) => backIn !== undefined && isActedOn(desk.get(reference)),
      ),
      ...passed
        .filter(({ reference, life }) => life > (storyOf(reference).backIn ?? Infinity))
        .map(({ reference }) => reference),
    ]),
    unsafe: referencesOf([...stories], (reference, { hasLess, agreed }) => {
      const agreement = desk.get(reference)?.agreement
      return hasLess && agreement !== undefined && agreed.includes(agreement)
    }),
    refused: referencesOf(staying, (_, { told }) => !told.every(isKeptBy)),
    untrue: referencesOf([...stories], (_, { toldAfter }) => toldAfter.some(isKeptBy)),
    waiting,
  }
}

/** Somebody may read it, or something was done with it after it was taken back. */
const isActedOn = (at: AtDesk | undefined): boolean =>
  at !== undefined &&
  (at.status !== 'withdrawn' || at.agreement !== undefined || at.history.at(-1) !== 'withdrawn')

const referencesOf = (
  stories: readonly (readonly [string, Story])[],
  isSo: (reference: string, story: Story) => boolean,
): readonly string[] =>
  stories.filter(([reference, story]) => isSo(reference, story)).map(([reference]) => reference)

const doubledIn = (made: ReadonlyMap<string, number>): readonly string[] =>
  [...made].filter(([, times]) => times > 1).map(([reference]) => reference)

/** The same content under a second reference. */
function sameAt(desk: ReadonlyMap<string, AtDesk>): readonly string[] {
  const seen = new Set<string>()
  return [...desk].flatMap(([reference, { agreement }]) => {
    if (agreement === undefined) return []
    const isSecond = seen.has(agreement)
    seen.add(agreement)
    return isSecond ? [reference] : []
  })
}

const unique = (references: readonly string[]): readonly string[] => [...new Set(references)]

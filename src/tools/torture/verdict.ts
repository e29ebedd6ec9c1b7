import type { Passed } from './proxy.ts'
import type { Line } from './setting.ts'

/** How a referral stands at the gateway in the end, read from its file. */
export interface AtDesk {
  readonly status: string
  /** Of the content that is there; absent where there is none any more. */
  readonly agreement?: string
  /** What happened to it, in order. */
  readonly history: readonly string[]
}

/** What people asked and heard in one life of the bot, in order. */
export interface LivedLine extends Line {
  readonly life: number
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
  /** They agreed, nothing was wrong with it, and they were told that it cannot be sent. */
  readonly refused: readonly string[]
  /** They asked to send what they had been told is taken back, and were told that it goes on. */
  readonly untrue: readonly string[]
  readonly waiting: number
}

/** What one person asked and heard. */
interface Story {
  readonly agreed: string[]
  readonly told: string[]
  /** What they may expect there: what was kept last, and whatever they asked after it and heard nothing of. */
  expected: string[]
  asksBack: boolean
  /** They last asked to send it after they had been told that it is taken back. */
  asksAfter?: boolean
  /** What they were told then. */
  readonly toldAfter: string[]
  /** In which life they were told that it is taken back. */
  backIn?: number
}

const storiesOf = (lines: readonly LivedLine[]): ReadonlyMap<string, Story> => {
  const stories = new Map<string, Story>()
  for (const { ask, reference, agreement, outcome, life } of lines) {
    const story = stories.get(reference) ?? newStory()
    stories.set(reference, story)
    if (ask === 'withdraw') {
      story.asksBack = true
      if (outcome !== undefined) story.backIn ??= life
    }
    if (outcome !== undefined && ask !== 'withdraw' && ask !== 'decline') story.told.push(outcome)
    if (ask === 'send' && outcome !== undefined && story.asksAfter === true) story.toldAfter.push(outcome)
    if (ask === 'send' && outcome === undefined) story.asksAfter = story.backIn !== undefined
    if (agreement === undefined) continue
    if (outcome === undefined && !story.agreed.includes(agreement)) {
      story.agreed.push(agreement)
      story.expected.push(agreement)
    }
    if (ask === 'correct' && KEPT.includes(outcome ?? ''))
      story.expected = story.expected.slice(Math.max(0, story.expected.indexOf(agreement)))
  }
  return stories
}

const newStory = (): Story => ({ agreed: [], told: [], expected: [], asksBack: false, toldAfter: [] })
const NOBODY = newStory()
/** By these somebody is told that what they agreed to is kept. */
export const KEPT: readonly string[] = ['received', 'waiting', 'corrected', 'correcting', 'unchanged']

/** Compares what people agreed to and were told with what the gateway got, did and has. */
export function verdictOn({ lines, passed, made, desk, opened, waiting }: Witnessed): Verdict {
  const stories = storiesOf(lines)
  const storyOf = (reference: string): Story => stories.get(reference) ?? NOBODY
  const staying = [...stories].filter(([, { told, asksBack }]) => !asksBack && told.length > 0)
  const isThere = (reference: string): boolean => desk.get(reference)?.agreement !== undefined
  return {
    lost: referencesOf(
      staying,
      (reference, { told }) =>
        told.some((outcome) => KEPT.includes(outcome)) &&
        (!isThere(reference) || opened.get(reference) !== 'received'),
    ),
    doubled: [...doubledIn(made), ...sameAt(desk)],
    altered: referencesOf([...stories], (reference, { expected, agreed }) => {
      const agreement = desk.get(reference)?.agreement
      return agreement !== undefined && agreed.includes(agreement) && !expected.includes(agreement)
    }),
    unagreed: unique([
      ...passed
        .filter(({ reference, agreement }) => !storyOf(reference).agreed.includes(agreement))
        .map(({ reference }) => reference),
      ...[...desk]
        .filter(
          ([reference, { agreement }]) =>
            agreement !== undefined && !storyOf(reference).agreed.includes(agreement),
        )
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
    refused: referencesOf(staying, (_, { told }) => told.some((outcome) => !KEPT.includes(outcome))),
    untrue: referencesOf([...stories], (_, { toldAfter }) =>
      toldAfter.some((outcome) => KEPT.includes(outcome)),
    ),
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

import type { Line } from './setting.ts'

/** What people asked and heard in one life of the bot, in order. */
export interface LivedLine extends Line {
  readonly life: number
}

/** What one person asked and heard. */
export interface Story {
  readonly agreed: string[]
  readonly told: string[]
  /** What they may expect there: what was kept last, and whatever they asked after it and heard nothing of. */
  expected: string[]
  asksBack: boolean
  /** They asked for less contact. */
  asksLess: boolean
  /** They were told that they have it. */
  hasLess: boolean
  /** What is agreed to, by the name of the same with less contact. */
  readonly wholeOf: Map<string, string>
  /** They last asked to send it after they had been told that it is taken back. */
  asksAfter?: boolean
  /** What they were told then. */
  readonly toldAfter: string[]
  /** In which life they were told that it is taken back. */
  backIn?: number
}

/** What each of them asked and heard, by reference. */
export const storiesOf = (lines: readonly LivedLine[]): ReadonlyMap<string, Story> => {
  const stories = new Map<string, Story>()
  for (const { ask, reference, agreement, less, outcome, life } of lines) {
    const story = stories.get(reference) ?? newStory()
    stories.set(reference, story)
    if (ask === 'withdraw') {
      story.asksBack = true
      if (outcome !== undefined) story.backIn ??= life
    }
    if (ask === 'safer') {
      story.asksLess = true
      story.hasLess ||= LESS.includes(outcome ?? '')
    }
    if (outcome !== undefined && TELLING.includes(ask)) story.told.push(outcome)
    if (agreement !== undefined && less !== undefined) story.wholeOf.set(less, agreement)
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

const newStory = (): Story => ({
  agreed: [],
  told: [],
  expected: [],
  asksBack: false,
  asksLess: false,
  hasLess: false,
  wholeOf: new Map(),
  toldAfter: [],
})
/** Somebody who asked for nothing. */
export const NOBODY = newStory()
/** What people are told after these says how their referral stands. */
const TELLING: readonly string[] = ['send', 'correct', 'safer']
/** By these somebody is told that a way of contact is stopped. */
export const LESS: readonly string[] = ['safer', 'untold']
/** By these somebody is told that what they agreed to is kept. */
export const KEPT: readonly string[] = ['received', 'waiting', 'corrected', 'correcting', 'unchanged']

/** Whether whoever is told this may rely on it that their referral is kept. */
export const isKeptBy = (outcome: string): boolean => KEPT.includes(outcome) || LESS.includes(outcome)

/**
 * Which content they agreed to this is, whole or with the contact that is left; nothing where it is none, or where it
 * is less and nobody asked for that.
 */
export function agreedOf(
  { agreed, asksLess, wholeOf }: Story,
  agreement: string | undefined,
): string | undefined {
  if (agreement === undefined || agreed.includes(agreement)) return agreement
  return asksLess ? wholeOf.get(agreement) : undefined
}

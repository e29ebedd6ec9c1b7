/** The kinds of danger that the emergency floor answers; each kind has numbers of its own. */
export const DANGER_KINDS = ['immediate', 'suicide', 'child', 'harm_to_others'] as const

export type DangerKind = (typeof DANGER_KINDS)[number]

/**
 * What was heard in a message. `now`: show the emergency card at once. `ask`: ask whether the person is safe.
 * A phrase is a hint and not a verdict: nothing here is a risk level, and it is never stored with a referral.
 */
export interface Danger {
  readonly level: 'none' | 'ask' | 'now'
  readonly kinds: readonly DangerKind[]
}

export const NO_DANGER: Danger = { level: 'none', kinds: [] }

/** Danger as an ear heard it. */
export interface HeardDanger extends Danger {
  /** What it was heard by, as short ids that say nothing of the words: what was asked once is not asked again. */
  readonly signs: readonly string[]
  /** The language that it was said in, BCP 47, when that was not English. */
  readonly language?: string
}

/**
 * The sign of a mere hint that somebody may be hurt. It is asked about only of a person who was not asked yet whether
 * anyone is in danger: their "no" is worth more than a hint.
 */
export const HINT = 'hint immediate'

export const NOTHING_HEARD: HeardDanger = { ...NO_DANGER, signs: [] }

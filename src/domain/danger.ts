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

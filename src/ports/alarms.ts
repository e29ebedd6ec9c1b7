/**
 * Something about sending that a person here has to look at. `waiting`: half of the promised window has passed and it
 * is still not with the gateway. `stuck`: tried for too long, or unreadable. `refused`: a gateway said it will never
 * take it, after the person may have left.
 */
export const ALARMS = ['waiting', 'stuck', 'refused'] as const
export type AlarmName = (typeof ALARMS)[number]

/** What an alarm says: counts, ids and times alone. Nothing of it comes from a person. */
export interface Alarm {
  readonly alarm: AlarmName
  /** `raised`: now, or still. `over`: what it was about is gone. */
  readonly state: 'raised' | 'over'
  readonly area: string
  /** How many wait for the area's gateway, and how many are stuck. */
  readonly waiting: number
  readonly stuck: number
  /** When the oldest of them was kept; absent when nothing is left. */
  readonly oldest?: Date
}

/** Tells whoever runs this Haven. Never throws; what cannot be told is counted as a fault. */
export interface Alarms {
  raise(alarm: Alarm): void
}

import type { Air } from './carrier-rules.ts'
import type { Calls } from './calls.ts'
import type { Credentials } from './credentials.ts'
import type { Phones } from './phones.ts'

export type Provider = 'twilio' | 'notify'

/** The number that Haven answers on. */
export const HAVEN_NUMBER = '+447700900000'

/** A text of Haven's that the carrier has taken. */
export interface TakenText {
  readonly to: string
  readonly text: string
  /** By `performance.now()`. */
  readonly at: number
  readonly id: string
  readonly provider: Provider
  readonly reference: string | undefined
  /** By the carrier's own clock. */
  readonly created: number
}

/** How many calls went wrong, and how. */
export type Counts = Record<
  | 'duplicated'
  | 'dropped'
  | 'overtaken'
  | 'silenced'
  | 'refused'
  | 'rejected'
  | 'undelivered'
  | 'blocked'
  | 'looked',
  number
>

/** Everything that one carrier knows. */
export interface CarrierState {
  readonly credentials: Credentials
  readonly calls: Calls
  readonly phones: Phones
  readonly air: Air
  /** Whether something of this chance happens now. */
  readonly happens: (share: number) => boolean
  readonly draw: () => number
  readonly blocked: Set<string>
  readonly taken: TakenText[]
  readonly counts: Counts
  readonly now: () => number
  /** Remembers work until it is over, so that closing can wait for it. */
  readonly tracked: <T>(work: Promise<T>) => Promise<T>
}

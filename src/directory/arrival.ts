import type { Service } from '../domain/service.ts'

/** One record that came from outside, before anybody decided about it. */
export interface Incoming {
  /** Where it stood in what came in, as its maker would look for it: "row 12", "service 7f3a...". */
  readonly at: string
  readonly service: Service
}

/** Something in what came in that could not be used: where, which rule, what was found, and what to do. */
export interface Trouble {
  readonly at: string
  readonly rule: string
  readonly what: string
  readonly cure: string
}

/** What a feed or a file brought. Nothing has been changed by it yet. */
export interface Arrival {
  readonly services: readonly Incoming[]
  readonly troubles: readonly Trouble[]
}

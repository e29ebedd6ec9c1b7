import type { StepKey } from '../engine/flow.ts'
import type { Place } from '../engine/place.ts'

/** Where the conversation itself stands: for the few actions that are about the way here, and not about what was told. */
export interface Here {
  /** What the channel knows the person by. Never kept but as a digest, or sealed. */
  readonly conversation: string
  /** Whom a try is counted for besides the conversation, where the channel knows it: an address. */
  readonly caller?: string
  /** The questions on the person's own list whose answers can be changed from here, in order. */
  changeable(): readonly StepKey[]
  /** Whether something was sent on this way. */
  isSent(): boolean
  /** The place from which they may carry on elsewhere. */
  toCarry(): Place
  /** A place as it was before an action was done on its way; the same one where it was not. */
  before(place: Place, action: string): Place
}

import type { ActionPromise } from '../engine/flow.ts'
import type { Told } from '../domain/told.ts'
import type { Unmet } from '../domain/unmet.ts'
import type { Channel } from '../domain/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Gateways } from '../ports/gateway.ts'
import type { Geography } from '../ports/geography.ts'
import type { PostcodeLookup } from '../ports/postcode-lookup.ts'
import type { Referrals } from '../ports/referrals.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Understanding } from '../ports/understanding.ts'
import type { UrgentNotes } from '../ports/urgent-notes.ts'
import type { Conversations } from '../ports/conversations.ts'
import type { Place } from '../engine/place.ts'
import type { Here } from './here.ts'
import type { Pace } from './pace.ts'

/** What an action is given: what was told on the current path, and where it was asked. */
export interface Asking extends Told {
  readonly language: string
  readonly channel: Channel
  /** The steps that were asked on this path, `flow/step`, in order. */
  readonly asked: readonly string[]
  /** The step that first asked for each answer, by the answer's name. */
  readonly askedFirst: Readonly<Record<string, string>>
  /** What was heard at each choice that asks for an agreement, by recipient; only the latest, only on this path. */
  readonly agreed: Readonly<Record<string, unknown>>
  /** The way here itself. */
  readonly here: Here
  /** The recipient that the step names. */
  readonly to?: string
  /** The edition of the dialogs and words: it goes into the record of the agreement. */
  readonly wording: string
}

/** The outside world, as actions may use it. */
export interface ActionPorts {
  readonly understanding: Understanding
  readonly directory: Directory
  readonly geography: Geography
  /** For postcodes newer than the table. Absent: nothing typed about a place leaves the process. */
  readonly postcodeLookup?: PostcodeLookup
  readonly gateways: Gateways
  readonly referrals: Referrals
  /** Where copies of a place are kept under a code, beside the conversations themselves. */
  readonly conversations: Conversations
  /** How fast gateways are knocked at, by everyone who sends. */
  readonly pace: Pace
  readonly urgentNotes: UrgentNotes
  readonly secrets: Secrets
  readonly clock: Clock
}

/** How an action ended: one of its outcomes, and what it found for later steps; JSON, ids rather than words. */
export interface Done {
  readonly outcome: string
  readonly found?: Readonly<Record<string, unknown>>
  /** They go on from this place instead, once it is fit for the flows of today. */
  readonly place?: Place
  /** Everything said so far in this conversation is forgotten first, what was typed to come here included. */
  readonly afresh?: true
  /** The answer of this name opened nothing: what was typed is kept no longer. */
  readonly unsaid?: string
  /** The conversation's code from now on; `released`: it has none, and the one it had lives on by itself. */
  readonly code?: string | 'released'
  /** Conversations that end with this: forgotten once the answer is kept. */
  readonly ends?: readonly string[]
  /** What was asked for and not found, to be counted. Ids alone: nothing of who asked. */
  readonly unmet?: Unmet & { readonly area: string }
}

/**
 * One verb. It names its outcomes and the lists it finds, so that flows are checked against it. It never throws for
 * weather: a gateway that is down is an outcome.
 */
export interface Action extends ActionPromise {
  readonly name: string
  readonly finds?: readonly string[]
  run(asking: Asking, ports: ActionPorts): Done | Promise<Done>
}

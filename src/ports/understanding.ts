import type { Crime } from '../domain/crimes.ts'
import type { Danger, HeardDanger } from '../domain/danger.ts'
import type { Need } from '../domain/needs.ts'

/** A guess with how sure we are, 0 to 1. */
export interface Guess<T> {
  readonly id: T
  readonly confidence: number
}

/** What one message seems to say. Nothing here is shown as fact: the person confirms it. */
export interface Understood {
  /** BCP 47, for example `en` or `ur-Latn`. */
  readonly lang: string
  /** Likeliest first, at least three. */
  readonly crimes: readonly Guess<Crime>[]
  /** Those sure enough to be proposed to the person; empty when the text names no crime. */
  readonly accepted: readonly Crime[]
  readonly needs: readonly Guess<Need>[]
  readonly danger: Danger
}

/** What was heard in one message before anything else was made of it. */
export interface Listened {
  readonly danger: HeardDanger
  /** The language that it is surely in, BCP 47; absent when it is too short to tell. */
  readonly language?: string
}

/** Makes sense of a person's own words. */
export interface Understanding {
  /**
   * The danger floor: phrases of every offered language, synchronous, no model and no network, so that nothing
   * can delay it. Never throws.
   */
  danger(text: string): HeardDanger
  /**
   * The whole ear for danger: the floor, and whatever else listens beside it if that answers in time. At once when the
   * floor hears that it is now. Never throws.
   */
  listen(text: string): Promise<Listened>
  /** The whole reading of one message. `language` is the one the person chose. Never throws; unsure is an answer. */
  understand(text: string, language: string): Promise<Understood>
}

import type { Found, Place } from '../engine/place.ts'

/** A place that nothing reads until it is woken: nobody knows who holds the phone now. */
export interface Asleep {
  readonly place: Place
  /** What the word that they chose became (`ports/phone-words.ts`), if they chose one. */
  readonly word?: string
}

/** What sleeps here, if anything does. */
export const asleepIn = (found: Found): Asleep | undefined => found.asleep as Asleep | undefined

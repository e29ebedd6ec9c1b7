import type { Council, Force, PlaceFound } from '../domain/places.ts'

export type { Council, Force, PlaceCandidate, PlaceFound } from '../domain/places.ts'

/** Places from an embedded table: nothing typed leaves the process. */
export interface Geography {
  /** A full postcode, part of one, a town, a village or a council. Never guesses between forces. */
  find(text: string): PlaceFound
  /**
   * The full postcode that is all of the text, as postcodes are written, when it may be newer than the table. Undefined
   * for everything else, however much of a postcode is in it.
   */
  postcodeToCheck(text: string): string | undefined
  council(code: string): Council | undefined
  force(id: string): Force | undefined
}

import type { Masking } from '../../ports/masking.ts'
import { readNameList } from './name-list.ts'
import type { NameList } from './name-list.ts'
import { withoutNames } from './names.ts'
import { withoutNumbers } from './numbers.ts'
import { withoutPlaces } from './places.ts'

/** Masking by rules alone: no model, no network, nothing kept. Throws when the list of names (JSON) is wrong. */
export const maskingFromFile = (file: string): Masking => localMasking(readNameList(file))

/** The same, from a list of names that was read. Links go first, or their parts would look like names and numbers. */
export const localMasking = (names: NameList): Masking => ({
  mask: (text) => withoutNames(withoutNumbers(withoutPlaces(text)), names),
})

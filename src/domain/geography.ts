import { mentionFinder } from './geography/mentions.ts'
import { namesOf } from './geography/names.ts'
import { toAskAbout, together } from './geography/narrow.ts'
import { postcodesOf } from './geography/postcodes.ts'
import type { Candidate, FarPlace, Reading } from './geography/reading.ts'
import type { GeographyTables } from './geography/tables.ts'
import { BREAK, isReadable, wordsOf } from './geography/typed-text.ts'

/** One council that the text may mean, by GSS code, with the town or the postcode (whole or part) that said so. */
export interface FoundPlace {
  readonly council: string
  readonly postcode?: string
  readonly town?: string
  readonly lat: number
  readonly lng: number
}

/** What a text was found to mean. */
export type Found =
  | { readonly result: 'one'; readonly place: FoundPlace }
  | { readonly result: 'several'; readonly places: readonly FoundPlace[] }
  | { readonly result: 'far'; readonly where: FarPlace }
  | { readonly result: 'unknown' }

/**
 * Makes the lookup of places over loaded tables. It knows full postcodes exactly, and districts, towns, councils
 * and counties as far as their names go. `several` holds a single council when the rest of the place is in Scotland.
 * Throws only while it is made, for tables that do not fit together.
 */
export function finderOf(tables: GeographyTables): (text: string) => Found {
  const written = new Map(Object.entries(tables.alsoKnownAs.words))
  const postcodes = postcodesOf(tables)
  const mentionsOf = mentionFinder(namesOf(tables), postcodes, tables.alsoKnownAs)
  const row = (council: number) => tables.councils.councils[council]
  const place = ({ council, postcode, town, lat, lng }: Candidate): FoundPlace => ({
    council: row(council)?.code ?? '',
    ...(postcode === undefined ? {} : { postcode }),
    ...(town === undefined ? {} : { town }),
    lat,
    lng,
  })

  const settle = (readings: readonly Reading[]): Found => {
    const isExact = readings.some((one) => one.exact)
    const near = readings.filter((one) => one.far === undefined)
    const far = readings.find((one) => one.far !== undefined && (one.exact || !isExact))?.far
    const places = toAskAbout(together(near), (council) => row(council)?.force).map(place)
    const [first, second] = places
    const isFar = first === undefined || readings.some((one) => one.exact && one.far !== undefined)
    if (isFar) return far === undefined ? { result: 'unknown' } : { result: 'far', where: far }
    const isBorder = !isExact && readings.some((one) => one.straddlesBorder)
    return second === undefined && !isBorder ? { result: 'one', place: first } : { result: 'several', places }
  }

  return (text) => {
    if (!isReadable(text)) return { result: 'unknown' }
    const area = /^\s*[a-z]{1,2}\s*$/i.test(text) ? postcodes.area(text.trim()) : undefined
    if (area !== undefined) return settle([area])
    const whole = postcodes.read(text.replace(/[^a-z0-9]/gi, '').toUpperCase(), 'full')
    if (whole !== undefined) return settle([whole])
    const words = wordsOf(text, written)
    const mentions = mentionsOf(words)
    const last = mentions.at(-1)
    const before = mentions.at(-2)
    // "Newport, Scotland" is not any Newport that we know; "Stafford, I came from Poland" is Stafford.
    const isQualified =
      before !== undefined && last !== undefined && words.slice(before.to, last.from).every(isJoint)
    if (last?.reading.far !== undefined && isQualified && !before.reading.exact) {
      return { result: 'far', where: last.reading.far }
    }
    return settle(mentions.map((one) => one.reading))
  }
}

const isJoint = (word: string): boolean => word === BREAK || word === 'in'

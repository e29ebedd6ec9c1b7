import { hearingOf } from './geography/heard.ts'
import type { Heard, HeardPlace } from './geography/heard.ts'
import { mentionFinder } from './geography/mentions.ts'
import type { Mention } from './geography/mentions.ts'
import { namesOf } from './geography/names.ts'
import { toAskAbout, together } from './geography/narrow.ts'
import { postcodesOf } from './geography/postcodes.ts'
import type { Candidate, FarPlace, Reading } from './geography/reading.ts'
import type { GeographyTables } from './geography/tables.ts'
import { BREAK, isReadable, keyOf, wordsOf } from './geography/typed-text.ts'

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

/** Places by what a person types. */
export interface Lookup {
  /**
   * Knows full postcodes exactly, and districts, towns, councils and counties as far as their names go. `several` holds
   * a single council when the rest of the place is in Scotland.
   */
  find(text: string): Found
  /** The same, with what was heard in the text on the way: for whoever looks after the tables. */
  explain(text: string): { readonly heard: readonly HeardPlace[]; readonly found: Found }
  /**
   * The full postcode that is all of the text, as postcodes are written, when it may be newer than the tables: they
   * lack its sector, or the sector lies in several councils and does not name it.
   */
  postcodeToCheck(text: string): string | undefined
}

/** Two halves, together or apart, and nothing around them. */
const ONLY_A_POSTCODE = /^\s*[a-z]{1,2}\d[a-z\d]?[\s-]*\d[a-z]{2}\s*$/i

const compact = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toUpperCase()

/** Makes the lookup over loaded tables. Throws only then, for tables that do not fit together. */
export function lookupOf(tables: GeographyTables): Lookup {
  const written = new Map(Object.entries(tables.alsoKnownAs.words))
  const postcodes = postcodesOf(tables)
  const names = namesOf(tables)
  const mentionsOf = mentionFinder(names, postcodes, tables.alsoKnownAs)
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

  const hear = (text: string): readonly Heard[] => {
    if (!isReadable(text)) return []
    const area = /^\s*[a-z]{1,2}\s*$/i.test(text) ? postcodes.area(text.trim()) : undefined
    const whole = area ?? postcodes.read(compact(text), 'full')
    if (whole !== undefined) return [{ written: text.trim(), reading: whole, isKnown: true }]
    const words = wordsOf(text, written)
    return heardIn(words, mentionsOf(words)).map(({ from, to, reading }) => {
      const said = words.slice(from, to)
      return { written: said.join(' '), reading, isKnown: names.has(keyOf(said)) }
    })
  }
  const find = (text: string): Found => settle(hear(text).map((one) => one.reading))

  return {
    find,
    explain: (text) => ({
      heard: hear(text).map(hearingOf((council) => row(council)?.code ?? '')),
      found: find(text),
    }),
    postcodeToCheck: (text) => (ONLY_A_POSTCODE.test(text) ? postcodes.toCheck(compact(text)) : undefined),
  }
}

/** "Newport, Scotland" is not any Newport that we know; "Stafford, I came from Poland" is Stafford. */
function heardIn(words: readonly string[], mentions: readonly Mention[]): readonly Mention[] {
  const last = mentions.at(-1)
  const before = mentions.at(-2)
  const isQualified =
    before !== undefined && last !== undefined && words.slice(before.to, last.from).every(isJoint)
  return last?.reading.far !== undefined && isQualified && !before.reading.exact ? [last] : mentions
}

const isJoint = (word: string): boolean => word === BREAK || word === 'in'

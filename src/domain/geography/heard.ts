import type { Candidate, FarPlace, Reading } from './reading.ts'

/** One piece of a text that names a place, with what it may mean. */
export interface Heard {
  /** The words, as they are looked up. */
  readonly written: string
  readonly reading: Reading
  /** False: no name is written like that; one that nearly is was taken. */
  readonly isKnown: boolean
}

/**
 * What a piece was taken for. `new-postcode`: whole, but not in the table, so its district stands for it. `respelt`: a
 * name with a slip in it, or a Welsh one with its beginning changed. `region`: several councils by one name.
 */
export type HeardAs =
  | 'postcode'
  | 'new-postcode'
  | 'sector'
  | 'district'
  | 'postcode-area'
  | 'council'
  | 'town'
  | 'region'
  | 'respelt'
  | 'far'

/** A council that a piece may mean, by GSS code. */
export interface HeardCouncil {
  readonly council: string
  /** For part of a postcode: about how much of it lies there, 0 to 1. */
  readonly share?: number
  readonly town?: string
}

/** A piece of the text, explained. */
export interface HeardPlace {
  readonly written: string
  readonly as: HeardAs
  /** Likeliest first. */
  readonly councils: readonly HeardCouncil[]
  readonly far?: FarPlace
  /** Part of it lies in Scotland. */
  readonly straddlesBorder?: true
}

/** Makes the explanation of one piece; councils are numbers until `codeOf` names them. */
export const hearingOf =
  (codeOf: (council: number) => string) =>
  (heard: Heard): HeardPlace => {
    const { candidates, far, straddlesBorder } = heard.reading
    const all = candidates.reduce((sum, one) => sum + one.weight, 0)
    return {
      written: heard.written,
      as: asOf(heard),
      councils: [...candidates]
        .sort((a, b) => b.weight - a.weight || a.council - b.council)
        .map(({ council, weight, town, postcode }) => ({
          council: codeOf(council),
          ...(postcode === undefined || candidates.length === 1 ? {} : { share: weight / all }),
          ...(town === undefined ? {} : { town }),
        })),
      ...(far === undefined ? {} : { far }),
      ...(straddlesBorder ? { straddlesBorder } : {}),
    }
  }

function asOf({ reading, isKnown }: Heard): HeardAs {
  const [first, second] = reading.candidates
  if (reading.exact) return 'postcode'
  if (reading.far !== undefined) return 'far'
  if (first?.postcode !== undefined) return partOf(first.postcode)
  if (!isKnown) return 'respelt'
  if (reading.candidates.some(isTown)) return 'town'
  return second === undefined ? 'council' : 'region'
}

const isTown = (one: Candidate): boolean => one.town !== undefined

function partOf(postcode: string): HeardAs {
  const [outcode = '', inward] = postcode.split(' ')
  if (inward === undefined) return /\d/.test(outcode) ? 'district' : 'postcode-area'
  return inward.length === 1 ? 'sector' : 'new-postcode'
}

/** A council with its police force. `force` is a police.uk id. */
export interface Council {
  /** GSS code, for example `E07000197`. */
  readonly code: string
  readonly name: { readonly en: string; readonly cy?: string }
  readonly force: string
}

export interface Force {
  readonly id: string
  readonly name: { readonly en: string; readonly cy?: string }
  readonly country: 'England' | 'Wales'
  readonly website: string
}

/** One place that what was typed may mean. */
export interface PlaceCandidate {
  readonly council: string
  readonly postcode?: string
  readonly town?: string
  /** WGS84 degrees, for sorting by distance; never stored with a referral. */
  readonly lat?: number
  readonly lng?: number
}

/**
 * `one`: exact. `several`: the text straddles or is ambiguous, so ask. `far`: recognised, outside England and Wales.
 * `unknown`: not recognised.
 */
export type PlaceFound =
  | { readonly result: 'one'; readonly place: PlaceCandidate }
  | { readonly result: 'several'; readonly places: readonly PlaceCandidate[] }
  | { readonly result: 'far'; readonly where: 'scotland' | 'northern-ireland' | 'abroad' }
  | { readonly result: 'unknown' }

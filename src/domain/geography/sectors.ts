/** One postcode sector. */
export interface Sector {
  readonly digit: string
  /** The number of the council that has most of it. */
  readonly most: number
  /** Its middle, WGS84 degrees. */
  readonly lat: number
  readonly lng: number
  /** The other councils in it, each with the last letters of all its postcodes, two for each. */
  readonly others: readonly { readonly council: number; readonly units: string }[]
}

/** Reads one line of the postcode table: `4:184,53.0979,-2.2839,20=AAAB;` and so on for each sector. */
export function sectorsOf(line: string): readonly Sector[] {
  return line
    .split(';')
    .filter((sector) => sector !== '')
    .map((sector) => {
      const [digit = '', rest = ''] = sector.split(':')
      const [most, lat, lng, ...others] = rest.split(',')
      return {
        digit,
        most: Number(most),
        lat: Number(lat),
        lng: Number(lng),
        others: others.map((other) => {
          const [council, units = ''] = other.split('=')
          return { council: Number(council), units }
        }),
      }
    })
}

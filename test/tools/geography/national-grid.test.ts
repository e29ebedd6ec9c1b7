import { expect } from 'chai'
import { latLngOf, onAiry } from '../../../src/tools/geography/national-grid.ts'

const degrees = (whole: number, minutes: number, seconds: number): number =>
  whole + minutes / 60 + seconds / 3600
/** Metres in a degree of latitude, near enough. */
const DEGREE = 111_200

/** Published by OS with its own transformation (OSTN15 developer pack, test points): easting, northing, latitude, longitude. */
const PUBLISHED: readonly (readonly [string, number, number, number, number])[] = [
  ["St Mary's", 91492.146, 11318.804, 49.9222639373, -6.29977752014],
  ['North Foreland', 639821.835, 169565.858, 51.3744702555, 1.44454730409],
  ['Brislington', 362269.991, 169978.69, 51.4275474302, -2.54407618349],
  ['Lambeth', 530624.974, 178388.464, 51.4893656495, -0.1199255718],
  ['Carmarthen', 241124.584, 220332.641, 51.858908964, -4.3085247696],
  ['Leeds', 422242.186, 433818.701, 53.8002151963, -1.66379168242],
]

describe('The National Grid', () => {
  it('is turned back into latitude and longitude as in the worked example of OS', () => {
    const { lat, lng } = onAiry(651409.903, 313177.27)
    expect(lat).to.be.closeTo(degrees(52, 39, 27.2531), 1e-8)
    expect(lng).to.be.closeTo(degrees(1, 43, 4.5177), 1e-8)
  })

  for (const [name, east, north, lat, lng] of PUBLISHED) {
    it(`puts ${name} within 5 metres of where OS does`, () => {
      const found = latLngOf(east, north)
      const up = (found.lat - lat) * DEGREE
      const across = (found.lng - lng) * DEGREE * Math.cos((lat * Math.PI) / 180)
      expect(Math.hypot(up, across)).to.be.below(5)
    })
  }
})

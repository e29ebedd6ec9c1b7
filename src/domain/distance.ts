/** A point on the map, WGS84 degrees. */
export interface Point {
  readonly lat: number
  readonly lng: number
}

/** The mean radius of the earth in miles: people here think of distance in miles. */
const EARTH_MILES = 3958.8
const RADIANS = Math.PI / 180

/** Miles between two points as the crow flies (haversine formula). */
export function milesBetween(from: Point, to: Point): number {
  const halfLat = Math.sin(((to.lat - from.lat) * RADIANS) / 2)
  const halfLng = Math.sin(((to.lng - from.lng) * RADIANS) / 2)
  const chord = halfLat ** 2 + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * halfLng ** 2
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(chord)))
}

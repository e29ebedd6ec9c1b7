/**
 * Eastings and northings of the National Grid as latitude and longitude, after Ordnance Survey, "A guide to coordinate
 * systems in Great Britain", annexes A to C: the transverse Mercator projection turned back, then the Helmert
 * transformation from OSGB36 to WGS84. The whole of it is right to about 5 metres; only OS's own grid of shifts is
 * better, and the middle of a postcode sector needs no more. Angles are radians inside this file.
 */
interface Ellipsoid {
  /** Half axes in metres. */
  readonly a: number
  readonly b: number
}

/** Degrees. */
export interface LatLng {
  readonly lat: number
  readonly lng: number
}

const AIRY_1830: Ellipsoid = { a: 6_377_563.396, b: 6_356_256.909 }
const WGS84: Ellipsoid = { a: 6_378_137, b: 6_356_752.3142 }

/** The National Grid: scale on the central meridian, true origin in degrees, its easting and northing in metres. */
const GRID = { scale: 0.999_601_271_7, lat: 49, lng: -2, east: 400_000, north: -100_000 }

const RADIANS = Math.PI / 180
const seconds = (arc: number): number => (arc / 3600) * RADIANS

/** Helmert's seven, from OSGB36 to WGS84: metres and a part of one, then angles. */
const SHIFT = { x: 446.448, y: -125.157, z: 542.06, scale: -20.4894e-6 }
const TURN = { x: seconds(0.1502), y: seconds(0.247), z: seconds(0.8421) }

/** Each round brings either of the two searches below about a thousand times nearer; they stop far below a millimetre. */
const ROUNDS = 6

const eccentricity = ({ a, b }: Ellipsoid): number => 1 - (b * b) / (a * a)

/** WGS84 degrees of a point of the National Grid, in metres; right to about 5 metres. */
export function latLngOf(east: number, north: number): LatLng {
  const old = onAiry(east, north)
  return degreesOn(WGS84, shifted(cartesian(AIRY_1830, old)))
}

/** OSGB36 degrees of a point of the National Grid, in metres; as exact as the projection is. */
export function onAiry(east: number, north: number): LatLng {
  const { a } = AIRY_1830
  const e2 = eccentricity(AIRY_1830)
  const foot = footOf(north)
  const sin2 = Math.sin(foot) ** 2
  const nu = (a * GRID.scale) / Math.sqrt(1 - e2 * sin2)
  const rho = (a * GRID.scale * (1 - e2)) / (1 - e2 * sin2) ** 1.5
  const eta2 = nu / rho - 1
  const t = Math.tan(foot)
  const [t2, t4, t6] = [t ** 2, t ** 4, t ** 6]
  const sec = 1 / Math.cos(foot)
  // The names are those of annex C.
  const VII = t / (2 * rho * nu)
  const VIII = (t / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
  const IX = (t / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t4)
  const X = sec / nu
  const XI = (sec / (6 * nu ** 3)) * (nu / rho + 2 * t2)
  const XII = (sec / (120 * nu ** 5)) * (5 + 28 * t2 + 24 * t4)
  const XIIA = (sec / (5040 * nu ** 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t6)
  const d = east - GRID.east
  return {
    lat: (foot - VII * d ** 2 + VIII * d ** 4 - IX * d ** 6) / RADIANS,
    lng: GRID.lng + (X * d - XI * d ** 3 + XII * d ** 5 - XIIA * d ** 7) / RADIANS,
  }
}

/** The latitude on the central meridian that has this northing. */
function footOf(north: number): number {
  let lat = GRID.lat * RADIANS
  for (let round = 0; round < ROUNDS; round++) {
    lat += (north - GRID.north - meridian(lat)) / (AIRY_1830.a * GRID.scale)
  }
  return lat
}

/** Metres along the central meridian from the true origin. */
function meridian(lat: number): number {
  const { a, b } = AIRY_1830
  const n = (a - b) / (a + b)
  const [n2, n3] = [n ** 2, n ** 3]
  const origin = GRID.lat * RADIANS
  const [less, more] = [lat - origin, lat + origin]
  return (
    b *
    GRID.scale *
    ((1 + n + (5 / 4) * n2 + (5 / 4) * n3) * less -
      (3 * n + 3 * n2 + (21 / 8) * n3) * Math.sin(less) * Math.cos(more) +
      ((15 / 8) * n2 + (15 / 8) * n3) * Math.sin(2 * less) * Math.cos(2 * more) -
      (35 / 24) * n3 * Math.sin(3 * less) * Math.cos(3 * more))
  )
}

/** Metres from the middle of the earth. */
type Point = readonly [x: number, y: number, z: number]

/** A point on the ellipsoid's surface. */
function cartesian(ellipsoid: Ellipsoid, at: LatLng): Point {
  const e2 = eccentricity(ellipsoid)
  const [lat, lng] = [at.lat * RADIANS, at.lng * RADIANS]
  const nu = ellipsoid.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2)
  return [
    nu * Math.cos(lat) * Math.cos(lng),
    nu * Math.cos(lat) * Math.sin(lng),
    nu * (1 - e2) * Math.sin(lat),
  ]
}

function shifted([x, y, z]: Point): Point {
  const s = 1 + SHIFT.scale
  return [
    SHIFT.x + s * x - TURN.z * y + TURN.y * z,
    SHIFT.y + TURN.z * x + s * y - TURN.x * z,
    SHIFT.z - TURN.y * x + TURN.x * y + s * z,
  ]
}

function degreesOn(ellipsoid: Ellipsoid, [x, y, z]: Point): LatLng {
  const e2 = eccentricity(ellipsoid)
  const p = Math.hypot(x, y)
  let lat = Math.atan2(z, p * (1 - e2))
  for (let round = 0; round < ROUNDS; round++) {
    const nu = ellipsoid.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2)
    lat = Math.atan2(z + e2 * nu * Math.sin(lat), p)
  }
  return { lat: lat / RADIANS, lng: Math.atan2(y, x) / RADIANS }
}

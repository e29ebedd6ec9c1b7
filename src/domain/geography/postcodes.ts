import { shapesOf } from './postcode-shape.ts'
import type { ShapedPostcode } from './postcode-shape.ts'
import { reading } from './reading.ts'
import type { Candidate, FarPlace, Reading } from './reading.ts'
import { SCOTLAND } from './tables.ts'
import { sectorsOf } from './sectors.ts'
import type { Sector } from './sectors.ts'
import type { GeographyTables } from './tables.ts'

/** Postcode areas outside England and Wales. TD lies on both sides: the table knows its English sectors. */
const FAR_AREAS: ReadonlyMap<string, FarPlace> = new Map([
  ...['AB', 'DD', 'DG', 'EH', 'FK', 'G', 'HS', 'IV', 'KA', 'KW', 'KY', 'ML', 'PA', 'PH', 'ZE'].map(
    (area) => [area, 'scotland'] as const,
  ),
  ['BT', 'northern-ireland'],
  ...['JE', 'GY', 'IM', 'GX'].map((area) => [area, 'abroad'] as const),
])

/** How much of a postcode is asked for: `full` finds only whole ones. */
export type HowMuch = 'full' | 'any'

/** Reads postcodes and parts of them. */
export interface Postcodes {
  /** Capitals and digits without spaces. Nothing: no such postcode, district or sector is known. */
  read(compact: string, howMuch: HowMuch): Reading | undefined
  /** A sector typed in two pieces, `ST1` and `6`. */
  sector(outcode: string, digit: string): Reading | undefined
  /** One or two letters. */
  area(letters: string): Reading | undefined
  /** A whole postcode that may be newer than the table, where that could mean another force, as it is written. Capitals and digits without spaces. */
  toCheck(compact: string): string | undefined
}

/** Looks postcodes up in the table. */
export function postcodesOf({ postcodes: { outcodes }, councils: { councils } }: GeographyTables): Postcodes {
  const table = new Map(Object.entries(outcodes))
  const usual = (council: number) => councils[council]?.usual ?? 1
  // Inside one force a mistake of the council sends nobody to the wrong gateway: not worth asking anyone else.
  const isOfOneForce = ({ most, others }: Sector) =>
    others.every(({ council }) => councils[council]?.force === councils[most]?.force)

  const lookUp = ({ outcode, sector: digit, unit }: ShapedPostcode): Reading | undefined => {
    const line = table.get(outcode)
    const sectors = line === undefined ? [] : sectorsOf(line)
    const sector = sectors.find((one) => one.digit === digit)
    const postcode = digit === undefined ? outcode : `${outcode} ${digit}${unit ?? ''}`
    if (sector !== undefined && unit !== undefined) return ofUnit(sector, unit, postcode)
    if (sector !== undefined) return ofSectors([sector], postcode, usual)
    const far = farOf(outcode, digit !== undefined || line === undefined)
    if (far !== undefined) return unit === undefined ? far : { ...far, exact: true }
    // A sector that is not in the table is new or mistyped: its district is all that is known.
    if (line === undefined || (digit !== undefined && unit === undefined)) return undefined
    return ofSectors(sectors, postcode, usual)
  }

  return {
    read: (compact, howMuch) => {
      const found = shapesOf(compact)
        .filter((shape) => howMuch === 'any' || shape.unit !== undefined)
        .map(lookUp)
      return found.find((one) => one !== undefined)
    },
    sector: (outcode, digit) => lookUp({ outcode: outcode.toUpperCase(), sector: digit.charAt(0), slips: 0 }),
    area: (letters) => {
      const area = letters.toUpperCase()
      const far = FAR_AREAS.get(area)
      if (far !== undefined) return { ...reading([]), far }
      const sectors = [...table].flatMap(([outcode, line]) =>
        areaOf(outcode) === area ? sectorsOf(line) : [],
      )
      return sectors.length === 0 ? undefined : ofSectors(sectors, area, usual)
    },
    toCheck: (compact) => {
      const shape = shapesOf(compact).find((one) => one.unit !== undefined)
      if (shape?.unit === undefined) return undefined
      const { outcode, sector: digit, unit } = shape
      const sector = sectorsOf(table.get(outcode) ?? '').find((one) => one.digit === digit)
      const isKnown =
        sector === undefined
          ? farOf(outcode, true) !== undefined
          : isOfOneForce(sector) || sector.others.some((other) => hasUnit(other.units, unit))
      return isKnown ? undefined : `${outcode} ${digit}${unit}`
    },
  }
}

const areaOf = (outcode: string) => outcode.replace(/\d.*$/, '')

/** The table has every sector of England and Wales, so what it lacks of an area across the border is across it. */
function farOf(outcode: string, isMissing: boolean): Reading | undefined {
  const area = areaOf(outcode)
  // Only London has a letter after the digit.
  const far =
    isMissing && /\d$/.test(outcode) ? (area === 'TD' ? 'scotland' : FAR_AREAS.get(area)) : undefined
  return far === undefined ? undefined : { ...reading([]), far }
}

function ofUnit({ most, lat, lng, others }: Sector, unit: string, postcode: string): Reading {
  const council = others.find((other) => hasUnit(other.units, unit))?.council ?? most
  if (council === SCOTLAND) return { ...reading([]), far: 'scotland', exact: true }
  return { ...reading([{ council, weight: 1, lat, lng, postcode }]), exact: true }
}

function hasUnit(units: string, unit: string): boolean {
  for (let at = 0; at < units.length; at += 2) if (units.startsWith(unit, at)) return true
  return false
}

/** Everyone with a postcode in these sectors, the place of each being the middle of their part. */
function ofSectors(
  sectors: readonly Sector[],
  postcode: string,
  usual: (council: number) => number,
): Reading {
  const sums = new Map<number, { weight: number; lat: number; lng: number }>()
  for (const { most, lat, lng, others } of sectors) {
    const shares = others.map(({ council, units }) => ({ council, weight: units.length / 2 }))
    const least = Math.max(0, ...shares.map((share) => share.weight)) + 1
    for (const { council, weight } of [{ council: most, weight: Math.max(usual(most), least) }, ...shares]) {
      const sum = sums.get(council) ?? { weight: 0, lat: 0, lng: 0 }
      sums.set(council, {
        weight: sum.weight + weight,
        lat: sum.lat + lat * weight,
        lng: sum.lng + lng * weight,
      })
    }
  }
  const straddles = sums.delete(SCOTLAND)
  const found = reading([...sums].map(([council, sum]): Candidate => middle(council, sum, postcode)))
  return straddles ? { ...found, straddlesBorder: true } : found
}

const middle = (
  council: number,
  { weight, lat, lng }: { readonly weight: number; readonly lat: number; readonly lng: number },
  postcode: string,
): Candidate => ({ council, weight, lat: lat / weight, lng: lng / weight, postcode })

import type { Service } from '../../../domain/service.ts'
import { addressSchema } from '../../../domain/service/parts.ts'
import { looksLikeRefuge } from '../../refuge.ts'
import type { Row } from './row.ts'
import type { Tell } from './tell.ts'

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i

type About = Parameters<typeof looksLikeRefuge>[0]

/**
 * The address of a service. Whatever may be a refuge gets none, even where its feed prints one, and that it was printed is
 * told, because its publisher should know.
 */
export function readAddress(row: Row, about: About, own: Service['address'], tell: Tell): Service['address'] {
  const printed = row.service_at_locations
    .flatMap(({ location }) => (location && location.location_type !== 'virtual' ? [location] : []))
    .flatMap(({ addresses, physical_addresses }) => [...addresses, ...physical_addresses])
  const hasOne = printed.length > 0 || row.service_at_locations.length > 0 || own !== undefined
  if (looksLikeRefuge(about)) {
    if (!hasOne) return undefined
    tell(
      'refuge-address',
      'it may be a refuge, so its address was left out',
      'Tell its publisher that the feed prints one',
    )
    return { withheld: true }
  }
  if (own !== undefined) return own
  const [first] = printed
  if (!first) return undefined
  const { address_1, address_2, city, postal_code = '' } = first
  const [, out = '', back = ''] = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$/i.exec(postal_code) ?? []
  const read = addressSchema.safeParse({
    lines: [address_1, address_2].filter((line) => line !== undefined),
    ...(city !== undefined && { town: city }),
    postcode: `${out} ${back}`.toUpperCase(),
  })
  if (!read.success)
    tell('wrong-address', 'the address has no line or no postcode', 'Look it up, or leave it out')
  return read.data
}

/** Words about a refuge that may say where it is are left out whole. */
export function withoutPlace(
  text: string | undefined,
  about: About,
  field: string,
  tell: Tell,
): string | undefined {
  if (text === undefined || !looksLikeRefuge(about) || !POSTCODE.test(text)) return text
  tell(
    'refuge-address',
    `it may be a refuge, and ${field} has a postcode in it`,
    'Write it again without saying where it is',
  )
  return undefined
}

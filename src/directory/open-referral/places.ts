import type { Service } from '../../domain/service.ts'
import { given } from './given.ts'
import { uuidFrom } from './ids.ts'
import type { Names } from './names.ts'
import { shownAddress } from './own-fields.ts'

/** The two countries as the Office for National Statistics codes them. */
const COUNTRY_CODES = { England: 'E92000001', Wales: 'W92000004' }

/**
 * Where a service works: councils by name with their GSS codes (as `extent`, which may be a text), else police areas, else
 * countries. Exactly, it is under our own field `where`.
 */
export function serviceAreasOf(service: Service, names: Names) {
  const { where } = service
  const councils = unique(where.councils).map((code) => ({ name: names.council(code) ?? code, extent: code }))
  const forces = [
    ...(where.force !== undefined && councils.length === 0 ? [where.force] : []),
    ...unique(where.also_forces),
  ]
  const areas = [
    ...councils,
    ...unique(where.districts).map((district) => ({ name: `Postcode district ${district}` })),
    ...forces.map((id) => ({ name: `Police area of ${names.force(id)?.name ?? id}` })),
    ...unique(where.countries).map((name) => ({ name, extent: COUNTRY_CODES[name] })),
  ]
  return areas.map((area) => ({
    id: uuidFrom(`area/${service.id}/${area.name}`),
    ...area,
    service_area: area.name,
    ...('extent' in area && { extent_type: 'text' }),
    ...given({ description: where.text }),
  }))
}

const unique = <T>(all: readonly T[] | undefined): readonly T[] => [...new Set(all)]

/** Where a service can be met; nothing where its address is withheld. */
export function locationsOf(service: Service, names: Names) {
  const address = shownAddress(service)
  if (!address) return []
  const { lines, town, postcode } = address
  const [first = '', ...others] = lines
  const country = countryOf(service, names)
  const locationId = uuidFrom(`location/${service.id}`)
  return [
    {
      id: uuidFrom(`service-at-location/${service.id}`),
      location: {
        id: locationId,
        location_type: 'physical',
        name: service.organization ?? service.name,
        addresses: [
          {
            id: uuidFrom(`address/${service.id}`),
            location_id: locationId,
            address_1: first,
            ...given({ address_2: others.join(', ') }),
            city: town ?? others.at(-1) ?? country,
            // The standard was born in the United States and demands a state.
            state_province: country,
            postal_code: postcode,
            country: 'GB',
            address_type: 'physical',
          },
        ],
      },
    },
  ]
}

function countryOf({ where }: Service, names: Names): 'England' | 'Wales' {
  const force = where.force === undefined ? undefined : names.force(where.force)
  const isWelsh = where.councils?.[0]?.startsWith('W') ?? where.countries?.join() === 'Wales'
  return force?.country ?? (isWelsh ? 'Wales' : 'England')
}

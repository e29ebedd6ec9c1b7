import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { namesFrom } from '../../src/directory/open-referral/names.ts'
import { areaNamedBy } from '../../src/directory/open-referral/reading/area-named.ts'
import {
  fromOpenReferral,
  type ReadingOptions,
} from '../../src/directory/open-referral/reading/from-open-referral.ts'
import { CRIME_TAXONOMY, termId } from '../../src/directory/open-referral/taxonomies.ts'
import type { Service } from '../../src/domain/service.ts'
import { CONTENT } from '../support/content.ts'

const clock = { now: () => new Date('2026-11-24T22:00Z') }
/** What is shipped and may be shown, on a day that does not move. */
export const { directory } = directoryFromFiles('deployment', { production: false, clock })
export const names = namesFrom(CONTENT.geography, CONTENT.words)

export const options: ReadingOptions = {
  feed: 'here',
  url: 'https://feed.test/services',
  licence: 'OGL v3',
  day: '2026-11-28',
  areaNamed: areaNamedBy(CONTENT.geography),
}
export const inStaffordshire = { ...options, area: { force: 'staffordshire' } }

/** What a feed with these services brings. */
export const read = (bodies: readonly unknown[], how: ReadingOptions = options) =>
  fromOpenReferral(
    bodies.map((body, index) => ({ at: `service ${index + 1}`, body })),
    how,
  )

/** A sound row of a feed, with what the test is about changed. */
export const row = (change: object = {}) => ({
  id: '2fe5093b-3aa7-5b73-95c0-0092617e87cd',
  name: 'One',
  status: 'active',
  service_areas: [{ service_area: 'Stafford' }],
  attributes: [{ taxonomy_term: { id: termId(CRIME_TAXONOMY, 'burglary') } }],
  ...change,
})

/** The record that such a row becomes; empty when it becomes none. */
export const one = (change: object): Partial<Service> =>
  read([row(change)], inStaffordshire).services[0]?.service ?? {}

/** The rules by which something of such a row could not be used. */
export const rules = (change: object): readonly string[] =>
  read([row(change)], inStaffordshire).troubles.map(({ rule }) => rule)

/** A row about members of staff, and nothing of it may come in. */
export const PERSONAL = row({
  description: 'Write to jane.smith@here.test.',
  email: 'jane.smith@here.test',
  contacts: [
    {
      name: 'Jane Canary',
      email: 'info@here.test',
      phones: [{ number: '07700 900123' }, { number: '0300 123 4567' }],
    },
  ],
  phones: [{ number: '0300 123 4568', description: 'Ask for Jane Smith' }],
})

/** A row about a place that must not be found. */
export const SHELTER = row({
  name: 'A refuge for women',
  description: 'We are at ST16 3DR, behind the church.',
  service_at_locations: [
    {
      location: {
        latitude: 52.8,
        addresses: [{ address_1: '1 Canary Row', city: 'Canarytown', postal_code: 'ST16 3DR' }],
      },
    },
  ],
})

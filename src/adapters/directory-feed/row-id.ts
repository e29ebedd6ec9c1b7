import { z } from 'zod'

const withId = z.object({ id: z.union([z.string().min(1), z.number().transform(String)]) })

/** The id of a row as its feed writes it; undefined where there is none. */
export const idOf = (row: unknown): string | undefined => withId.safeParse(row).data?.id

/** Fields of which a row with anything to show has at least one: feeds that list names alone have none of them. */
const NESTED = [
  'contacts',
  'phones',
  'schedules',
  'service_areas',
  'service_at_locations',
  'attributes',
  'languages',
  'regular_schedules',
  'service_taxonomys',
]

/** Whether a row of a list leaves out what only the service's own page says. */
export const isThin = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && !NESTED.some((field) => Object.hasOwn(row, field))

import { serviceSchema, type Service } from '../../../domain/service.ts'
import { readAddress, withoutPlace } from './address.ts'
import type { AreaNamed } from './area-named.ts'
import { readContacts } from './contacts.ts'
import { readHours } from './hours.ts'
import { idFrom, orukIdFrom } from './ids.ts'
import { readOwn } from './own.ts'
import { readAges, readLanguages, readTerms } from './people.ts'
import { rowSchema, type Row } from './row.ts'
import type { Tell } from './tell.ts'
import { plainText, readText } from './texts.ts'
import { readWhere, type ForArea } from './where.ts'

/** What is known about a feed before it is read. */
export interface ReadingOptions {
  /** The feed's short name, with which the ids of its records begin: `bristol`. */
  readonly feed: string
  /** Where it was read, for the sources of each record. */
  readonly url: string
  /** Under which licence its publisher gives it: no answer of any feed says so, so somebody must have asked. */
  readonly licence: string
  /** The day of reading, `YYYY-MM-DD`. */
  readonly day: string
  /** The area that it is read for: what works elsewhere is left out. Absent: nothing is. */
  readonly area?: ForArea
  readonly areaNamed: AreaNamed
}

const STATUS: Readonly<Record<string, Service['status']>> = {
  active: 'active',
  inactive: 'closed',
  defunct: 'closed',
  'temporarily closed': 'closed',
}

/** One row of a feed as a record that nobody sees yet; `elsewhere` for one that does not work in the area. */
export function readOne(
  body: unknown,
  options: ReadingOptions,
  tell: Tell,
): Service | 'elsewhere' | undefined {
  const row = rowSchema.safeParse(body).data
  if (row?.id === undefined || row.name === undefined) {
    tell('not-a-service', 'there is no id or no name', 'Ask the publisher of the feed')
    return undefined
  }
  // The profile of 2021 does not demand a status; everything later does.
  const status = row.status === undefined ? 'active' : STATUS[row.status.toLowerCase()]
  if (status === undefined) {
    tell('wrong-status', 'its status is none of the standard', 'Ask the publisher whether it is open')
    return undefined
  }
  const own = readOwn(row, tell)
  if (own.where !== undefined && options.area !== undefined && own.where.force !== options.area.force)
    return 'elsewhere'
  const where = own.where ?? readWhere(row, options.area, options.areaNamed, tell)
  if (where === 'elsewhere') return where
  return checked({ ...fieldsOf(row, own, options, tell), status, where }, tell)
}

function fieldsOf(row: Row, own: ReturnType<typeof readOwn>, options: ReadingOptions, tell: Tell) {
  const name = plainText(row.name ?? '')
  const description = readText(row.description, 'the description', tell)
  const who_for = readText(
    row.eligibility_description ?? row.eligibilitys[0]?.eligibility,
    'whom it is for',
    tell,
  )
  const not_for = readText(own.not_for, 'whom it is not for', tell)
  const about = { name, description, who_for }
  const id = own.id ?? idFrom(options.feed, row.id ?? '')
  return {
    kind: 'support',
    gender: 'any',
    referral: 'unknown',
    ...own,
    id,
    oruk_id: orukIdFrom(row.id ?? '', id),
    name,
    organization: row.organization?.name === undefined ? undefined : plainText(row.organization.name),
    description: withoutPlace(description, about, 'the description', tell),
    who_for: withoutPlace(who_for, about, 'whom it is for', tell),
    not_for: withoutPlace(not_for, about, 'whom it is not for', tell),
    ...readAges(row, own.id !== undefined, tell),
    ...readTerms(row, tell),
    address: readAddress(row, about, own.address, tell),
    ...readContacts(row, tell),
    hours: own.hours ?? readHours(row, options.day),
    languages: readLanguages(row),
    ...UNSEEN,
    collected_on: options.day,
    sources: [
      {
        url: options.url,
        kind: 'feed',
        page_date: options.day,
        fields: `everything, from the feed ${options.feed}; licence: ${options.licence}`,
      },
    ],
  }
}

/** However good a feed is, and whatever it says of itself: nobody sees a record before one of us has rung, or read the live page. */
const UNSEEN = {
  confidence: 'low',
  show_in_demo: false,
  info_checked_on: null,
  recheck_reason: 'It came from a feed, and nobody has rung its numbers',
}

function checked(fields: Readonly<Record<string, unknown>>, tell: Tell): Service | undefined {
  const read = serviceSchema.safeParse(
    Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== undefined)),
  )
  if (read.success) return read.data
  const wrong = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ')
  tell('not-a-record', `it cannot be made into one of our records: ${wrong}`, 'Write the record by hand')
  return undefined
}

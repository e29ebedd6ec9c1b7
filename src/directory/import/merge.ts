import { schemaFaults } from '../../domain/editing/faults.ts'
import { serviceSchema, type Service } from '../../domain/service.ts'
import type { Incoming } from '../arrival.ts'
import { valueAt, withValue, type Fields } from '../fields.ts'
import type { Refusal } from '../refusals.ts'
import { changesBetween } from './changes.ts'

/** What an incoming record may say of itself. */
export interface Speaking {
  /** The fields, or parts of them, that it speaks of. Absent: those in which it says anything at all. */
  readonly fields?: readonly string[]
}

type Merged =
  | {
      readonly service: Service
      /** Whether it brings a newer day of checking than the record had. */
      readonly isChecked: boolean
      readonly warnings: readonly string[]
    }
  | { readonly refused: Refusal }

/** These are decided where the directory is looked after, and never by what comes in. */
const DECIDED_HERE = [
  'id',
  'info_checked_on',
  'confidence',
  'show_in_demo',
  'collected_on',
  'recheck_reason',
  'sources',
]

/** Values with which a reader fills in what a feed does not say. */
const SAYS_NOTHING: Readonly<Record<string, string>> = {
  kind: 'support',
  status: 'active',
  gender: 'any',
  referral: 'unknown',
}

/**
 * The record as it would be with what came in: only the fields that were spoken of are taken. Three things are kept
 * whatever comes: an address that is withheld stays withheld, a day of checking is never taken back, and the id stays.
 */
export function merged(incoming: Incoming & Speaking, record: Service | undefined): Merged {
  const { service } = incoming
  if (record === undefined) return fresh(incoming)
  const isHidden = record.address !== undefined && 'withheld' in record.address
  const fields = (incoming.fields ?? fieldsGiven(service)).filter(
    (path) => path !== 'id' && !(isHidden && path === 'address'),
  )
  const isChecked = (service.info_checked_on ?? '') > (record.info_checked_on ?? '')
  const draft = fields.reduce<Fields>((sofar, path) => withValue(sofar, path, valueAt(service, path)), record)
  const parsed = serviceSchema.safeParse({
    ...draft,
    info_checked_on: isChecked ? service.info_checked_on : record.info_checked_on,
  })
  if (!parsed.success) {
    const [first] = schemaFaults(parsed.error)
    const what = `with what the record has already it would be unsound: ${first?.field}: ${first?.what}`
    return { refused: { rule: 'unsound', what, cure: first?.cure ?? 'Compare it with the record' } }
  }
  const isOpened = isHidden && service.address !== undefined && 'lines' in service.address
  const isOlder =
    service.info_checked_on !== null && !isChecked && service.info_checked_on !== record.info_checked_on
  // A feed that says what the record has already is no new source of it.
  const isSourced = incoming.fields === undefined && changesBetween(record, parsed.data, undefined).length > 0
  return {
    service: isSourced ? { ...parsed.data, sources: withSources(record, service) } : parsed.data,
    isChecked,
    warnings: [
      ...(isOpened ? ['an address came in, and was left out: it is withheld here'] : []),
      ...(isOlder ? [`it was checked on ${record.info_checked_on}, later than what came in says`] : []),
      ...(service.id === record.id ? [] : [`it came in as "${service.id}" and keeps its id "${record.id}"`]),
    ],
  }
}

/** A new record, where enough is said of it for anybody to find it. */
function fresh({ service, fields }: Incoming & Speaking): Merged {
  const unsaid =
    fields === undefined ? [] : ['kind', 'crimes', 'needs'].filter((path) => !fields.includes(path))
  if (unsaid.length === 0) return { service, isChecked: service.info_checked_on !== null, warnings: [] }
  const what = `it is new, and there is no column for ${unsaid.join(', ')}`
  return { refused: { rule: 'too-little', what, cure: 'Add the columns, or take the row out' } }
}

/** The fields in which a feed's record says anything; of a place each part for itself. */
const fieldsGiven = (service: Service): readonly string[] =>
  Object.entries(service)
    .filter(([name]) => !DECIDED_HERE.includes(name))
    .flatMap(([name, value]) =>
      name === 'where'
        ? Object.entries(service.where).map(([part, one]) => [`where.${part}`, one])
        : [[name, value]],
    )
    .flatMap(([name, value]) => (typeof name === 'string' && saysAnything(name, value) ? [name] : []))

const saysAnything = (name: string, value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== SAYS_NOTHING[name] &&
  !(Array.isArray(value) && value.length === 0)

/** The record's sources, and the feed's: one that was there with an older day is replaced. */
const withSources = (record: Service, { sources }: Service): Service['sources'] => [
  ...record.sources.filter(({ url }) => !sources.some((one) => one.url === url)),
  ...sources,
]

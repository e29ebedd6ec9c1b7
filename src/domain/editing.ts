import { NATIONAL, type Area } from './area.ts'
import { schemaFaults, type FieldFault } from './editing/faults.ts'
import { lineIds, type RecordOf } from './editing/lines.ts'
import { serviceSchema, type Service } from './service.ts'

export type { FieldFault } from './editing/faults.ts'
export { placedFaults, type Surroundings } from './editing/surroundings.ts'

/**
 * What an editor can do to a record. `edited`: facts; `checked`: somebody rang or read the live site, and it is all
 * true; `capacity`: whether it takes people now; `closed`: it ended; `undone`: back to an earlier content; `took-file`
 * and `kept-mine`: the two answers where the shipped file was changed as well.
 */
export const EDITS = ['edited', 'checked', 'capacity', 'closed', 'undone', 'took-file', 'kept-mine'] as const
export type Edit = (typeof EDITS)[number]

export type Field = keyof Service

/**
 * What each edit may touch; the rest of the record stays as it is, whatever a form says. The id never changes, nor the
 * day on which the record was first collected. The day of checking is set only by saying "I checked this today".
 */
const MAY_TOUCH: Readonly<Record<'edited' | 'capacity' | 'closed', readonly Field[]>> = {
  edited: [
    'name',
    'organization',
    'kind',
    'description',
    'who_for',
    'translations',
    'not_for',
    'gender',
    'minimum_age',
    'maximum_age',
    'by_and_for',
    'no_recourse_accepted',
    'crimes',
    'needs',
    'where',
    'address',
    'delivery',
    'access',
    'phones',
    'on_bill',
    'text_number',
    'email',
    'website',
    'hours',
    'languages',
    'referral',
    'police_run',
    'speaks_to',
    'only_if_asked',
    'same_as',
    'accreditations',
    'commissioned',
    'safeguarding_attested_on',
    'confidence',
    'show_in_demo',
    'quality_assured_on',
    'sources',
    'recheck_reason',
  ],
  capacity: ['capacity'],
  closed: ['status', 'successor', 'show_in_demo'],
}

export const EDITABLE: readonly Field[] = MAY_TOUCH.edited

/** How a person reaches a service: what must have been tried out before a live area says it. */
export const CONTACT: readonly Field[] = ['phones', 'text_number', 'email', 'website', 'hours']

/** Values for fields; `undefined` takes a field out. */
export type Change = Readonly<Partial<Record<Field, unknown>>>

/**
 * What a change makes of a record. `same`: nothing would be different. `losesCheck`: a contact was changed and nobody
 * has tried the new one, so the day of checking is emptied and a live area hides the record until somebody has.
 */
export type Revision =
  | {
      readonly result: 'revised'
      readonly service: Service
      readonly changed: readonly Field[]
      readonly losesCheck: boolean
    }
  | { readonly result: 'same' }
  | { readonly result: 'refused'; readonly faults: readonly FieldFault[] }

/** Applies an editor's change to a record. Fields that this edit may not touch are left out. `today`: `YYYY-MM-DD`. */
export function revise(
  before: Service,
  edit: 'edited' | 'checked' | 'capacity' | 'closed',
  change: Change,
  { today, checkedToday }: { readonly today: string; readonly checkedToday: boolean },
): Revision {
  const allowed = edit === 'checked' ? [] : MAY_TOUCH[edit]
  const given = Object.entries(change).filter(([field]) => allowed.some((name) => name === field))
  const after = withValues(before, given)
  const parsed = serviceSchema.safeParse(after)
  if (!parsed.success) return { result: 'refused', faults: schemaFaults(parsed.error) }
  const isChecked = checkedToday || edit === 'checked'
  const touched = changedFields(before, parsed.data)
  const losesCheck =
    !isChecked && before.info_checked_on !== null && touched.some((field) => CONTACT.includes(field))
  const service: Service = {
    ...parsed.data,
    ...(isChecked && { info_checked_on: today }),
    ...(losesCheck && { info_checked_on: null }),
  }
  const changed = changedFields(before, service)
  return changed.length === 0
    ? { result: 'same' }
    : { result: 'revised', service: serviceSchema.parse(service), changed, losesCheck }
}

/** The fields in which two records differ, in the order of the schema. */
export const changedFields = (before: Service, after: Service): readonly Field[] =>
  ALL_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

const ALL_FIELDS: readonly Field[] = serviceSchema.keyof().options

const withValues = (
  before: Service,
  given: readonly (readonly [string, unknown])[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(given) }).filter(([, value]) => value !== undefined),
  )

/** Why a record needs a second editor: many people hang on it, or it is the last one that somebody is sent to. */
export const GUARDS = ['national', 'emergency', 'line', 'twin'] as const
export type Guard = (typeof GUARDS)[number]

/**
 * Why this edit needs a second named editor; `undefined`: it does not. National records, emergency lines, every line
 * that an area sends people to, and whatever would be listed in place of one of these are guarded. The record before
 * and after the edit are both given, so that a change cannot take its own guard off. "I checked this today" and keeping
 * what is shown need one: they change no fact that a person reads.
 */
export function guardOf(
  edit: Edit,
  records: readonly Pick<Service, 'id' | 'kind' | 'same_as'>[],
  home: string,
  areas: readonly Pick<Area, 'lines' | 'gateway'>[],
  record: RecordOf = () => undefined,
): Guard | undefined {
  if (edit === 'checked' || edit === 'kept-mine') return undefined
  if (home === NATIONAL) return 'national'
  if (records.some(({ kind }) => kind === 'emergency')) return 'emergency'
  const lines = lineIds(areas, record)
  if (records.some(({ id }) => lines.has(id))) return 'line'
  const twins = records.flatMap(({ same_as: id }) => (id === undefined ? [] : (record(id) ?? [])))
  // A record without a force is one of the whole country.
  const isGuarded = ({ id, kind, where }: Service): boolean =>
    kind === 'emergency' || where.force === undefined || lines.has(id)
  return twins.some(isGuarded) ? 'twin' : undefined
}

/** Whether somebody may decide about a proposal: whoever made it never may. */
export const mayDecide = (
  proposal: { readonly by: { readonly id: number } },
  editor: { readonly id: number },
): boolean => proposal.by.id !== editor.id

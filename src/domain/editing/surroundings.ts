import type { Area } from '../area.ts'
import { mayBeShown } from '../service/clocks.ts'
import type { Service } from '../service.ts'
import type { FieldFault } from './faults.ts'
import { lineIds, type RecordOf } from './lines.ts'

/** What a record is seen beside: its area, all areas, and the other records as they are now. */
export interface Surroundings {
  readonly home: Area
  readonly areas: readonly Area[]
  readonly record: RecordOf
}

/**
 * What is wrong with a record beside the others: the same rules that refuse an area's files at start, so that nobody
 * can save on a page what a file may not say. Nobody may lose the last line that an area sends people to.
 */
export function placedFaults(service: Service, around: Surroundings): readonly FieldFault[] {
  const { home, areas } = around
  const isLine = lineIds(areas, around.record).has(service.id)
  const isHub = areas.some(({ gateway }) => gateway?.service === service.id)
  return [
    ...naming(service, 'successor', around),
    ...naming(service, 'same_as', around),
    ...ages(service),
    ...(service.where.force === home.force ? [] : [wrongArea(home)]),
    ...(service.show_in_demo && (service.status === 'closed' || service.confidence === 'low')
      ? [unsure]
      : []),
    ...(isHub && service.kind !== 'hub' ? [notAHub] : []),
    ...(isHub || isLine ? lineFaults(service, isHub, around) : []),
  ]
}

function naming(
  service: Service,
  field: 'successor' | 'same_as',
  { record }: Surroundings,
): readonly FieldFault[] {
  const id = service[field]
  if (id === undefined) return []
  const fault = (rule: string, what: string): readonly FieldFault[] => [
    { field, rule, what, cure: 'Use the id of another record, as the list shows it' },
  ]
  if (id === service.id) return fault('itself', 'A record cannot stand in for itself')
  const other = record(id)
  if (!other) return fault('unknown-service', 'There is no record with this id')
  return field === 'successor' && other.status === 'closed'
    ? fault('closed-successor', 'That service has ended too')
    : []
}

const ages = ({ minimum_age: from = 0, maximum_age: to = 120 }: Service): readonly FieldFault[] =>
  from <= to
    ? []
    : [
        {
          field: 'maximum_age',
          rule: 'ages-crossed',
          what: 'The oldest age is below the youngest',
          cure: 'Change one of them',
        },
      ]

const wrongArea = ({ force }: Area): FieldFault => ({
  field: 'where',
  rule: 'wrong-area',
  what: 'Its force is not the force of this area',
  cure: force === undefined ? 'Leave the force empty' : `Write ${force}`,
})

const unsure: FieldFault = {
  field: 'show_in_demo',
  rule: 'shown-unsure',
  what: 'It is closed or unsure, and a demonstration would show it',
  cure: 'Say that a demonstration does not show it',
}

const notAHub: FieldFault = {
  field: 'kind',
  rule: 'not-a-hub',
  what: 'An area names this record as the one that receives its referrals',
  cure: 'Leave the kind as it is, or change gateway.service in area.yaml first',
}

/** A line with no number, or one that is not shown, leaves people of its area with nobody to ring. */
function lineFaults(service: Service, isHub: boolean, around: Surroundings): readonly FieldFault[] {
  const { home, record } = around
  const fault = (field: keyof Service, rule: string, what: string): readonly FieldFault[] => [
    {
      field,
      rule,
      what,
      cure: 'Name another line in the area.yaml of every area that uses it, then do this',
    },
  ]
  if (service.status === 'closed') {
    const next = service.successor === undefined ? undefined : record(service.successor)
    const isFollowed = !isHub && next !== undefined && next.phones.length > 0 && isShown(next, home.sample)
    return isFollowed ? [] : fault('status', 'line-closed', 'An area sends people to this line')
  }
  if (service.phones.length === 0)
    return fault('phones', 'line-without-phone', 'An area sends people to this line')
  return isShown(service, home.sample)
    ? []
    : home.sample
      ? fault('show_in_demo', 'line-hidden', 'An area sends people to this line, and it would not be shown')
      : [
          {
            field: 'phones',
            rule: 'line-unchecked',
            what: 'An area sends people to this line, and unchecked it would not be shown',
            cure: 'Ring the number and read the live site, then tick "I checked this today"',
          },
        ]
}

/** As its area shows it on the day that it was checked: how old it is, is another question. */
const isShown = (service: Service, sample: boolean): boolean =>
  mayBeShown(service, sample, service.info_checked_on ?? service.collected_on)

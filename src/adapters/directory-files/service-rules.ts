import type { Area } from '../../domain/area.ts'
import type { Fault } from '../../domain/fault.ts'
import { mayBeShown } from '../../domain/service/clocks.ts'
import type { Service } from '../../domain/service.ts'
import { faultAt, type ReadFile } from './read.ts'

/** One area's two files, as far as they are sound. */
export interface AreaFiles {
  /** The folder's name, which is the area's id. */
  readonly folder: string
  readonly area: ReadFile<Area>
  readonly services: ReadFile<{ readonly services: readonly Service[] }>
}

/** A service with the files it stands in. */
export interface Placed {
  readonly service: Service
  readonly index: number
  readonly home: AreaFiles
}

/** What is wrong with one record beside the others. */
export function serviceFaults(
  { service, index, home }: Placed,
  byId: ReadonlyMap<string, Placed>,
): readonly Fault[] {
  const at = (key: string, rule: string, what: string, cure: string) =>
    faultAt(home.services, ['services', index, key], rule, `${service.id}: ${what}`, cure)
  const force = home.area.value?.force
  const isUnknown = (id: string | undefined): id is string => id !== undefined && !byId.has(id)
  return [
    ...(isUnknown(service.successor)
      ? [
          at(
            'successor',
            'unknown-service',
            `there is no service "${service.successor}"`,
            'Use the id of a record',
          ),
        ]
      : []),
    ...(isUnknown(service.same_as)
      ? [
          at(
            'same_as',
            'unknown-service',
            `there is no service "${service.same_as}"`,
            'Use the id of a record',
          ),
        ]
      : []),
    ...(service.show_in_demo && (service.status === 'closed' || service.confidence === 'low')
      ? [at('show_in_demo', 'shown-unsure', 'it is closed or unsure, and would be shown', 'Write false')]
      : []),
    ...(home.area.value && service.where.force !== force
      ? [
          at(
            'where',
            'wrong-area',
            'its force is not the force of this area',
            `Move it, or write ${force ?? 'no force'}`,
          ),
        ]
      : []),
  ]
}

/** Two records with one id: whichever were shown, a line would name the wrong one. */
export function duplicates(placed: readonly Placed[]): readonly Fault[] {
  const first = new Map<string, Placed>()
  return placed.flatMap((one) => {
    const earlier = first.get(one.service.id)
    if (!earlier) first.set(one.service.id, one)
    return earlier
      ? [
          faultAt(
            one.home.services,
            ['services', one.index, 'id'],
            'duplicate-id',
            `"${one.service.id}" is in ${earlier.home.services.file} too`,
            'Give one of them another id',
          ),
        ]
      : []
  })
}

/** As its area shows it, whatever the day: a date that has passed must not keep a deployment from starting. */
export const isShown = ({ service, home }: Placed): boolean =>
  mayBeShown(service, home.area.value?.sample ?? false, service.info_checked_on ?? service.collected_on)

import { NATIONAL } from '../../domain/area.ts'
import type { Service } from '../../domain/service.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Names } from './names.ts'
import { toOpenReferral, type OpenReferralService } from './to-open-referral.ts'

/** Said of every record of a sample area: somebody may pick the feed up and believe it. */
export const DEMONSTRATION =
  'Demonstration. Nobody has checked this record, and it may be wrong. Do not publish it or send people to it.'

type Shown = Pick<Directory, 'area' | 'areaOfForce' | 'services'>

/** One record that may be shown, and the same as Open Referral has it. */
export interface Exported {
  readonly service: Service
  readonly record: OpenReferralService
}

/** Every service that may be shown, sorted by our id, so that pages stay the same between two questions. */
export function exported(directory: Shown, names: Names): readonly Exported[] {
  return directory
    .services()
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((service) => ({
      service,
      record: toOpenReferral(service, { names, alert: alertOf(service, directory) }),
    }))
}

/** A record whose area nobody knows is taken for a demonstration. */
function alertOf({ where }: Service, directory: Shown): string | undefined {
  const area = where.force === undefined ? directory.area(NATIONAL) : directory.areaOfForce(where.force)
  return area?.sample === false ? undefined : DEMONSTRATION
}

/** The whole directory as one page of Open Referral UK 3.0, for a file. */
export function exportAll(directory: Shown, names: Names) {
  const contents = exported(directory, names).map(({ record }) => record)
  return {
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: contents.length === 0,
    contents,
  }
}

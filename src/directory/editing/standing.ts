import { freshness, mayBeShown } from '../../domain/service/clocks.ts'
import type { DirectoryRecord } from '../../ports/records.ts'

/** Why people do not see a record. */
export const WHY_HIDDEN = ['closed', 'not-for-demo', 'unchecked', 'old'] as const
export type WhyHidden = (typeof WHY_HIDDEN)[number]

/** How a record stands on a day: what the list says of it. */
export interface Standing {
  readonly freshness: ReturnType<typeof freshness>
  readonly isShown: boolean
  /** Why it is not shown. */
  readonly why?: WhyHidden
  /** True: an editor should look at it, so that it is shown, or goes on being shown. */
  readonly needsChecking: boolean
}

/** How a record stands on a day (`YYYY-MM-DD`). */
export function standingOf({ service, area }: DirectoryRecord, today: string): Standing {
  const { sample } = area
  const fresh = freshness(service, sample, today)
  const isShown = mayBeShown(service, sample, today)
  return {
    freshness: fresh,
    isShown,
    ...(!isShown && { why: whyHidden(service, sample) }),
    needsChecking: service.status === 'active' && fresh !== 'fresh',
  }
}

function whyHidden(
  { status, show_in_demo, info_checked_on }: DirectoryRecord['service'],
  sample: boolean,
): WhyHidden {
  if (status === 'closed') return 'closed'
  if (sample && !show_in_demo) return 'not-for-demo'
  return info_checked_on === null && !sample ? 'unchecked' : 'old'
}

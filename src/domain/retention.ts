import type { Area } from './area.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * How long a demonstration keeps what was sent to it: long enough to show tracking over a month, and nobody acts on it.
 * A live area says its own `governance.retention_days`.
 */
export const SAMPLE_DAYS = 30

/**
 * How long it is kept who opened or changed what. A complaint about it may reach the Parliamentary and Health Service
 * Ombudsman within a year of its becoming known, so a year, and a month to look it up.
 */
export const AUDIT_DAYS = 396

/**
 * How long it stays known that a content was erased, so that a copy from before cannot bring it back. Longer than any
 * copy of the data should be kept (the runbook says 90 days), and it holds no content.
 */
export const ERASED_DAYS = 396

/** Somebody here has this long to look at what was never sent, before it has to go. Half of the time, where that is less. */
export const WARNING_DAYS = 7

/** What an area keeps, in days. */
export const daysOf = ({ governance }: Pick<Area, 'governance'>): number =>
  governance?.retention_days ?? SAMPLE_DAYS

/** The moments in one area before which things are forgotten, and from which on somebody is warned. */
export interface Ending {
  readonly area: string
  /** Unsent content that was kept before this has to go. */
  readonly unsent: Date
  /** Referrals that ended before this are forgotten. */
  readonly ended: Date
  /** Unsent content that was kept before this goes within a week, or half of the area's time. */
  readonly warned: Date
}

/** When each area's time is over, at `now`. */
export function endings(areas: readonly Pick<Area, 'id' | 'governance'>[], now: Date): readonly Ending[] {
  return areas.map((area) => {
    const days = daysOf(area)
    const before = daysBefore(now, days)
    return {
      area: area.id,
      unsent: before,
      ended: before,
      warned: daysBefore(now, days - Math.min(WARNING_DAYS, days / 2)),
    }
  })
}

/**
 * The moment before which a desk forgets a referral of an area, counted from when it last moved. An area that is no
 * longer in the data was closed: the shortest time that is known counts.
 */
export function deskEnding(
  areas: readonly Pick<Area, 'id' | 'governance'>[],
  area: string | undefined,
  now: Date,
): Date {
  const known = areas.find(({ id }) => id === area)
  const shortest = areas.length > 0 ? Math.min(...areas.map(daysOf)) : SAMPLE_DAYS
  return daysBefore(now, known ? daysOf(known) : shortest)
}

/** A day is 24 hours here: an hour more or less in spring and autumn changes nothing for anybody. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY)

/** Something unsent that has to go soon: counts and times alone. */
export interface UnsentWarning {
  readonly area: string
  readonly unsent: number
  readonly oldest: Date
  /** When the oldest goes. */
  readonly goes: Date
}

/** Which areas somebody has to be warned of. */
export function unsentWarnings(
  backlog: readonly {
    readonly area: string
    readonly waiting: number
    readonly stuck: number
    readonly oldest: Date
  }[],
  ends: readonly Ending[],
  now: Date,
): readonly UnsentWarning[] {
  return backlog.flatMap(({ area, waiting, stuck, oldest }) => {
    const end = ends.find((one) => one.area === area)
    if (!end || oldest.getTime() > end.warned.getTime()) return []
    const goes = new Date(oldest.getTime() + (now.getTime() - end.unsent.getTime()))
    return [{ area, unsent: waiting + stuck, oldest, goes }]
  })
}

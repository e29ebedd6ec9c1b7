import { setImmediate } from 'node:timers/promises'
import type { Area } from '../domain/area.ts'
import {
  AUDIT_DAYS,
  daysBefore,
  deskEnding,
  endings,
  ERASED_DAYS,
  unsentWarnings,
  type UnsentWarning,
} from '../domain/retention.ts'
import type { EmbeddedGateway } from '../gateway/create-gateway.ts'
import type { OpenedEditing } from '../editing.ts'
import type { Referrals } from '../ports/referrals.ts'
import type { Kept } from './open.ts'

/** What the hourly job looks after. */
export interface Forgettable {
  readonly areas: () => readonly Area[]
  readonly referrals: Pick<Referrals, 'backlog' | 'forget'>
  readonly desk?: Pick<EmbeddedGateway, 'forget'> | undefined
  readonly edits?: Pick<OpenedEditing['file'], 'forget'> | undefined
  readonly keys: Kept['keys']
  readonly warn: (warning: UnsentWarning) => void
}

/** How many were forgotten, by where. */
export interface Forgotten {
  readonly referrals: number
  readonly desk: number
}

/** Forgets everywhere what its time is over for (src/domain/retention.ts), after it has warned of what was never sent. */
export async function forgetAll(all: Forgettable, now: Date): Promise<Forgotten> {
  const areas = all.areas()
  const ends = endings(areas, now)
  for (const warning of unsentWarnings(await all.referrals.backlog(), ends, now)) all.warn(warning)
  const referrals = await all.referrals.forget(ends)
  const audit = daysBefore(now, AUDIT_DAYS)
  const forgetting = {
    now: now.toISOString(),
    before: (area: string | undefined) => deskEnding(areas, area, now).toISOString(),
    audit: audit.toISOString(),
  }
  const desk = (await all.desk?.forget(forgetting, async () => void (await setImmediate()))) ?? 0
  all.edits?.forget(now, audit)
  all.keys.contents.forget(daysBefore(now, ERASED_DAYS))
  return { referrals, desk }
}

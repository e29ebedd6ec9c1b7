import { z } from 'zod'
import { CRIMES, type Crime } from './crimes.ts'
import { DANGER_KINDS, type DangerKind } from './danger.ts'
import { daysBetween } from './london-time.ts'
import { isUkNumber } from './uk-number.ts'

const text = z.string().min(1)
const number = text.refine(isUkNumber, 'is not a UK number that can be dialled')

/**
 * One entry of the emergency floor. It holds facts only; its words are in `locales/<language>/emergency.json` under
 * its id. No date ever hides it (promise 1).
 */
export const emergencyEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** As a person dials or texts it, or null where it is a website. */
  number: text.nullable(),
  /** What a link may ring at once, or null where ringing is not the way. */
  tel: number.nullable(),
  /** A text message: to whom, and the word to send where one is needed. */
  sms: z.strictObject({ to: number, word: text.optional() }).optional(),
  web: z.url().optional(),
  /** The dangers it answers; none where it answers only `crimes`. */
  kinds: z.array(z.enum(DANGER_KINDS)),
  /** Shown beside these crimes at the moment when something can still be stopped. */
  crimes: z.array(z.enum(CRIMES)).optional(),
  /** Answered at any time, as far as a source says so. */
  always: z.boolean(),
  /** When the fact was last read in its sources; null: nobody has. */
  checked_on: z.iso.date().nullable(),
  sources: z.array(text).min(1),
})

export type EmergencyEntry = z.infer<typeof emergencyEntrySchema>

/** Days after which the floor counts as stale: the check fails and an alarm sounds, and it is still shown. */
export const FLOOR_CHECKED_WITHIN_DAYS = 183

/**
 * What to show for these dangers, each entry once, in the file's order. No kinds at all is read as `immediate`, so
 * that a card is never empty.
 */
export function emergencyFor(
  kinds: readonly DangerKind[],
  floor: readonly EmergencyEntry[],
): readonly EmergencyEntry[] {
  const asked: readonly DangerKind[] = kinds.length === 0 ? ['immediate'] : kinds
  return floor.filter((entry) => entry.kinds.some((kind) => asked.includes(kind)))
}

/** The entries that can still stop something after these crimes, for example the bank's number after fraud. */
export const emergencyForCrimes = (
  crimes: readonly Crime[],
  floor: readonly EmergencyEntry[],
): readonly EmergencyEntry[] =>
  floor.filter((entry) => entry.crimes?.some((crime) => crimes.includes(crime)) ?? false)

/** The entries that nobody has checked lately, for the check and the alarm. `today` is `YYYY-MM-DD`. */
export const staleEntries = (floor: readonly EmergencyEntry[], today: string): readonly EmergencyEntry[] =>
  floor.filter(
    (entry) => entry.checked_on === null || daysBetween(entry.checked_on, today) > FLOOR_CHECKED_WITHIN_DAYS,
  )

/** Every danger has an answer, and a person who may end their life is never answered with 999 alone. */
export function gapsInFloor(floor: readonly EmergencyEntry[]): readonly DangerKind[] {
  const count = (kind: DangerKind) => floor.filter((entry) => entry.kinds.includes(kind)).length
  return DANGER_KINDS.filter((kind) => count(kind) < (kind === 'suicide' ? 2 : 1))
}

/** Screens name these entries: without one of them a number would be missing where it counts. */
export const NAMED_ENTRIES: readonly string[] = ['999', 'childline', 'nspcc', 'samaritans']

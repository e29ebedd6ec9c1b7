import type { Area } from '../domain/area.ts'
import type { BankHolidays } from '../domain/hours.ts'
import { inLondon, londonMoment } from '../domain/london-time.ts'
import { afterWorkingDays } from '../domain/working-days.ts'

/** Where an area is gone from the directory, or its gateway is: the shortest promise that any may make. */
const WITHOUT_PROMISE_DAYS = 1

/** The end of the last working day in which the area's gateway aims to make contact with whoever was kept then. */
export function promisedUntil(keptAt: Date, area: Area | undefined, bankHolidays: BankHolidays): Date {
  const days = area?.gateway?.aims_to_contact_within_working_days ?? WITHOUT_PROMISE_DAYS
  return londonMoment(afterWorkingDays(inLondon(keptAt).date, days, bankHolidays), '24:00')
}

const MINUTE = 60_000
const DAY = 86_400_000

/** The order of `Date.prototype.getUTCDay`. */
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A moment as a London clock and calendar show it. */
export interface LondonTime {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`. */
  readonly time: string
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The last minute that was asked about: one turn asks many times, and the answer costs far more than the question. */
let last: { readonly minute: number; readonly time: LondonTime } | undefined

/** What a London clock shows at this moment. */
export function inLondon(moment: Date): LondonTime {
  const minute = Math.floor(moment.getTime() / MINUTE)
  if (last?.minute !== minute) last = { minute, time: readClock(moment) }
  return last.time
}

function readClock(moment: Date): LondonTime {
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    time: `${part['hour']}:${part['minute']}`,
  }
}

/**
 * The moment at which a London clock shows this time on this date (`24:00` is the end of the day). A time that comes
 * twice when clocks go back is its first coming; a time that is skipped when they go forward is read as if they had
 * not yet, so that no span gets shorter by it.
 */
export function londonMoment(date: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const wall = Date.parse(date) + (hours * 60 + minutes) * MINUTE
  const summer = new Date(wall - 60 * MINUTE)
  return wallClock(summer) === wall ? summer : new Date(wall)
}

/** The date so many days later; days are counted on the calendar, so a day with 23 hours is still one. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** The day of the week of a `YYYY-MM-DD` date. */
export const weekday = (date: string): Weekday => WEEKDAYS[new Date(date).getUTCDay()] ?? 'SU'

/** London's wall clock, as if it were UTC, in milliseconds. */
function wallClock(moment: Date): number {
  const { date, time } = inLondon(moment)
  return Date.parse(`${date}T${time}:00Z`)
}

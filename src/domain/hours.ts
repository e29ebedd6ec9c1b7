import { addDays, inLondon, londonMoment, weekday, type Weekday } from './london-time.ts'
import type { Hours } from './service.ts'

/**
 * `unknown` is an answer of its own: many services do not print their hours, and a closed line that was called open
 * costs a frightened person a call. Times are London's.
 */
export interface OpenState {
  readonly state: 'open' | 'closed' | 'unknown'
  /** Open: until when, `HH:MM`; absent where it never closes, or not within a day. */
  readonly until?: string
  /** Closed: the next opening that is certain, if there is one within two weeks. */
  readonly next?: { readonly date: string; readonly weekday: Weekday; readonly at: string }
}

/** The dates (`YYYY-MM-DD`) that are bank holidays in England and Wales. */
export type BankHolidays = ReadonlySet<string>

type Span = Extract<Hours, { byday: unknown }>
type DayOfItsOwn = Extract<Hours, { date: string }>
interface Spans {
  readonly weekly: readonly Span[]
  /** Dates that are unlike their weekday. */
  readonly ownDays: readonly DayOfItsOwn[]
}
interface Opening {
  readonly from: Date
  readonly to: Date
  /** False on a bank holiday when nobody knows whether the service opens. */
  readonly certain: boolean
}

const DAY = 86_400_000
const LOOK_AHEAD_DAYS = 14
const EVERY_HOUR: Span = {
  byday: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
  opens_at: '00:00',
  closes_at: '24:00',
  bank_holidays: 'open',
}
const CLOSED: OpenState = { state: 'closed' }
const UNKNOWN: OpenState = { state: 'unknown' }

/**
 * Whether a service is open at this moment, in Europe/London. A date of its own stands above its weekday and above bank
 * holidays. On a bank holiday a service that does not say what it
 * does then is `unknown` for the whole day. A span belongs to the day on which it begins, so a night shift before a
 * holiday runs to its end.
 */
export function openState(hours: readonly Hours[] | null, now: Date, bankHolidays: BankHolidays): OpenState {
  if (hours === null || hours.length === 0) return UNKNOWN
  const ownDays = hours.filter((entry): entry is DayOfItsOwn => 'date' in entry)
  const always = hours.some((entry) => 'always' in entry)
  if (always && ownDays.length === 0) return { state: 'open' }
  const spans: Spans = { weekly: always ? [EVERY_HOUR] : hours.filter((entry) => 'byday' in entry), ownDays }
  const today = inLondon(now).date
  const near = [-1, 0, 1].flatMap((days) => openings(spans, addDays(today, days), bankHolidays))
  const current = near.filter((opening) => opening.from <= now && now < opening.to)
  if (current.some((opening) => opening.certain)) return openUntil(near, now)
  if (current.length > 0 || hours.some((entry) => 'unknown' in entry)) return UNKNOWN
  const doubtful = openings(spans, today, bankHolidays).some((opening) => !opening.certain)
  return doubtful ? UNKNOWN : closedUntil(spans, now, today, bankHolidays)
}

/** What the spans make of one date. */
function openings({ weekly, ownDays }: Spans, date: string, bankHolidays: BankHolidays): readonly Opening[] {
  const own = ownDays.filter((day) => day.date === date)
  if (own.length > 0) return own.flatMap((day) => ('closed' in day ? [] : [opening(date, day, true)]))
  const isHoliday = bankHolidays.has(date)
  return weekly
    .filter((span) => span.byday.includes(weekday(date)) && !(isHoliday && span.bank_holidays === 'closed'))
    .map((span) => opening(date, span, !isHoliday || span.bank_holidays === 'open'))
}

const opening = (
  date: string,
  { opens_at, closes_at }: Pick<Span, 'opens_at' | 'closes_at'>,
  certain: boolean,
): Opening => ({
  from: londonMoment(date, opens_at),
  to: londonMoment(closes_at <= opens_at ? addDays(date, 1) : date, closes_at),
  certain,
})

/** Follows spans that touch, so that "until midnight" is not said of a line that goes on after it. */
function openUntil(near: readonly Opening[], now: Date): OpenState {
  const certain = near
    .filter((opening) => opening.certain)
    .sort((a, b) => a.from.getTime() - b.from.getTime())
  const end = certain.reduce(
    (until, opening) => (opening.from <= until && opening.to > until ? opening.to : until),
    now,
  )
  return end.getTime() - now.getTime() > DAY
    ? { state: 'open' }
    : { state: 'open', until: inLondon(end).time }
}

function closedUntil(spans: Spans, now: Date, today: string, bankHolidays: BankHolidays): OpenState {
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const date = addDays(today, days)
    const later = openings(spans, date, bankHolidays).filter(
      (opening) => opening.certain && opening.from > now,
    )
    const first = later.sort((a, b) => a.from.getTime() - b.from.getTime())[0]
    if (first) return { ...CLOSED, next: { date, weekday: weekday(date), at: inLondon(first.from).time } }
  }
  return CLOSED
}

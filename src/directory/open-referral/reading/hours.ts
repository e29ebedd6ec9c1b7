import type { Hours } from '../../../domain/service.ts'
import { WEEKDAYS } from '../../../domain/london-time.ts'
import type { Row, RowSchedule } from './row.ts'

/**
 * Opening hours from the schedules of a feed, in London's time. A schedule that is not every week, or whose times cannot
 * be read, becomes "not known": a closed line that is called open costs a frightened person a call. Null: it has none.
 */
export function readHours(row: Row, day: string): Hours[] | null {
  const schedules = [...row.schedules, ...row.regular_schedules].filter(
    ({ valid_to }) => dayOf(valid_to ?? '9999') >= day,
  )
  const all = schedules.map(hoursOf)
  const closed = row.holiday_schedules.flatMap(({ closed: isClosed, start_date, end_date }): Hours[] => {
    const date = start_date?.slice(0, 10) ?? ''
    return isClosed === true && isDate(date) && end_date?.slice(0, 10) === date && date >= day
      ? [{ date, closed: true }]
      : []
  })
  if (all.length === 0) return null
  // What is always open stands alone: "always" beside weekly hours would say two things.
  return [
    ...(all.find((one) => 'always' in one) ? all.filter((one) => 'always' in one).slice(0, 1) : all),
    ...closed,
  ]
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
/** The day of a date or a time; what is neither is far away, so that it ends nothing. */
const dayOf = (text: string): string => (isDate(text.slice(0, 10)) ? text.slice(0, 10) : '9999')

function hoursOf(schedule: RowSchedule): Hours {
  const { freq, interval, valid_from, valid_to, description } = schedule
  const text = description === undefined ? {} : { text: description.slice(0, 200) }
  const span = spanOf(schedule)
  const date = valid_from?.slice(0, 10) ?? ''
  if (isDate(date) && date === valid_to?.slice(0, 10)) {
    if (span) return { date, ...span }
    return /\bclosed\b/i.test(`${description} ${schedule.notes}`)
      ? { date, closed: true }
      : { unknown: true, ...text }
  }
  const byday = daysOf(schedule.byday)
  const isWeekly = (freq === undefined || freq.toUpperCase() === 'WEEKLY') && (interval ?? 1) <= 1
  if (!span || !byday || !isWeekly) return { unknown: true, ...text }
  if (byday.length === 7 && span.opens_at === '00:00' && span.closes_at === '24:00')
    return { always: true, ...text }
  const isClosed = /closed[^.]*(bank|public) holiday|not[^.]*(bank|public) holiday/i
  const bank_holidays = isClosed.test(`${description} ${schedule.notes}`) ? 'closed' : 'unknown'
  return { byday, ...span, bank_holidays, ...text }
}

/** Midnight to midnight is what feeds write for hours that nobody knows, so it is no span. */
function spanOf({ opens_at, closes_at }: RowSchedule) {
  const opens = timeOf(opens_at)
  const closes = timeOf(closes_at)
  if (opens === undefined || closes === undefined || opens === closes || opens === '24:00') return undefined
  return { opens_at: opens, closes_at: closes === '23:59' ? '24:00' : closes }
}

/** `9:00`, `09:00:00` and `09:00Z` alike: what follows is ignored, since all these services keep London's time. */
function timeOf(text: string | undefined): string | undefined {
  const [, hours, minutes] =
    /^(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text ?? '') ?? []
  if (hours === undefined || minutes === undefined) return undefined
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : undefined
}

type Day = (typeof WEEKDAYS)[number]

/** Days by their codes or their names; nothing where any of them is something else ("first Monday"). */
function daysOf(text: string | undefined): Day[] | undefined {
  const parts = (text ?? '').split(/[\s,;]+/).filter((part) => part !== '')
  const days = parts.map((part) => WEEKDAYS.find((day) => day === part.toUpperCase() || isNameOf(day, part)))
  const known = days.filter((day) => day !== undefined)
  return known.length === parts.length && known.length > 0 ? [...new Set(known)] : undefined
}

const isNameOf = (day: Day, part: string): boolean =>
  /^(mon|tues?|wed(nes)?|thu(rs?)?|fri|satu?r?|sun)(day)?$/i.test(part) &&
  part.slice(0, 2).toUpperCase() === day

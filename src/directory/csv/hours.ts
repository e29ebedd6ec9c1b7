import type { Hours } from '../../domain/service.ts'
import { quoted, refused, type Cell } from './cell.ts'
import { day } from './days.ts'
import { asItems, itemsOf, unquoted } from './items.ts'

type Span = Extract<Hours, { byday: unknown }>
type Byday = Span['byday'][number]
type BankHolidays = Span['bank_holidays']

/**
 * Hours in plain words: "Mon-Fri 09:00-17:00; Sat 10:00-12:00; bank holidays closed". Also "always", "not known",
 * "2026-12-25 closed", "2026-12-24 09:00-12:00". What people are told stands behind in double quotes, and "bank
 * holidays" behind one group of days where it is not the same for all.
 */
export function asHours(hours: readonly Hours[] | null): string {
  const entries = hours ?? []
  const kept = new Set(entries.flatMap((entry) => ('byday' in entry ? [entry.bank_holidays] : [])))
  const [shared] = kept.size === 1 ? kept : []
  const items = entries.map((entry) => written(entry, shared === undefined))
  return asItems(shared === undefined || shared === 'unknown' ? items : [...items, `bank holidays ${shared}`])
}

function written(entry: Hours, saysBankHolidays: boolean): string {
  if ('date' in entry) {
    return `${entry.date} ${'closed' in entry ? 'closed' : `${entry.opens_at}-${entry.closes_at}`}`
  }
  const said = entry.text === undefined ? '' : ` "${entry.text.replaceAll('"', '""')}"`
  if ('always' in entry) return `always${said}`
  if ('unknown' in entry) return `not known${said}`
  const holidays =
    saysBankHolidays && entry.bank_holidays !== 'unknown' ? ` bank holidays ${entry.bank_holidays}` : ''
  return `${asDays(entry.byday)} ${entry.opens_at}-${entry.closes_at}${holidays}${said}`
}

const DAYS: readonly Byday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const shortName = (one: Byday): string => (NAMES[DAYS.indexOf(one)] ?? '').slice(0, 3)

/** "Mon-Wed, Fri": three or more neighbours become a range, in the order in which they stand. */
function asDays(byday: readonly Byday[]): string {
  const runs: Byday[][] = []
  for (const one of byday) {
    const last = runs.at(-1)
    if (last && DAYS.indexOf(one) === DAYS.indexOf(last.at(-1) ?? one) + 1) last.push(one)
    else runs.push([one])
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${shortName(run[0] ?? 'MO')}-${shortName(run.at(-1) ?? 'MO')}`] : run.map(shortName),
    )
    .join(', ')
}

const CURE = 'Write for example: Mon-Fri 09:00-17:00; Sat 10:00-12:00; bank holidays closed'
const BANK_HOLIDAYS = /^(.*?)[,\s]*\bbank holidays?:? (open|closed|unknown|not known)$/i

/** What {@link asHours} wrote, or somebody typed. Nothing at all means that the hours are not known. */
export function readHours(cell: string): Cell<readonly Hours[]> {
  const items = itemsOf(cell)
  if ('refused' in items) return items
  const entries: Hours[] = []
  let shared: BankHolidays | undefined
  let note
  for (const item of items.value) {
    const all = BANK_HOLIDAYS.exec(item)
    if (all?.[1] === '') shared = bankHolidays(all[2])
    else {
      const entry = readEntry(item)
      if ('refused' in entry) return entry
      entries.push(entry.value)
      note ??= entry.note
    }
  }
  if (shared !== undefined && !entries.some((entry) => 'byday' in entry)) {
    return refused('wrong-hours', 'bank holidays are named without any days', CURE)
  }
  const value = entries.map((entry) =>
    'byday' in entry && entry.bank_holidays === 'unknown' && shared !== undefined
      ? { ...entry, bank_holidays: shared }
      : entry,
  )
  return { value, ...(note && { note }) }
}

const bankHolidays = (word = ''): BankHolidays => {
  const plain = word.toLowerCase()
  return plain === 'open' || plain === 'closed' ? plain : 'unknown'
}

function readEntry(item: string): Cell<Hours> {
  const [, head = item, words] = /^(.*?)\s*("(?:[^"]|"")*")$/s.exec(item) ?? []
  const text = words === undefined ? {} : { text: unquoted(words) }
  if (/^(always|24\/7|24 hours)$/i.test(head)) return { value: { always: true, ...text } }
  if (/^(not known|unknown)$/i.test(head)) return { value: { unknown: true, ...text } }
  const [, days = head, holidays] = BANK_HOLIDAYS.exec(head) ?? []
  const isClosed = /^(.+?):? closed$/i.exec(days)
  const span = /^(.+?)[\s,:]+([\d.:]+ ?(?:am|pm)?)\s*(?:-|–|—|to)\s*([\d.:]+ ?(?:am|pm)?)$/i.exec(days)
  const date = day((isClosed ?? span)?.[1] ?? '')
  if (isClosed) {
    return 'refused' in date ? wrong(item) : { ...date, value: { date: date.value, closed: true } }
  }
  const [opens_at, closes_at] = [time(span?.[2]), time(span?.[3])]
  if (opens_at === undefined || closes_at === undefined) return wrong(item)
  if (!('refused' in date)) return { ...date, value: { date: date.value, opens_at, closes_at } }
  const byday = readDays(span?.[1] ?? '')
  if (byday === undefined) return wrong(item)
  return { value: { byday: [...byday], opens_at, closes_at, bank_holidays: bankHolidays(holidays), ...text } }
}

const wrong = (item: string) => refused('wrong-hours', `${quoted(item)} cannot be read as hours`, CURE)

/** Days and ranges of days; a range may go over the end of the week. */
function readDays(text: string): readonly Byday[] | undefined {
  if (/^(every day|daily)$/i.test(text)) return DAYS
  if (/^weekdays$/i.test(text)) return DAYS.slice(0, 5)
  const days: Byday[] = []
  for (const run of text.split(/\s*(?:,|&|\band\b)\s*/i)) {
    const [from = -1, to = from, ...more] = run.split(/\s*(?:-|–|—|\bto\b)\s*/i).map(dayNamed)
    if (from < 0 || to < 0 || more.length > 0) return undefined
    for (let step = 0; step <= (to - from + 7) % 7; step += 1) days.push(DAYS[(from + step) % 7] ?? 'MO')
  }
  return days
}

/** The number of a day from Monday, by its name or the beginning of it; -1 for no day. */
function dayNamed(text: string): number {
  const typed = text.toLowerCase().replace(/^weds$/, 'wed')
  return typed.length < 2 ? -1 : NAMES.findIndex((name) => name.toLowerCase().startsWith(typed))
}

/** `HH:MM` from 9:00, 09.30, 9am, 5.30pm. A bare 9 could be either half of the day, so it is none. */
function time(text = ''): string | undefined {
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?$/i.exec(text) ?? []
  if (hours === undefined || (half === undefined && !/[.:]/.test(text))) return undefined
  const hour = Number(hours)
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined
  const ofDay = half === undefined ? hour : (hour % 12) + (/pm/i.test(half) ? 12 : 0)
  const isTime = (ofDay < 24 && Number(minutes) < 60) || (ofDay === 24 && minutes === '00')
  return isTime ? `${String(ofDay).padStart(2, '0')}:${minutes}` : undefined
}

import type { BankHolidays } from './hours.ts'
import { addDays, inLondon, weekday } from './london-time.ts'

/**
 * The day by whose end a gateway aims to make contact: `days` working days after now, in words. Working days are
 * Monday to Friday without the bank holidays of England and Wales, in London.
 */
export function deadline(now: Date, days: number, bankHolidays: BankHolidays, language: string): string {
  const today = inLondon(now).date
  const key = `${today}|${days}|${language}`
  if (last?.key !== key || last.bankHolidays !== bankHolidays) {
    last = {
      key,
      bankHolidays,
      text: inWords(language).format(new Date(`${afterWorkingDays(today, days, bankHolidays)}T12:00:00Z`)),
    }
  }
  return last.text
}

/** Asked on every turn, and the same all day. */
let last: { readonly key: string; readonly bankHolidays: BankHolidays; readonly text: string } | undefined

/** The date so many working days after another, both `YYYY-MM-DD`. */
export function afterWorkingDays(today: string, days: number, bankHolidays: BankHolidays): string {
  let date = today
  for (let left = days; left > 0;) {
    date = addDays(date, 1)
    if (!['SA', 'SU'].includes(weekday(date)) && !bankHolidays.has(date)) left -= 1
  }
  return date
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Making a format costs far more than using it. */
function inWords(language: string): Intl.DateTimeFormat {
  const known = formats.get(language)
  if (known) return known
  const locale = language === 'en' ? 'en-GB' : language
  const made = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  formats.set(language, made)
  return made
}

/** A moment as the desk's lists say it. */
const SHORT: Intl.DateTimeFormatOptions = { weekday: 'short', month: 'short' }
/** A moment in a sentence. */
const LONG: Intl.DateTimeFormatOptions = { month: 'long' }

/** Says moments in a language, in Europe/London. A text is ISO 8601. */
export function timesIn(lang: string, length: 'short' | 'long'): (moment: Date | string) => string {
  const format = new Intl.DateTimeFormat(lang, {
    timeZone: 'Europe/London',
    day: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(length === 'short' ? SHORT : LONG),
  })
  return (moment) => format.format(new Date(moment))
}

/** Says days (`YYYY-MM-DD`, as London counts them) in a language. */
export function daysIn(lang: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(lang, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return (day) => format.format(new Date(`${day}T00:00Z`))
}

/** Says languages by their names in a language, or by their codes when they have none. */
export function languagesIn(lang: string): (code: string) => string {
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  return (code) => {
    try {
      return names.of(code) ?? code
    } catch {
      return code
    }
  }
}

/** The code when it may stand in a `lang` attribute, so that a screen reader speaks the right language. */
export function langOf(code: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(code)[0]
  } catch {
    return undefined
  }
}

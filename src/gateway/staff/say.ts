const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A time as the desk reads it, in Europe/London; `iso` is ISO 8601. */
export const sayTime = (iso: string): string => moment.format(new Date(iso))

/** A language by its English name, or its code when it has none. */
export function sayLanguage(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
  } catch {
    return code
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

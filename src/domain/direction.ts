/** The scripts that are written from the right and that people here read (Unicode, CLDR likely subtags). */
const FROM_THE_RIGHT = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']

/** Whether a language is written from the right; one that is not known is not. */
export function isRightToLeft(language: string): boolean {
  try {
    return FROM_THE_RIGHT.includes(new Intl.Locale(language).maximize().script ?? '')
  } catch {
    return false
  }
}

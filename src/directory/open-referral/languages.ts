const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** What a language code is called in English; what is no code stays as it is. */
export function languageName(code: string): string {
  try {
    return NAMES.of(code) ?? code
  } catch {
    return code
  }
}

/** Languages that feeds name without a code: those in which victims' services are most often offered. */
const CODES = new Map(
  (
    'en cy pl ur pa bn gu ar ro pt es fr it de lt lv sk cs hu bg sq tr ku fa ps so am ti zh yue vi th hi ta te ml ne si ' +
    'ru uk el he nl sv tl yo ig sw bfi'
  )
    .split(' ')
    .map((code) => [languageName(code).toLowerCase(), code]),
)

/** The code of a language that a feed gives by code or by name; its own words where neither is known. */
export function languageCode(given: string): string {
  const plain = given.trim()
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(plain)) return plain
  return CODES.get(plain.toLowerCase()) ?? (/^bsl$|british sign/i.test(plain) ? 'bfi' : plain)
}

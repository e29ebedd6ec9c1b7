/** From this share of Latin letters on a text can be masked: our list of names is in Latin letters. */
const MOSTLY = 0.8

/** Whether names in the text could be recognised. Urdu in its own script could not, so it does not leave. */
export function isMaskable(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin > 0 && latin >= letters * MOSTLY
}

/** Our language tag as CLU knows it: English is British, and there is no tag for Urdu in Latin letters. */
export function cluLanguage(language: string): string {
  const [base = 'en'] = language.toLowerCase().split('-')
  return base === 'en' ? 'en-gb' : base
}

import { CRIMES } from '../../../domain/crimes.ts'
import { DANGER_KINDS } from '../../../domain/danger.ts'
import { NEEDS } from '../../../domain/needs.ts'

/** The languages that the recogniser tells apart, BCP 47. */
export const LANGUAGES = ['en', 'cy', 'pl', 'ro', 'pa', 'ar', 'ur', 'ur-Latn'] as const
export type HeardLanguage = (typeof LANGUAGES)[number]

/** The heads of the model, in order. Crimes share a whole with "none of them", languages share a whole too. */
export const CRIME_HEADS = [...CRIMES, 'none'] as const
/** Each kind of danger at all and now, and danger of any kind at all and now. */
export const DANGER_HEADS = [
  ...DANGER_KINDS.map((kind) => `${kind} at all`),
  ...DANGER_KINDS.map((kind) => `${kind} now`),
  'any at all',
  'any now',
]

/** Where each family of heads begins among a text's scores. */
export const FROM = {
  crimes: 0,
  needs: CRIME_HEADS.length,
  danger: CRIME_HEADS.length + NEEDS.length,
  languages: CRIME_HEADS.length + NEEDS.length + DANGER_HEADS.length,
}
export const HEADS = FROM.languages + LANGUAGES.length

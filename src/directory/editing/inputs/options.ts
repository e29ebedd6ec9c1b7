import { CRIMES } from '../../../domain/crimes.ts'
import { NEEDS } from '../../../domain/needs.ts'
import { SERVICE_KINDS, serviceSchema } from '../../../domain/service.ts'
import { BY_AND_FOR, DELIVERY, SERVICE_ACCESS } from '../../../domain/service/parts.ts'

const { shape } = serviceSchema

/** What an editor chooses from, in the order in which it is shown. Each id has its word in the words of a language. */
export const CHOICES = {
  kind: SERVICE_KINDS,
  gender: shape.gender.options,
  referral: shape.referral.options,
  country: ['England', 'Wales'],
  delivery: DELIVERY,
  access: SERVICE_ACCESS,
  by_and_for: BY_AND_FOR,
  speaks_to: shape.speaks_to.unwrap().options,
  confidence: shape.confidence.options,
  yes_no: ['yes', 'no'],
  need: NEEDS,
  crime: ['all', ...CRIMES],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** One of the sets of things to choose from. */
export type Choice = keyof typeof CHOICES

/** One thing to choose, in the words of a page. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** What can be chosen, in the words for it (`choice` of a language's words). */
export function optionsOf(
  choice: Choice,
  words: Readonly<Record<Choice, Readonly<Record<string, string>>>>,
): readonly Option[] {
  return CHOICES[choice].map((value) => ({ value, label: words[choice][value] ?? value }))
}

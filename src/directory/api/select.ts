import type { Exported } from '../open-referral/export-all.ts'
import { CRIME_TAXONOMY, NEED_TAXONOMY, termId } from '../open-referral/taxonomies.ts'
import type { ServicesQuery } from './query.ts'

/**
 * Those that fit everything that was asked. Ages are compared as the standard says: `minimum_age` gives services whose
 * own minimum is at least that, `maximum_age` those whose maximum is at most that. A service for every crime is found by
 * the term of any crime.
 */
export function select(all: readonly Exported[], asked: ServicesQuery): readonly Exported[] {
  const words = (asked.search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const { minimum_age, maximum_age } = asked
  return all.filter(
    (one) =>
      words.every((word) => textOf(one).includes(word)) &&
      (minimum_age === undefined || (one.service.minimum_age ?? 0) >= minimum_age) &&
      (maximum_age === undefined || (one.service.maximum_age ?? Infinity) <= maximum_age) &&
      (asked.taxonomy_term_id === undefined || termsOf(one).includes(asked.taxonomy_term_id)) &&
      (asked.taxonomy_id === undefined || taxonomiesOf(one).includes(asked.taxonomy_id)),
  )
}

const textOf = ({ service: { name, organization, description, who_for } }: Exported): string =>
  [name, organization, description, who_for].join('\n').toLowerCase()

const idsOf = ({ service }: Exported) => [
  [CRIME_TAXONOMY, service.crimes.includes('*') ? CRIME_TAXONOMY.terms : service.crimes] as const,
  [NEED_TAXONOMY, service.needs] as const,
]

const termsOf = (one: Exported): readonly string[] =>
  idsOf(one).flatMap(([taxonomy, terms]) => terms.map((term) => termId(taxonomy, term)))

const taxonomiesOf = (one: Exported): readonly string[] =>
  idsOf(one).flatMap(([taxonomy, terms]) => (terms.length > 0 ? [taxonomy.id] : []))

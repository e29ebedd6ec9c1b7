import { CRIMES } from '../../domain/crimes.ts'
import { NEEDS } from '../../domain/needs.ts'
import type { Service } from '../../domain/service.ts'
import { uuidFrom } from './ids.ts'
import type { Names } from './names.ts'

/** One of our two lists as Open Referral has a taxonomy. */
export interface Taxonomy {
  readonly key: 'crime' | 'need'
  readonly id: string
  readonly name: string
  readonly description: string
  /** Our ids, in our order. */
  readonly terms: readonly string[]
}

export const CRIME_TAXONOMY: Taxonomy = {
  key: 'crime',
  id: uuidFrom('taxonomy/crime'),
  name: 'Haven crimes',
  description: 'Kinds of crime in the words of people who were hurt by them. The term * means every crime.',
  terms: ['*', ...CRIMES],
}

export const NEED_TAXONOMY: Taxonomy = {
  key: 'need',
  id: uuidFrom('taxonomy/need'),
  name: 'Haven needs',
  description:
    'Kinds of help: the eight categories of need of the Ministry of Justice (2013), and six that cut across them.',
  terms: NEEDS,
}

export const TAXONOMIES: readonly Taxonomy[] = [CRIME_TAXONOMY, NEED_TAXONOMY]

export const termId = (taxonomy: Taxonomy, term: string): string => uuidFrom(`term/${taxonomy.key}/${term}`)

const nameOf = (taxonomy: Taxonomy, term: string, names: Names): string => {
  if (term === '*') return 'Every crime'
  return (taxonomy.key === 'crime' ? names.crime(term) : names.need(term)) ?? term
}

/** A term as its own record. `term` is the field of Open Referral UK for our id, `code` that of HSDS. */
export function termRecord(taxonomy: Taxonomy, term: string, names: Names) {
  const name = nameOf(taxonomy, term, names)
  return {
    id: termId(taxonomy, term),
    name,
    description: name,
    code: term,
    term,
    taxonomy: taxonomy.name,
    taxonomy_id: taxonomy.id,
  }
}

/** The crimes and needs of a service as attributes. */
export const attributesOf = (service: Service, serviceId: string, names: Names) =>
  TAXONOMIES.flatMap((taxonomy) =>
    (taxonomy.key === 'crime' ? service.crimes : service.needs).map((term) => ({
      id: uuidFrom(`attribute/${service.id}/${taxonomy.key}/${term}`),
      link_id: serviceId,
      link_type: taxonomy.key,
      link_entity: 'service',
      taxonomy_term_id: termId(taxonomy, term),
      taxonomy_term: termRecord(taxonomy, term, names),
    })),
  )

const TERMS = new Map(
  TAXONOMIES.flatMap((taxonomy) =>
    taxonomy.terms.map((term) => [termId(taxonomy, term), { key: taxonomy.key, term }] as const),
  ),
)

/** What one of our terms means, by its UUID; undefined for anybody else's. */
export const ourTerm = (id: string) => TERMS.get(id.toLowerCase())

import type { Crime } from '../../../domain/crimes.ts'
import { isCrime } from '../../../domain/crimes.ts'
import { isNeed } from '../../../domain/needs.ts'
import { languageCode } from '../languages.ts'
import { ourTerm } from '../taxonomies.ts'
import type { Row } from './row.ts'
import type { Tell } from './tell.ts'

const OLDEST = 120

interface Ages {
  readonly minimum_age?: number
  readonly maximum_age?: number
}

/**
 * Whom a service is for by age. Feeds write -1, 0 or 120 and more for "any age"; another Haven writes only what it
 * means, so what it writes is kept.
 */
export function readAges(row: Row, isOurs: boolean, tell: Tell): Ages {
  const [first] = row.eligibilitys
  const isAge = (age: number | undefined): age is number =>
    Number.isInteger(age) &&
    age !== undefined &&
    age >= (isOurs ? 0 : 1) &&
    age <= (isOurs ? OLDEST : OLDEST - 1)
  const minimum_age = [row.minimum_age, first?.minimum_age].find(isAge)
  const maximum_age = [row.maximum_age, first?.maximum_age].find(isAge)
  if (minimum_age !== undefined && maximum_age !== undefined && minimum_age > maximum_age) {
    tell('wrong-ages', 'its lowest age is above its highest', 'Ask the service whom it takes')
    return {}
  }
  return {
    ...(minimum_age !== undefined && { minimum_age }),
    ...(maximum_age !== undefined && { maximum_age }),
  }
}

/** Crimes and needs by our own terms. Nobody else's are guessed at: a wrong guess sends people to the wrong door. */
export function readTerms(row: Row, tell: Tell) {
  const terms = row.attributes.flatMap(
    ({ taxonomy_term, taxonomy_term_id }) => ourTerm(taxonomy_term?.id ?? taxonomy_term_id ?? '') ?? [],
  )
  const of = (key: string): readonly string[] => [
    ...new Set(terms.filter((one) => one.key === key).map(({ term }) => term)),
  ]
  const crimes = of('crime').filter((term): term is Crime | '*' => term === '*' || isCrime(term))
  const needs = of('need').filter(isNeed)
  if (crimes.length === 0 && needs.length === 0) {
    const others = row.attributes.length + row.service_taxonomys.length
    const what =
      others === 0 ? 'it names no crime and no need' : 'its crimes and needs are in words of others'
    tell('nothing-to-match', `${what}, so it is offered to nobody`, 'Choose its crimes and needs by hand')
  }
  return { crimes, needs }
}

/** Languages as codes; English where a feed says nothing, because its own words are English. */
export function readLanguages(row: Row): readonly string[] {
  const codes = row.languages.flatMap(({ code, name, language }) => {
    const given = code ?? name ?? language
    return given === undefined ? [] : [languageCode(given)]
  })
  return codes.length === 0 ? ['en'] : [...new Set(codes)]
}

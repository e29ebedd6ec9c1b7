import type { Geography } from '../../../ports/geography.ts'

/** What the name of an area means: councils with their forces, whole forces, or countries. */
export interface AreaMeant {
  readonly councils?: readonly { readonly code: string; readonly force: string }[]
  readonly forces?: readonly string[]
  readonly countries?: readonly ('England' | 'Wales')[]
}

/** Finds what a name means; undefined where it is not known, or may mean places of several forces. */
export type AreaNamed = (name: string) => AreaMeant | undefined

const BOTH =
  /^(the )?(uk|u\.k\.|united kingdom|great britain|gb|national(ly)?|nationwide|england (and|&) wales|britain)$/i
/** A sentence is no name: reading places out of prose would find some that were never meant. */
const LONGEST_NAME = 60
/** The lookup gives at most so many councils, so as many may not be all. */
const MOST_COUNCILS = 8

/** Reads names of councils, counties, police areas and countries, and GSS codes, by the embedded geography. */
export const areaNamedBy =
  (geography: Pick<Geography, 'find' | 'council' | 'force'>): AreaNamed =>
  (given) => {
    const name = given.trim()
    if (BOTH.test(name)) return { countries: ['England', 'Wales'] }
    if (/^(all )?england$|^E92000001$/i.test(name)) return { countries: ['England'] }
    if (/^(all )?wales$|^cymru$|^W92000004$/i.test(name)) return { countries: ['Wales'] }
    const coded = geography.council(name.toUpperCase())
    if (coded) return { councils: [{ code: coded.code, force: coded.force }] }
    const force = forceNamed(name, geography)
    if (force !== undefined) return { forces: [force] }
    return name.length > LONGEST_NAME ? undefined : councilsNamed(name, geography)
  }

function forceNamed(name: string, geography: Pick<Geography, 'force'>): string | undefined {
  const isPolice = /\bpolice\b|\bconstabulary\b/i.test(name)
  const id = name
    .replace(/^police area of /i, '')
    .replace(/\b(police|constabulary|force|area)\b/gi, '')
    .trim()
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
  return isPolice ? geography.force(id)?.id : undefined
}

function councilsNamed(name: string, geography: Pick<Geography, 'find' | 'council'>): AreaMeant | undefined {
  const found = geography.find(name)
  if (found.result !== 'one' && found.result !== 'several') return undefined
  const places = found.result === 'one' ? [found.place] : found.places
  const councils = places.flatMap(({ council }) => {
    const known = geography.council(council)
    return known ? [{ code: known.code, force: known.force }] : []
  })
  const forces = [...new Set(councils.map(({ force }) => force))]
  if (councils.length === 0 || (found.result === 'several' && forces.length > 1)) return undefined
  return councils.length >= MOST_COUNCILS ? { forces } : { councils }
}

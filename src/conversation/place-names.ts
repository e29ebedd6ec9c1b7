import type { Council, Force } from '../domain/places.ts'
import type { Geography } from '../ports/geography.ts'
import type { Words } from '../ports/words.ts'

/** What names of places are drawn from. */
interface Naming {
  readonly geography: Pick<Geography, 'council' | 'force'>
  readonly words: Pick<Words, 'text'>
}

/** A name in a language, or in English where it has none of its own. */
export const nameIn = (names: Council['name'], language: string): string =>
  language === 'cy' ? (names.cy ?? names.en) : names.en

/** A police area by its name without the word for police; empty when it is not known. */
export const regionName = (force: Force | undefined, language: string): string =>
  force === undefined
    ? ''
    : nameIn(force.name, language).replace(/ (Police|Constabulary|Police Service)$|^Heddlu /, '')

/** The council of a GSS code in a language; empty when it is not known. */
export function councilName(
  { geography }: Pick<Naming, 'geography'>,
  code: string,
  language: string,
): string {
  const council = geography.council(code)
  return council ? nameIn(council.name, language) : ''
}

/** "Stafford, in Staffordshire": the town or the council, and the police area when it says more. */
export function placeName(
  { geography, words }: Naming,
  place: { readonly council: string; readonly town?: string },
  language: string,
): string {
  const council = geography.council(place.council)
  if (!council) return ''
  const name = nameIn(council.name, language)
  const region = regionName(geography.force(council.force), language)
  const where =
    region === '' || region === name
      ? name
      : (words.text(language, 'screen:place-in', { council: name, region }) ?? name)
  return place.town === undefined || where.startsWith(place.town) ? where : `${place.town}, ${where}`
}

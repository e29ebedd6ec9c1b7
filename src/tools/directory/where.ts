import { join } from 'node:path'
import { directoryFromFiles } from '../../adapters/directory-files/index.ts'
import { embeddedGeography } from '../../adapters/geography-embedded/index.ts'
import { wordsFromFiles } from '../../adapters/words-i18next/index.ts'
import { placeName } from '../../conversation/place-names.ts'
import type { Found, FoundPlace } from '../../domain/geography.ts'
import type { HeardAs, HeardCouncil, HeardPlace } from '../../domain/geography/heard.ts'
import { NATIONAL } from '../../domain/area.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Geography } from '../../ports/geography.ts'
import type { Words } from '../../ports/words.ts'
import type { Run } from '../directory.ts'

const USAGE = 'Say a place: npm run directory -- where "CH4 9"'

/** What each piece of a text was taken for, as an editor would say it. */
const SAID: Readonly<Record<HeardAs, string>> = {
  postcode: 'a full postcode',
  'new-postcode': 'a full postcode that is not in the table, so its district stands for it',
  sector: 'a postcode sector',
  district: 'a postcode district',
  'postcode-area': 'a postcode area',
  council: 'a council',
  town: 'a town or village, or several of one name',
  region: 'a county, a region or a name of several councils',
  respelt: 'a name that is written nearly like that',
  far: 'a place outside England and Wales',
}

interface Shown {
  readonly geography: Geography
  readonly directory: Directory
  readonly words: Words
}

/** `where PLACE`: what a place that somebody types is taken to mean and why, what they are asked, and who serves it. */
export const run: Run = (args, root) => {
  const text = args.join(' ').trim()
  if (text === '') return { say: USAGE, exitCode: 2 }
  const deployment = join(root, 'deployment')
  const geography = embeddedGeography(join(deployment, 'geography'))
  const { directory } = directoryFromFiles(deployment, { production: false })
  const shown = { geography, directory, words: wordsFromFiles(join(root, 'locales')).words }
  const { heard, found } = geography.explain(text)
  const lines = [
    ...(heard.length === 0 ? ['Nothing in it is a place that the tables know.'] : heard.flatMap(read(shown))),
    ...doubt(geography.postcodeToCheck(text), heard),
    '',
    ...asked(found, shown),
    ...served(placesOf(found), shown),
  ]
  return { say: lines.join('\n'), exitCode: 0 }
}

const read =
  (shown: Shown) =>
  ({ written, as, councils, far, straddlesBorder }: HeardPlace): readonly string[] => [
    `"${written}" is read as ${SAID[as]}${far === undefined ? '' : ` (${far})`}.`,
    ...(straddlesBorder ? ['  Part of it lies in Scotland.'] : []),
    ...councils.map((one) => `  ${candidate(one, shown)}`),
  ]

/** Why the table may be too old for a full postcode, and what can be done about it. */
function doubt(postcode: string | undefined, heard: readonly HeardPlace[]): readonly string[] {
  if (postcode === undefined) return []
  return [
    ...(heard.some(({ as }) => as === 'postcode')
      ? ['Its sector lies in several councils, and the table names it for none of the lesser ones.']
      : []),
    `It may be newer than the table. Where HAVEN_POSTCODES_URL is set, that service is asked about ${postcode} first.`,
  ]
}

/** The shares are estimates: the table counts the postcodes of a sector's lesser councils, and not of its greatest. */
function candidate({ council: code, town, share }: HeardCouncil, { geography }: Shown): string {
  const council = geography.council(code)
  const force = geography.force(council?.force ?? '')
  const { en = code, cy } = council?.name ?? {}
  return [
    ...(town === undefined ? [] : [town]),
    `${en}${cy === undefined ? '' : ` / ${cy}`} (${code})`,
    force?.name.en ?? '',
    ...(share === undefined ? [] : [`about ${Math.max(1, Math.round(share * 100))}% of its postcodes`]),
  ].join(', ')
}

const placesOf = (found: Found): readonly FoundPlace[] =>
  found.result === 'one' ? [found.place] : found.result === 'several' ? found.places : []

/** The step of `dialogs/where.yaml` that comes next, with its words. */
function asked(found: Found, { geography, words }: Shown): readonly string[] {
  const name = (place: FoundPlace): string => placeName({ geography, words }, place, 'en')
  const says = (step: string, params = {}): string => words.text('en', `where:${step}.ask`, params) ?? step
  switch (found.result) {
    case 'one':
      return [`The person is asked (where/confirm): ${says('confirm', { place: name(found.place) })}`]
    case 'several':
      return [
        `The person is asked (where/which): ${says('which')}`,
        ...found.places.map((place, at) => `  ${at + 1}. ${name(place)}`),
      ]
    case 'far':
      return [`The person is asked (where/${found.where}): ${says(found.where)}`]
    default:
      return [`The person is asked (where/unknown): ${says('unknown')}`]
  }
}

/** Each police force that is possible, with the file of its area or where people are sent without one. */
function served(places: readonly FoundPlace[], { geography, directory }: Shown): readonly string[] {
  const councils = places.map(({ council }) => geography.council(council)).filter((one) => one !== undefined)
  return [...Map.groupBy(councils, ({ force }) => force)].map(([id, all]) => {
    const force = geography.force(id)
    const area = directory.areaOfForce(id)
    const by =
      area === undefined
        ? `no area covers it: national lines (deployment/areas/${NATIONAL}) and ${force?.website}`
        : `served by deployment/areas/${area.id}/area.yaml`
    return `${force?.name.en} (${all.map(({ name }) => name.en).join(', ')}): ${by}`
  })
}

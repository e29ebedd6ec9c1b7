import type { Caution, Match, Reason } from '../../domain/match.ts'
import { inLondon } from '../../domain/london-time.ts'
import { marksOn } from '../../domain/service/clocks.ts'
import type { Service } from '../../domain/service.ts'
import { councilName, regionName } from '../place-names.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { dialled } from '../../domain/uk-number.ts'
import { canWait, hoursText } from './people.ts'

/** As many as a small screen can show before nobody reads on. */
const SHOWN_AT_ONCE = 4

/**
 * The services that were found, each with the reason why it is there and what to know before choosing it: lines to
 * ring first, then the one that referrals go to, then the best of the rest; more can be opened.
 */
export const services = (scene: Scene): readonly Block[] =>
  canWait([...listOf(scene, scene.told.found.services), ...unmet(scene)])

/** The same near another place, which the referral does not go by: nothing about them counts as said. */
export const nearServices = (scene: Scene): readonly Block[] =>
  canWait(listOf(scene, scene.told.found['near-services']))

/** What was asked for and nothing here does: said, so that they can say it when they ring. */
function unmet(scene: Scene): readonly Block[] {
  const needs = (scene.told.found.unmet ?? []) as readonly string[]
  if (needs.length === 0) return []
  const named = needs.map((need) => lower(scene.text(`kinds-of-help:${need}`)))
  return [{ kind: 'text', text: scene.text('screen:unmet', { needs: listed(named, scene.language) }) }]
}

function listOf(scene: Scene, found: unknown): readonly Block[] {
  const matches = (found ?? []) as readonly Match[]
  const hub = scene.area.gateway?.service
  const rank = (match: Match): number => (match.urgentLine ? 0 : match.id === hub ? 1 : 2)
  const blocks = matches
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((match) => {
      const service = scene.directory.service(match.id)
      return service ? [serviceBlock(scene, match, service)] : []
    })
  const [shown, rest] = [blocks.slice(0, SHOWN_AT_ONCE), blocks.slice(SHOWN_AT_ONCE)]
  if (rest.length === 0) return shown
  return [
    ...shown,
    { kind: 'more', label: scene.text('screen:more-services', { count: rest.length }), blocks: rest },
  ]
}

function serviceBlock(scene: Scene, match: Match, service: Service): Block {
  return {
    kind: 'service',
    name: service.translations?.[scene.language]?.name ?? service.name,
    ...aboutOf(scene, service),
    why: because(scene, match.why),
    before: match.cautions
      .filter((caution) => caution.code !== 'hours-unknown')
      .map((caution) => scene.text(`screen:cautions.${cautionKey(caution)}`, { ...caution, how: '' })),
    ...addressOf(scene, service),
    ...marksOf(scene, service),
    hours: canBeRung(service) ? hoursText(scene, match.open) : '',
    lines: service.phones.map((phone) => ({
      number: phone.number,
      dial: dialled(phone.number),
      ...(phone.label !== undefined && { label: phone.label }),
    })),
    ...(service.text_number !== undefined && {
      text: scene.text('screen:text-number', { number: service.text_number }),
    }),
    ...(service.website !== undefined && { web: service.website }),
    first: match.urgentLine,
  }
}

/** Hours of a service without a number say nothing about a call. */
const canBeRung = ({ phones, text_number }: Service): boolean =>
  phones.length > 0 || text_number !== undefined

/** What it says of itself, in the language of the screen where somebody wrote it; else in English, and marked so. */
function aboutOf(
  { language }: Scene,
  service: Service,
): { readonly about?: string; readonly aboutIn?: string } {
  const own = service.translations?.[language]?.description
  if (own !== undefined) return { about: own }
  if (service.description === undefined) return {}
  return { about: service.description, ...(language !== 'en' && { aboutIn: 'en' }) }
}

function addressOf(scene: Scene, { address }: Service): { readonly address?: string } {
  if (!address || 'withheld' in address) return {}
  const place = [...address.lines, address.town, address.postcode].filter(Boolean).join(', ')
  return { address: scene.text('screen:address', { place }) }
}

function marksOf(scene: Scene, service: Service): { readonly marks?: string } {
  const marks = marksOn(service, inLondon(scene.clock.now()).date)
  if (marks.length === 0) return {}
  const named = marks.map(({ scheme, level }) => (level === undefined ? scheme : `${scheme} (${level})`))
  return { marks: scene.text('screen:marks', { marks: named.join(', ') }) }
}

const cautionKey = (caution: Caution): string => {
  if (caution.code === 'not-self-referral') return `${caution.code}-${caution.how}`
  return caution.code === 'wait' && caution.weeks === 1 ? 'wait-one' : caution.code
}

/** "Because you live in Stafford and asked about feeling safe." Of several crimes or needs the first stands for all. */
function because(scene: Scene, reasons: readonly Reason[]): string {
  const said = reasons
    .filter(({ code }, at) => reasons.findIndex((reason) => reason.code === code) === at)
    .slice(0, 3)
    .map((reason) => scene.text(`screen:reasons.${reason.code}`, reasonParams(scene, reason)))
  if (said.length === 0) return ''
  return scene.text('screen:because', { reasons: listed(said, scene.language) })
}

/** "a, b and c"; in other languages with commas alone, because CLDR cannot choose between the Welsh "a" and "ac". */
const listed = (items: readonly string[], language: string): string =>
  language === 'en'
    ? new Intl.ListFormat('en-GB').format(items)
    : new Intl.ListFormat(language, { style: 'narrow', type: 'unit' }).format(items)

function reasonParams(scene: Scene, reason: Reason): Record<string, string> {
  switch (reason.code) {
    case 'lives-in':
      return { council: councilName(scene, reason.council, scene.language) }
    case 'in-area':
      return { force: regionName(scene.geography.force(reason.force), scene.language) }
    case 'for-crime':
      return { crime: lower(scene.text(`crimes:${reason.crime}`)) }
    case 'asked-about':
      return { need: lower(scene.text(`kinds-of-help:${reason.need}`)) }
    case 'in-country':
      return { country: scene.text(`screen:countries.${reason.country}`) }
    case 'by-and-for':
      return { group: scene.text(`screen:groups.${reason.group}`) }
    case 'speaks':
      return { language: scene.maybe(`screen:languages.${reason.language}`) ?? reason.language }
    default:
      return {}
  }
}

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

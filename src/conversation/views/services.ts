import type { Match, Reason } from '../../domain/match.ts'
import type { Service } from '../../domain/service.ts'
import { councilName, regionName } from '../place-names.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { dialled } from '../../domain/uk-number.ts'
import { hoursText } from './people.ts'

/** As many as a small screen can show before nobody reads on. */
const SHOWN_AT_ONCE = 4

/**
 * The services that were found, each with the reason why it is there and what to know before choosing it: lines to
 * ring first, then the one that referrals go to, then the best of the rest; more can be opened.
 */
export function services(scene: Scene): readonly Block[] {
  const matches = (scene.told.found.services ?? []) as readonly Match[]
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
    name: service.name,
    ...(service.description !== undefined && { about: service.description }),
    why: because(scene, match.why),
    before: match.cautions
      .filter((caution) => caution.code !== 'hours-unknown')
      .map((caution) => scene.text(`screen:cautions.${cautionKey(caution)}`, { ...caution, how: '' })),
    hours: hoursText(scene, match.open),
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

const cautionKey = (caution: { code: string; how?: string }): string =>
  caution.how === undefined ? caution.code : `${caution.code}-${caution.how}`

/** "Because you live in Stafford and asked about feeling safe." */
function because(scene: Scene, reasons: readonly Reason[]): string {
  const said = [...new Map(reasons.map((reason) => [reason.code, reason])).values()]
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
    case 'speaks':
      return { language: scene.maybe(`screen:languages.${reason.language}`) ?? reason.language }
    default:
      return {}
  }
}

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

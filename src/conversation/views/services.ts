import type { Match, Reason } from '../../domain/match.ts'
import type { Service } from '../../domain/service.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { dialled } from '../../domain/uk-number.ts'
import { hoursText } from './people.ts'

/** The services that were found, each with the reason why it is there and what to know before choosing it. */
export function services(scene: Scene): readonly Block[] {
  const matches = (scene.told.found.services ?? []) as readonly Match[]
  return matches.flatMap((match) => {
    const service = scene.directory.service(match.id)
    return service ? [serviceBlock(scene, match, service)] : []
  })
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
    lines: service.phones.map((phone) => ({ number: phone.number, dial: dialled(phone.number), ...(phone.label !== undefined && { label: phone.label }) })),
    ...(service.text_number !== undefined && { text: service.text_number }),
    ...(service.website !== undefined && { web: service.website }),
    first: match.urgentLine,
  }
}

const cautionKey = (caution: { code: string; how?: string }): string =>
  caution.how === undefined ? caution.code : `${caution.code}-${caution.how}`

/** "Because you live in Stafford and asked about feeling safe." */
function because(scene: Scene, reasons: readonly Reason[]): string {
  const said = reasons.slice(0, 3).map((reason) => scene.text(`screen:reasons.${reason.code}`, reasonParams(scene, reason)))
  if (said.length === 0) return ''
  const list = new Intl.ListFormat(scene.language === 'en' ? 'en-GB' : scene.language).format(said)
  return scene.text('screen:because', { reasons: list })
}

function reasonParams(scene: Scene, reason: Reason): Record<string, string> {
  switch (reason.code) {
    case 'lives-in':
      return { council: scene.geography.council(reason.council)?.name.en ?? '' }
    case 'in-area':
      return { force: (scene.geography.force(reason.force)?.name.en ?? '').replace(/ (Police|Constabulary)$/, '') }
    case 'for-crime':
      return { crime: lower(scene.text(`crimes:${reason.crime}`)) }
    case 'asked-about':
      return { need: lower(scene.text(`needs:needs.options.${reason.need}`)) }
    case 'in-country':
      return { country: scene.text(`screen:countries.${reason.country}`) }
    case 'speaks':
      return { language: scene.maybe(`screen:languages.${reason.language}`) ?? reason.language }
    default:
      return {}
  }
}

const lower = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

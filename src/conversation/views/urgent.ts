import type { Crime } from '../../domain/crimes.ts'
import { crimesOf } from '../../domain/told.ts'
import type { UrgentRecord } from '../../domain/urgent.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { dialled } from '../../domain/uk-number.ts'
import { listeners, serviceLine } from './people.ts'

/** What cannot wait: the few notes that an action found, each with whom to ring and where to look. */
export function urgent(scene: Scene): readonly Block[] {
  const ids = (scene.told.found.urgent ?? []) as readonly string[]
  const blocks = ids.flatMap((id) => {
    const record = scene.urgent.find((candidate) => candidate.id === id)
    return record ? note(scene, record) : []
  })
  const notes = blocks.filter((block, index) => !isRepeated(block, blocks.slice(0, index)))
  return [...notes, ...whenLow(scene)]
}

/**
 * Crimes after which shame and loss drive people to suicide, at times within hours: someone to talk to stands there
 * without being asked for.
 */
const LOW_AFTER: readonly Crime[] = ['intimate_images', 'cyber_crime', 'fraud', 'romance_investment_fraud']

const whenLow = (scene: Scene): readonly Block[] =>
  crimesOf(scene.told).some((crime) => LOW_AFTER.includes(crime))
    ? [{ kind: 'text', text: scene.text('screen:low') }, ...listeners(scene)]
    : []

/** A number that stands under an earlier note is not shown again. */
const isRepeated = (block: Block, earlier: readonly Block[]): boolean =>
  block.kind === 'line' && earlier.some((other) => other.kind === 'line' && other.number === block.number)

const note = (scene: Scene, record: UrgentRecord): readonly Block[] => [
  { kind: 'heading', text: scene.text(`urgent:${record.id}.say`) },
  ...scene.paragraphs(`urgent:${record.id}.more`).map((text): Block => ({ kind: 'text', text })),
  ...record.numbers.flatMap((number) =>
    number.service === undefined ? ownLine(scene, number) : serviceLine(scene, number.service),
  ),
  ...(record.links ?? []).map((link): Block => ({
    kind: 'link',
    text: scene.text(`urgent:lines.${link.id}`),
    href: link.web ?? `mailto:${link.email ?? ''}`,
  })),
]

const ownLine = (scene: Scene, number: UrgentRecord['numbers'][number]): readonly Block[] => [
  {
    kind: 'line',
    name: scene.text(`urgent:lines.${number.id ?? ''}`),
    number: number.number,
    ...(number.tel !== null && { dial: dialled(number.tel) }),
  },
]

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
  return [...firstThings(notes), ...whenLow(scene)]
}

/** By text the first thing to do and its number come first; everything else comes to whoever asks. */
function firstThings(blocks: readonly Block[]): readonly Block[] {
  const number = blocks.findIndex(({ kind }) => kind === 'line')
  const next = blocks.findIndex(({ kind }, index) => index > 0 && kind === 'heading')
  const isFirst = (index: number): boolean =>
    index === 0 || (index === number && (next === -1 || number < next))
  return blocks.map((block, index) => (isFirst(index) ? block : { ...block, extra: true }))
}

/**
 * Crimes after which shame and loss drive people to suicide, at times within hours: someone to talk to stands there
 * without being asked for.
 */
const LOW_AFTER: readonly Crime[] = ['intimate_images', 'cyber_crime', 'fraud', 'romance_investment_fraud']

function whenLow(scene: Scene): readonly Block[] {
  if (!crimesOf(scene.told).some((crime) => LOW_AFTER.includes(crime))) return []
  if (scene.channel === 'sms') return listeners(scene).flatMap((block) => shortly(scene, block))
  return [{ kind: 'text', text: scene.text('screen:low') }, ...listeners(scene)]
}

/** By text as short as it can be, because it must not wait for whoever asks for more. */
const shortly = (scene: Scene, block: Block): readonly Block[] => {
  if (block.kind !== 'line') return []
  const { about: _about, ...line } = block
  return [{ ...line, name: scene.text('screen:low-line', { name: line.name }) }]
}

/** A number that stands under an earlier note is not shown again. */
const isRepeated = (block: Block, earlier: readonly Block[]): boolean =>
  block.kind === 'line' && earlier.some((other) => other.kind === 'line' && other.number === block.number)

const note = (scene: Scene, record: UrgentRecord): readonly Block[] => [
  { kind: 'heading', text: scene.text(`urgent:${record.id}.say`) },
  ...scene.paragraphs(`urgent:${record.id}.more`).map((text): Block => ({ kind: 'text', text })),
  ...ways(scene, record),
]

/** Numbers, then links; but where the only number is for one nation, the way for the other must not be looked for below it. */
function ways(scene: Scene, { numbers, links = [] }: UrgentRecord): readonly Block[] {
  const rung = numbers.flatMap((number) =>
    number.service === undefined ? ownLine(scene, number) : nationLine(scene, number.service),
  )
  const read = links.map((link): Block => ({
    kind: 'link',
    text: scene.text(`urgent:lines.${link.id}`),
    href: link.web ?? `mailto:${link.email ?? ''}`,
  }))
  const isOfOne = numbers.length > 0 && numbers.every(({ service }) => isForWales(scene, service))
  return isOfOne ? [...read, ...rung] : [...rung, ...read]
}

/** A line of one nation says so: what cannot wait is shown before anybody was asked where they are. */
const nationLine = (scene: Scene, id: string): readonly Block[] =>
  serviceLine(scene, id).map((block) =>
    block.kind === 'line' && isForWales(scene, id)
      ? { ...block, name: scene.text('screen:in-wales', { name: block.name }) }
      : block,
  )

const isForWales = (scene: Scene, id: string | undefined): boolean => {
  const countries = id === undefined ? undefined : scene.directory.service(id)?.where.countries
  return countries?.length === 1 && countries[0] === 'Wales'
}

const ownLine = (scene: Scene, number: UrgentRecord['numbers'][number]): readonly Block[] => [
  {
    kind: 'line',
    name: scene.text(`urgent:lines.${number.id ?? ''}`),
    number: number.number,
    ...(number.tel !== null && { dial: dialled(number.tel) }),
  },
]

import { emergencyFor } from '../../domain/emergency.ts'
import type { EmergencyEntry } from '../../domain/emergency.ts'
import type { Service } from '../../domain/service.ts'
import { dialled } from '../../domain/uk-number.ts'
import { openState } from '../../domain/hours.ts'
import type { OpenState } from '../../domain/hours.ts'
import { one } from '../../domain/told.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'

/** Views of people who can be rung: the emergency floor, and lines from the directory. */

/**
 * The whole emergency card for the dangers that were heard. Whoever may end their life finds somebody who listens right
 * after 999, whatever else was heard: by text the first part must hold both.
 */
export const emergency = (scene: Scene): readonly Block[] => {
  const card = emergencyFor(scene.dangerKinds, scene.emergency)
  const first = isSuicide(scene) ? [...card.filter(({ id }) => id === '999'), ...listening(scene)] : []
  return [...new Set([...first, ...card])].map((entry) => emergencyLine(scene, entry))
}

/** The first two numbers that fit and 999, shown beside the question whether there is danger. */
export const emergencyFirst = (scene: Scene): readonly Block[] => {
  const card = emergencyFor(scene.dangerKinds, scene.emergency)
  const own = isSuicide(scene)
    ? [...listening(scene), ...card.filter(({ id }) => !id.startsWith('999'))]
    : card
  const first = [...[...new Set(own)].slice(0, 2), ...card.filter((entry) => entry.id === '999')]
  return [...new Set(first)].map((entry) => emergencyLine(scene, entry))
}

const isSuicide = ({ dangerKinds }: Scene): boolean => dangerKinds[0] === 'suicide'

function emergencyLine(scene: Scene, entry: EmergencyEntry): Block {
  const about = scene.maybe(`emergency:${entry.id}.about`)
  return {
    kind: 'line',
    name: scene.text(`emergency:${entry.id}.name`),
    // What is said between two numbers has its words; the digits are the data's, which a test holds them to.
    ...(entry.number !== null && { number: scene.maybe(`emergency:${entry.id}.number`) ?? entry.number }),
    ...(entry.tel !== null && { dial: entry.tel }),
    ...(entry.web !== undefined && { web: entry.web }),
    ...(about !== undefined && { about }),
  }
}

/** Whom to ring whatever happens: 999, then the area's own lines. */
export const lines = (scene: Scene): readonly Block[] => [
  ...danger999(scene),
  ...canWait(scene.area.lines.flatMap(({ service }) => serviceLine(scene, service))),
]

/** The same, and whoever listens to someone who cannot go on: always in Help. */
export const helpLines = (scene: Scene): readonly Block[] => [...lines(scene), ...canWait(listeners(scene))]

/** Where a screen comes in parts these stand beside the question as far as there is room, and come whole to whoever asks. */
export const canWait = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) => ({ ...block, extra: true }))

/** Who listens to someone who thinks of ending their life: for anyone, and for children where a child is asking. */
export const listeners = (scene: Scene): readonly Block[] =>
  listening(scene).map((entry) => emergencyLine(scene, entry))

function listening(scene: Scene): readonly EmergencyEntry[] {
  const isYoung = ['13-15', '16-17'].includes(one(scene.told, 'age') ?? '')
  const ids = isYoung ? ['childline', 'samaritans'] : ['samaritans']
  return ids.flatMap((id) => scene.emergency.filter((entry) => entry.id === id))
}

/** People who talk to children now; shown whatever else is. */
export const childLines = (scene: Scene): readonly Block[] => [
  ...scene.emergency.filter((entry) => entry.id === 'childline').map((entry) => emergencyLine(scene, entry)),
  ...danger999(scene),
  ...scene.emergency.filter((entry) => entry.id === 'nspcc').map((entry) => emergencyLine(scene, entry)),
]

/** For somebody who worries about another person. */
export const safeguardingLines = (scene: Scene): readonly Block[] => [
  ...danger999(scene),
  ...scene.emergency.filter((entry) => entry.id === 'nspcc').map((entry) => emergencyLine(scene, entry)),
  ...canWait([
    ...serviceLine(scene, 'nat-101'),
    ...scene.area.lines.flatMap(({ service }) => serviceLine(scene, service)),
  ]),
]

/** For somebody worried about what they do themselves. */
export const behaviourLines = (scene: Scene): readonly Block[] => [
  ...serviceLine(scene, 'nat-respect'),
  ...danger999(scene),
]

const danger999 = (scene: Scene): readonly Block[] =>
  scene.emergency.filter((entry) => entry.id === '999').map((entry) => emergencyLine(scene, entry))

export function serviceLine(scene: Scene, id: string): readonly Block[] {
  const service = scene.directory.service(id)
  const phone = service?.phones[0]
  if (!service || !phone) return []
  const hours = hoursText(scene, openNow(scene, service))
  return [{ kind: 'line', name: service.name, number: phone.number, dial: dialled(phone.number), hours }]
}

export const openNow = (scene: Scene, service: Service): OpenState =>
  openState(service.hours, scene.clock.now(), scene.directory.bankHolidays())

/** Open now, closed until, or "hours not known, check first". */
export function hoursText(scene: Scene, open: OpenState): string {
  if (open.state === 'unknown') return scene.text('screen:hours.unknown')
  if (open.state === 'open') {
    return open.until === undefined
      ? scene.text('screen:hours.open')
      : scene.text('screen:hours.until', { until: open.until })
  }
  if (!open.next) return scene.text('screen:hours.closed')
  const day = scene.text(`screen:days.${open.next.weekday}`)
  return scene.text('screen:hours.next', { day, at: open.next.at })
}

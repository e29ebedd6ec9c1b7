import { linesOf, noticesOf, unsentOf } from '../../domain/payload.ts'
import { isSafe } from '../../domain/payload/ways.ts'
import { crimesOf, many } from '../../domain/told.ts'
import { isWaiting } from '../../engine/flow.ts'
import { allEntries } from '../../engine/place.ts'
import { councilName } from '../place-names.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'

/** Views of what the person told us: read back, reviewed, and never more than that. */

const crimeList = (scene: Scene, crimes: readonly string[]): readonly Block[] => [
  { kind: 'list', items: crimes.map((crime) => scene.text(`crimes:${crime}`)) },
]

/** What we made of their own words. */
export const proposed = (scene: Scene): readonly Block[] =>
  crimeList(scene, (scene.told.found.proposed ?? []) as string[])

export const chosenCrimes = (scene: Scene): readonly Block[] => crimeList(scene, crimesOf(scene.told))

/** The words that look like other people's names. */
export const names = (scene: Scene): readonly Block[] => [
  { kind: 'list', items: (scene.told.found.names ?? []) as string[] },
]

/** The three words that open a referral. */
export const secret = (scene: Scene): readonly Block[] => [
  { kind: 'keep', label: '', value: scene.text('screen:keep.secret-value', {}) },
]

/**
 * Exactly what will be sent, and to whom; every line that came from an answer can be changed. What was asked and says
 * nothing that is sent stands below, so that it can be changed as well.
 */
export function review(scene: Scene): readonly Block[] {
  const steps = askedFirst(scene)
  const changeOf = (names: readonly string[]): string | undefined =>
    names.map((name) => steps[name]).find((at) => at !== undefined)
  const row = (field: string, value: string, from: readonly string[]): Block => {
    const change = changeOf(from)
    return {
      kind: 'row',
      label: scene.text(`fields:${field}`),
      value,
      ...(change !== undefined && { change }),
    }
  }
  const rows = linesOf(scene.told).map((line) =>
    row(line.field, valueText(scene, line.field, line.value, changeOf(line.from)), line.from),
  )
  // By text every line costs a text, and what is not sent can be changed all the same.
  const unsent = (scene.channel === 'sms' ? [] : unsentOf(scene.told))
    .filter(({ from }) => changeOf(from) !== undefined)
    .map(
      ({ field, from }): Block =>
        ({ ...row(field, unsentText(scene, field, changeOf(from)), from), unsent: true }) as Block,
    )
  const notices = noticesOf(scene.told).map((notice): Block => ({
    kind: 'text',
    text: scene.text(`screen:notices.${notice}`),
  }))
  const to: Block = {
    kind: 'row',
    label: scene.text('screen:review.to'),
    value: scene.text('screen:review.to-value', {}),
  }
  return [to, ...rows, ...unsent, ...notices]
}

/** The ways of contact in words, of those that are safe; anything else that is not sent says so. */
function unsentText(scene: Scene, field: string, at: string | undefined): string {
  const ways = field === 'ways' && at !== undefined ? many(scene.told, 'ways') : []
  const safe = ways.filter((way) => way === 'none' || isSafe(scene.told, way))
  if (at === undefined || safe.length === 0) return scene.text('screen:review.not-sent')
  return safe.map((way) => optionText(scene, at, way) ?? way).join('\n')
}

/** The step that first asked for each answer on this path: changing it asks again whatever came of it. */
export function askedFirst(scene: Pick<Scene, 'book' | 'place'>): Readonly<Record<string, string>> {
  const steps: Record<string, string> = {}
  for (const entry of allEntries(scene.place)) {
    const step = scene.book.steps[entry.at]
    if (entry.kind === 'asked' && isWaiting(step) && step.save !== undefined) steps[step.save] ??= entry.at
  }
  return steps
}

/** A field's value as the person chose or typed it: the words of the option, or their own. */
function valueText(scene: Scene, field: string, value: unknown, at: string | undefined): string {
  // By text a line may be where one text ends: what belongs together stands on one.
  const between = scene.channel === 'sms' ? ', ' : '\n'
  if (field === 'crimes')
    return (value as string[]).map((crime) => scene.text(`crimes:${crime}`)).join(between)
  if (field === 'where')
    return placeText(scene, value as { postcode?: string; town?: string; council: string })
  const asking = at ?? stepSaving(scene, field)
  const words = (id: unknown): string =>
    (asking === undefined ? undefined : optionText(scene, asking, String(id))) ??
    scene.maybe(`screen:review.values.${String(id)}`) ??
    String(id)
  if (value === true) return words('yes')
  if (field.endsWith('-safe')) return scene.text(`screen:safe.${String(value)}`)
  return Array.isArray(value) ? value.map(words).join(between) : words(value)
}

/** A default has words too, though nobody was asked for it. */
const stepSaving = (scene: Scene, name: string): string | undefined =>
  Object.entries(scene.book.steps).find(([, step]) => isWaiting(step) && step.save === name)?.[0]

/** A town that gave its council its name is said once. */
const placeText = (scene: Scene, place: { postcode?: string; town?: string; council: string }): string =>
  [place.postcode, place.town, councilName(scene, place.council, scene.language)]
    .filter((part, index, all) => part !== undefined && part !== '' && all.indexOf(part) === index)
    .join(', ')

/** The label of an option of a step, in whichever table it is, in the words for this person. */
export function optionText(scene: Scene, at: string, id: string): string | undefined {
  const step = scene.book.steps[at]
  const table = isWaiting(step) ? step.labels : undefined
  const [flow, name] = at.split('/') as [string, string]
  if (table !== undefined) {
    const label = scene.maybe(`${table}:${id}`)
    if (label !== undefined) return label
  }
  for (const variant of scene.variants) {
    const label = scene.maybe(`${flow}:${name}.options_${variant}.${id}`)
    if (label !== undefined) return label
  }
  return scene.maybe(`${flow}:${name}.options.${id}`)
}

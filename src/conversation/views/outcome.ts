import type { Area } from '../../domain/area.ts'
import { isForSomeoneElse } from '../../domain/told.ts'
import { dialled } from '../../domain/uk-number.ts'
import { nameIn } from '../place-names.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { canWait, lines } from './people.ts'
import { keepTheirs } from './texts-stay.ts'

/** Views of what became of a referral, and of where help is wanted. */

/** The reference, what opens it, and whom to ring meanwhile. */
export function outcome(scene: Scene): readonly Block[] {
  const reference = {
    kind: 'keep',
    label: scene.text('screen:keep.reference'),
    value: scene.text('screen:keep.reference-value', {}),
  } as const
  const whom: readonly Block[] = [{ kind: 'heading', text: scene.text('screen:meanwhile') }, ...lines(scene)]
  return canWait([...sentAt(scene), reference, ...opensIt(scene), ...whom])
}

/**
 * What opens it: our words, or their own, which are not said again. By text nothing secret is ever said. A referral for
 * somebody else gets a receipt.
 */
function opensIt(scene: Scene): readonly Block[] {
  const made = scene.told.found.referral as { words?: readonly string[]; own?: string } | undefined
  const text = (key: string): Block => ({ kind: 'text', text: scene.text(`screen:keep.${key}`) })
  if (made?.words?.length === 0) {
    if (made.own !== undefined) return [text('word')]
    return [text(isForSomeoneElse(scene.told) ? 'receipt' : 'no-word')]
  }
  if (made?.own !== undefined) return [text('own'), text('where')]
  const label = scene.text('screen:keep.secret')
  const value = scene.text('screen:keep.secret-value', {})
  return [{ kind: 'keep', label, value }, text('where')]
}

/** What is said of the time of what was sent last, by how that ended. */
const AT: Readonly<Record<string, string>> = {
  received: 'sent-at',
  waiting: 'kept-at',
  corrected: 'changed-at',
  correcting: 'change-kept-at',
}

function sentAt(scene: Scene): readonly Block[] {
  const last = scene.place.trail.findLast((entry) => entry.kind === 'done' && entry.found?.sent !== undefined)
  if (last?.kind !== 'done' || !last.found) return []
  const sent = last.found.sent as { at: string }
  const key = `screen:${AT[last.outcome] ?? 'kept-at'}`
  return [{ kind: 'text', text: scene.text(key, { time: clockTime(scene, new Date(sent.at)) }) }]
}

/** Where a referral stands: a sentence and a time, nothing about the person. */
export function status(scene: Scene): readonly Block[] {
  const found = scene.told.found.status as
    | {
        sending: string
        there?: string
        at: string
        area?: string
        untold?: true
        weeks?: number
        stopped?: 'all' | 'some'
      }
    | undefined
  if (!found) return []
  const key = found.there === undefined ? `ours.${found.sending}` : `theirs.${found.there}`
  const since = scene.text('screen:since', { time: dayAndTime(scene, new Date(found.at)) })
  return [
    { kind: 'notice', text: scene.text(`status:${key}`) },
    { kind: 'text', text: since },
    ...(found.weeks === undefined
      ? []
      : [{ kind: 'text', text: scene.text('status:weeks', { weeks: String(found.weeks) }) } as const]),
    ...(found.stopped === undefined || !STANDS.includes(found.sending)
      ? []
      : [{ kind: 'text', text: scene.text(`status:ours.stopped-${found.stopped}`) } as const]),
    ...(found.untold ? [{ kind: 'text', text: scene.text('status:ours.untold') } as const] : []),
    ...(STANDS.includes(found.sending) ? agreedTo(scene, found.area) : []),
    ...lines(scene),
  ]
}

/** What was taken back or refused is not agreed to any more. */
const STANDS = ['waiting', 'received']

/** What they agreed to, and to whom: the receipt that can be read again. */
function agreedTo(scene: Scene, area: string | undefined): readonly Block[] {
  const names = area === undefined ? undefined : scene.directory.area(area)?.gateway?.name
  const gateway = names?.[scene.language] ?? names?.en
  return gateway === undefined ? [] : [{ kind: 'text', text: scene.text('status:ours.agreed', { gateway }) }]
}

/** The area whose team has what was looked up. */
const areaOf = (scene: Scene): Area =>
  scene.directory.area((scene.told.found.status as { area?: string } | undefined)?.area ?? '') ?? scene.area

/** Whom to ring about what was looked up: 999, then the lines of the team that has it. */
export const teamLines = (scene: Scene): readonly Block[] => lines({ ...scene, area: areaOf(scene) })

/** Whom to ask for what a team keeps of its own, whom to complain to about that, and the team's lines. */
export function deletion(scene: Scene): readonly Block[] {
  const { governance } = areaOf(scene)
  if (!governance) return teamLines(scene)
  const { controller, data_requests: ways, complaints } = governance
  const body = complaints.name[scene.language] ?? complaints.name.en ?? ''
  return [
    { kind: 'text', text: scene.text('status:controller.ask', { controller }) },
    {
      kind: 'line',
      name: controller,
      ...(ways.phone !== undefined && { number: ways.phone, dial: dialled(ways.phone) }),
      ...(ways.web !== undefined && { web: ways.web }),
    },
    ...(ways.email === undefined
      ? []
      : [{ kind: 'link', text: ways.email, href: `mailto:${ways.email}` } as const]),
    { kind: 'text', text: scene.text('status:controller.complain', { body }) },
    { kind: 'link', text: body, href: complaints.web },
    ...teamLines(scene),
  ]
}

/** The police force's own site, where we have no local list. */
export function force(scene: Scene): readonly Block[] {
  const found = scene.geography.force(String(scene.told.found.force))
  return found ? [{ kind: 'link', text: nameIn(found.name, scene.language), href: found.website }] : []
}

export const goodbye = (scene: Scene): readonly Block[] => [...lines(scene), ...keepTheirs(scene)]

const clockTime = (scene: Scene, at: Date): string =>
  format(scene.language, { timeStyle: 'short' }).format(at)
const dayAndTime = (scene: Scene, at: Date): string =>
  format(scene.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

const format = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'Europe/London' })

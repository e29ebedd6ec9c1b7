import { nameIn } from '../place-names.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { lines } from './people.ts'

/** Views of what became of a referral, and of where help is wanted. */

/** The reference, what opens it, and whom to ring meanwhile. A referral for somebody else gets a receipt. */
export function outcome(scene: Scene): readonly Block[] {
  const made = scene.told.found.referral as { words?: readonly string[] } | undefined
  const own = scene.told.answers['secret-choice'] === 'own' && scene.told.answers['own-secret'] !== undefined
  const reference = {
    kind: 'keep',
    label: scene.text('screen:keep.reference'),
    value: scene.text('screen:keep.reference-value', {}),
  } as const
  const opens: readonly Block[] =
    made?.words?.length === 0
      ? [{ kind: 'text', text: scene.text('screen:keep.receipt') }]
      : [
          own
            ? { kind: 'text', text: scene.text('screen:keep.own') }
            : {
                kind: 'keep',
                label: scene.text('screen:keep.secret'),
                value: scene.text('screen:keep.secret-value', {}),
              },
          { kind: 'text', text: scene.text('screen:keep.where') },
        ]
  return [
    ...sentAt(scene),
    reference,
    ...opens,
    { kind: 'heading', text: scene.text('screen:meanwhile') },
    ...lines(scene),
  ]
}

function sentAt(scene: Scene): readonly Block[] {
  const sent = scene.told.found.sent as { at: string } | undefined
  if (!sent) return []
  const key = scene.place.trail.some((entry) => entry.kind === 'done' && entry.outcome === 'received')
    ? 'sent-at'
    : 'kept-at'
  return [{ kind: 'text', text: scene.text(`screen:${key}`, { time: clockTime(scene, new Date(sent.at)) }) }]
}

/** Where a referral stands: a sentence and a time, nothing about the person. */
export function status(scene: Scene): readonly Block[] {
  const found = scene.told.found.status as { sending: string; there?: string; at: string } | undefined
  if (!found) return []
  const key = found.there === undefined ? `ours.${found.sending}` : `theirs.${found.there}`
  const since = scene.text('screen:since', { time: dayAndTime(scene, new Date(found.at)) })
  return [
    { kind: 'notice', text: scene.text(`status:${key}`) },
    { kind: 'text', text: since },
    ...lines(scene),
  ]
}

/** The police force's own site, where we have no local list. */
export function force(scene: Scene): readonly Block[] {
  const found = scene.geography.force(String(scene.told.found.force))
  return found ? [{ kind: 'link', text: nameIn(found.name, scene.language), href: found.website }] : []
}

export const goodbye = (scene: Scene): readonly Block[] => lines(scene)

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

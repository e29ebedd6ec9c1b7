import type { MadeNote } from '../actions/make-note.ts'
import type { Sent } from '../actions/sending.ts'
import { noticesOf } from '../domain/payload.ts'
import { many, one } from '../domain/told.ts'
import { dialled } from '../domain/uk-number.ts'
import { deadline } from '../domain/working-days.ts'
import type { Entry, Place } from '../engine/place.ts'
import { foundOn } from '../engine/place.ts'
import { keeperOf } from './keeper.ts'
import type { Setting } from './message.ts'
import { sceneAt, type Scene } from './scene.ts'

/** One line of a note. `dial` is what a link rings. */
export interface NoteLine {
  readonly label: string
  readonly value: string
  readonly dial?: string
}

/** A note that a person takes away: under a name that says nothing, nothing on it says what it is for. */
export interface Note {
  readonly language: string
  /** Its title and its heading. */
  readonly name: string
  readonly lines: readonly NoteLine[]
  /** Said in a demonstration. */
  readonly sample?: string
  /** Where leaving takes the person. */
  readonly exit: string
}

/** The note that may be opened from this place now; nothing when there is none, it was opened, or its time is over. */
export function openNote(place: Place, now: Date): MadeNote | undefined {
  const note = foundOn(place).note as MadeNote | null | undefined
  return note && now.getTime() < Date.parse(note.until) ? note : undefined
}

/**
 * Opens the note of a conversation, once: that it was opened is kept before it is shown. Nothing when there is none to
 * open. Rejects with `Busy` when a turn before it does not end.
 */
export const takeNote = (setting: Setting, conversation: string): Promise<Note | undefined> =>
  setting.turns.inTurn(conversation, async () => {
    const kept = await setting.conversations.load(conversation)
    const place = kept?.place as Place | undefined
    if (!kept || !place || place.edition !== setting.book.edition) return undefined
    if (!openNote(place, setting.clock.now())) return undefined
    const opened: Entry = { kind: 'done', at: OPENED, outcome: 'opened', found: { note: null } }
    const after = { ...place, trail: [...place.trail, opened] }
    const keeper = keeperOf(setting, { conversation, channel: 'web', said: { kind: 'open' } }, kept.version)
    if ((await keeper.keep(after)) === 'stale') return undefined
    return drawn(sceneAt(setting, place, 'web'))
  })

/** No step of any flow: it stands on the trail and leads nowhere. */
const OPENED = 'everywhere/opened'

function drawn(scene: Scene): Note {
  const { area, language, told } = scene
  const cover = one(told, 'note-cover') ?? 'my-list'
  return {
    language,
    name: scene.text(`note:cover.options.${cover}`),
    lines: [...reference(scene), ...numbers(scene), ...aimed(scene)],
    exit: area.exit,
    ...(area.sample && { sample: scene.text('screen:note.sample') }),
  }
}

/** Only of what was sent, and never what opens it. */
const reference = (scene: Scene): readonly NoteLine[] =>
  scene.told.found.sent === undefined
    ? []
    : [{ label: scene.text('screen:note.reference'), value: String(scene.params().reference) }]

/**
 * A service's own name says what it is for; its place is taken by one that the area says is neutral. Without one whoever has
 * what was sent is "the team", and the others are told apart by their order.
 */
function numbers(scene: Scene): readonly NoteLine[] {
  let others = 0
  return many(scene.told, 'note-numbers').flatMap((id) => {
    const number = scene.directory.service(id)?.phones[0]?.number
    if (number === undefined) return []
    const neutral = scene.area.lines.find(({ service }) => service === id)?.neutral_name
    const named = neutral?.[scene.language] ?? neutral?.en
    const isTeam = id === scene.area.gateway?.service
    if (named === undefined && !isTeam) others += 1
    const unnamed = isTeam ? 'screen:note.team' : 'screen:note.number'
    return [{ label: named ?? scene.text(unnamed, { place: others }), value: number, dial: dialled(number) }]
  })
}

/** By when they aim to make contact: not in a demonstration, where nobody does, nor where the person rings them. */
function aimed(scene: Scene): readonly NoteLine[] {
  const { area, told, language } = scene
  const sent = told.found.sent as Sent | undefined
  const days = area.gateway?.aims_to_contact_within_working_days
  if (!sent || area.sample || days === undefined || noticesOf(told).includes('they-will-ring')) return []
  const by = deadline(new Date(sent.at), days, scene.directory.bankHolidays(), language)
  return [{ label: scene.text('screen:note.by'), value: by }]
}

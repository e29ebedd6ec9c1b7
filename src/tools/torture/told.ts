import type { Here } from '../../actions/here.ts'
import type { ActionPorts, Asking } from '../../actions/action.ts'
import { digestOf, payloadFor, type Sent } from '../../actions/sending.ts'
import type { Area } from '../../domain/area.ts'
import type { Payload } from '../../domain/referral.ts'

/** Nothing here is about the way to a sending. */
const NOWHERE: Here = {
  conversation: 'torture',
  changeable: () => [],
  isSent: () => false,
  toCarry() {
    throw new Error('nobody carries on elsewhere here')
  },
  before: (place) => place,
}

/** Many, so that gateways that are left alone for some of them are still knocked at for the others. */
const AREAS = 40
const areaNamed = (at: number): string =>
  `area-${String.fromCharCode(97 + (at % 26))}${'z'.repeat(Math.floor(at / 26))}`
const RECIPIENT = 'gateway'

/** The area of somebody with this reference: the same in every life. */
const areaOf = (reference: string): string =>
  areaNamed([...reference].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % AREAS)

const areas = new Map<string, Area>(
  Array.from({ length: AREAS }, (_, at): [string, Area] => [
    areaNamed(at),
    // Sending reads no more of an area than this.
    {
      id: areaNamed(at),
      sample: true,
      gateway: { id: RECIPIENT, name: { en: 'The gateway' }, aims_to_contact_within_working_days: 3 },
    } as unknown as Area,
  ]),
)

/** The directory and the map, as far as sending reads them. */
export const around = {
  directory: { area: (id: string) => areas.get(id), bankHolidays: () => new Set<string>() },
  geography: { council: () => undefined },
} as unknown as Pick<ActionPorts, 'directory' | 'geography'>

/** When something was sent is only ever shown. */
const SENT_AT = '2026-11-24T10:00:00.000Z'

export const secretOf = (reference: string): string => `the secret of ${reference}`

/** What somebody told us, in its first or a later edition, and whether they agreed to send it. */
export function askingOf(reference: string, edition: number, agrees: boolean): Asking {
  const place = { id: 'E07000197', council: 'E07000197' }
  return {
    answers: {
      'acting-as': 'me',
      name: 'Sam',
      age: '18-plus',
      crimes: ['burglary'],
      account: `account of ${reference}, edition ${edition}`,
      where: 'Stafford',
      needs: ['safety'],
      ways: ['phone', 'email'],
      phone: '01632 960333',
      'phone-safe': 'yes',
      email: 'sam@example.org',
      'email-safe': 'yes',
    },
    found: {
      area: areaOf(reference),
      places: [place],
      referral: { reference, words: [secretOf(reference)] },
    },
    language: 'en',
    channel: 'web',
    asked: [],
    askedFirst: {},
    here: NOWHERE,
    agreed: agrees ? { [RECIPIENT]: 'agree' } : { [RECIPIENT]: 'not-agree' },
    to: RECIPIENT,
    wording: '1',
  }
}

/** The same person, who changed an answer after they sent the edition before, and agreed again. */
export function changing(reference: string, edition: number): Asking {
  const before = payloadOn(askingOf(reference, edition - 1, true))
  const sent: Sent = { at: SENT_AT, area: before.area, contact: before.contact, digest: digestOf(before) }
  const asking = askingOf(reference, edition, true)
  return { ...asking, found: { ...asking.found, sent } }
}

/** Asking to take it back, by reference and secret. */
export const takingBack = (reference: string): Asking => ({
  ...askingOf(reference, 1, false),
  answers: { 'track-reference': reference, 'track-secret': secretOf(reference) },
})

/** The way of contact that people stop, when they stop one: somebody else has the phone now. */
export const STOPPED = 'phone'

/** Asking to stop it, by reference and secret. */
export const stopping = (reference: string): Asking => ({
  ...askingOf(reference, 1, false),
  answers: { 'track-reference': reference, 'track-secret': secretOf(reference), 'unsafe-ways': [STOPPED] },
})

/** Exactly what they are shown at the review. Throws when there is nothing to show, which is a mistake of ours. */
export function payloadOn(asking: Asking): Payload {
  const ready = payloadFor(asking, around)
  if (!ready) throw new Error('There is nowhere to send it')
  return ready.payload
}

import { createHash } from 'node:crypto'
import type { Area } from '../domain/area.ts'
import type { Consent } from '../domain/consent.ts'
import { agree } from '../domain/consent.ts'
import { payloadOf } from '../domain/payload.ts'
import type { PayloadSetting } from '../domain/payload.ts'
import type { Payload, Referral } from '../domain/referral.ts'
import { referralSchema } from '../domain/referral.ts'
import { one, placeOf } from '../domain/told.ts'
import type { Told } from '../domain/told.ts'
import type { ActionPorts, Asking } from './action.ts'

/** What `prepare-referral` found: the reference, and the words that we offer as a secret; none for a receipt or by text. */
export interface Made {
  readonly reference: string
  readonly words: readonly string[]
  /** Where no words are offered: drawn, long, and shown to nobody, so that nothing opens it unless they choose a word. */
  readonly unshown?: string
  /** Their own words, once it was sent: from then on they are what opens it. */
  readonly own?: string
}

/** What `send-referral` found: what was sent last, so that a change can be told from it. */
export interface Sent {
  /** When it was received there, or kept here. ISO 8601. */
  readonly at: string
  readonly area: string
  /** Of exactly what was agreed to. */
  readonly digest: string
  readonly contact: Payload['contact']
}

/** Nothing opens a receipt: for somebody else, or by text without a word. */
export const isReceipt = (told: Told, made: Made): boolean =>
  made.words.length === 0 && secretFor(told, made) === made.unshown

/** What opens the referral: what the person's own word or words became if they chose some, or ours. */
export function secretFor(told: Told, made: Made): string | undefined {
  if (made.own !== undefined) return made.own
  const own = one(told, 'own-secret')
  if (made.words.length > 0)
    return own !== undefined && one(told, 'secret-choice') === 'own' ? own : made.words.join(' ')
  return one(told, 'phone-word') ?? made.unshown
}

/** The payload for the area that the person's place belongs to; nothing where nobody can receive it. */
export function payloadFor(
  asking: Pick<Asking, 'answers' | 'found' | 'language'>,
  ports: Pick<ActionPorts, 'directory' | 'geography'>,
): { readonly payload: Payload; readonly area: Area } | undefined {
  const area = ports.directory.area(String(asking.found.area))
  const place = placeOf(asking)
  if (!area?.gateway || !place) return undefined
  const council = ports.geography.council(place.council)
  const setting: PayloadSetting = {
    area: area.id,
    recipient: { id: area.gateway.id, name: area.gateway.name.en ?? area.gateway.id },
    sample: area.sample,
    language: asking.language,
    councilName: council?.name.en ?? place.council,
  }
  return { payload: payloadOf(asking, setting), area }
}

/** SHA-256 of exactly what is sent, hex: the record of what was agreed to. */
export const digestOf = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(payload)).digest('hex')

/** A referral with the agreement to send it; nothing when there is no agreement for this recipient. */
export function agreedReferral(
  asking: Asking,
  payload: Payload,
  reference: string,
  now: Date,
): Referral | undefined {
  const made = asking.found.referral as Made | undefined
  const heard = asking.to === undefined ? undefined : asking.agreed[asking.to]
  const consent: Consent | undefined = agree(
    { heard, recipient: payload.recipient.id },
    {
      recipient: payload.recipient.id,
      payload_digest: digestOf(payload),
      wording: asking.wording,
      language: asking.language,
      // Whoever asks for somebody else has a receipt that opens nothing.
      withdrawn_by: made && isReceipt(asking, made) ? 'ringing' : 'reference-and-secret',
      agreed_at: now,
    },
  )
  if (!consent) return undefined
  return referralSchema.parse({ ...payload, reference, made_at: now.toISOString(), consent })
}

import { createHash } from 'node:crypto'
import type { Area } from '../domain/area.ts'
import type { Consent } from '../domain/consent.ts'
import { agree } from '../domain/consent.ts'
import { payloadOf } from '../domain/payload.ts'
import type { PayloadSetting } from '../domain/payload.ts'
import type { Payload, Referral } from '../domain/referral.ts'
import { referralSchema } from '../domain/referral.ts'
import { placeOf } from '../domain/told.ts'
import type { ActionPorts, Asking } from './action.ts'

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
  const heard = asking.to === undefined ? undefined : asking.agreed[asking.to]
  const consent: Consent | undefined = agree(
    { heard, recipient: payload.recipient.id },
    {
      recipient: payload.recipient.id,
      payload_digest: digestOf(payload),
      wording: asking.wording,
      language: asking.language,
      agreed_at: now,
    },
  )
  if (!consent) return undefined
  return referralSchema.parse({ ...payload, reference, made_at: now.toISOString(), consent })
}

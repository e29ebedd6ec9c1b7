import { z } from 'zod'
import { CONTACT_WAYS, stopSchema, type Stop } from './contact-plan.ts'
import type { Payload, Referral } from './referral.ts'

/**
 * What a person may change of a referral that others hold already, by its reference and secret: only towards less
 * contact. That can harm nobody, so it works at once; anything else waits for a worker who asks by a safe way (promise 7).
 */
export const saferSchema = z.strictObject({ stop: stopSchema })

export type Safer = z.infer<typeof saferSchema>

/** Both together, in one order: what was stopped once stays stopped. */
export function bothStopped(one: Stop | undefined, other: Stop): Stop {
  if (one === 'all' || other === 'all') return 'all'
  return CONTACT_WAYS.filter((way) => one?.includes(way) === true || other.includes(way))
}

/** Whether everything that is asked for was stopped. */
export const isStopped = (stopped: Stop, asked: Stop): boolean =>
  stopped === 'all' || (asked !== 'all' && asked.every((way) => stopped.includes(way)))

/** The same referral, agreed or not, with less contact. Where no way is left, the desk is told that the person will ring. */
export function madeSafer<R extends Pick<Referral, 'contact' | 'notices'>>(referral: R, { stop }: Safer): R {
  const { contact, notices } = referral
  const stopped = stop === 'all' ? CONTACT_WAYS : stop
  const kept = Object.fromEntries(
    Object.entries(contact).filter(([name]) => !(stopped as readonly string[]).includes(name)),
  ) as typeof contact
  const isReachable = CONTACT_WAYS.some((way) => kept[way] !== undefined)
  const willRing = isReachable || notices.includes('they-will-ring') ? [] : (['they-will-ring'] as const)
  if (stop !== 'all') return { ...referral, contact: kept, notices: [...notices, ...willRing] }
  const { safe_person: _nobody, ...alone } = kept
  return {
    ...referral,
    contact: { ...alone, if_unreachable: 'stop' },
    notices: [...notices, ...willRing],
  }
}

/**
 * The same referral with less contact, and the record of its agreement saying so. What was agreed to stays in the record;
 * sending less of it needs no other agreement (decision 16). `digestOf`: SHA-256, hex.
 */
export function narrowed(
  referral: Referral,
  { stop }: Safer,
  at: string,
  digestOf: (payload: Payload) => string,
): Referral {
  const stopped = bothStopped(referral.consent.narrowed?.stopped, stop)
  const { consent, reference, made_at, ...payload } = madeSafer(referral, { stop: stopped })
  const mark = { at, stopped, payload_digest: digestOf(payload) }
  return { ...payload, reference, made_at, consent: { ...consent, narrowed: mark } }
}

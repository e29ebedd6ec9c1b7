import type { IncomingMessage } from 'node:http'
import type { Referral } from '../../domain/referral.ts'
import { json, problem, type Answer } from '../../staff/answer.ts'
import { asText, mediaType, readBody } from '../../staff/request.ts'
import type { Arrived } from '../routes.ts'
import type { ReferralStore } from '../store/referrals.ts'
import type { StaffStore } from '../store/staff.ts'
import { parseReferral } from './parse-referral.ts'

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly now: () => Date
  /** Does several writes as one: what happened and the audit of it are kept together or not at all. */
  readonly together: <T>(work: () => T) => T
}

/** The largest referral, in bytes: the schema's own limits add up to far less. */
const BODY_LIMIT = 64 * 1024

/** Takes in a referral, once for its reference. */
export async function receive({ req }: Arrived, client: string, parts: Parts): Promise<Answer | undefined> {
  const read = await referralOf(req)
  if (read.result !== 'referral') return read.answer
  const { referral, key } = read
  if (key !== referral.reference) return problem(422, 'The Idempotency-Key is not the reference')
  const { referrals, staff, now, together } = parts
  return together(() => {
    const at = now().toISOString()
    const kept = referrals.keep(referral, client, at)
    if (kept.result === 'conflict')
      return problem(409, 'Another referral has this reference, or it was withdrawn')
    if (kept.result === 'kept') staff.audit(at, client, 'received', referral.reference)
    const answer = { reference: referral.reference, status: 'received', received_at: kept.receivedAt }
    return json(kept.result === 'kept' ? 201 : 200, answer)
  })
}

/** The idempotency key of a correction: the reference and which of its contents this is, counted from 2. */
const CORRECTION_KEY = /^([A-Z]{3,8}-[0-9]{3,6})\/([1-9][0-9]{0,5})$/

/** Puts other agreed content in the place of a referral's, once for each sequence. */
export async function correct(
  { req, reference }: Arrived,
  client: string,
  parts: Parts,
): Promise<Answer | undefined> {
  const read = await referralOf(req)
  if (read.result !== 'referral') return read.answer
  const { referral, key } = read
  const [, named, counted] = CORRECTION_KEY.exec(key) ?? []
  const sequence = Number(counted)
  if (named !== reference || !(sequence >= 2))
    return problem(422, 'The Idempotency-Key is not the reference, a slash and a number from 2 on')
  if (referral.reference !== reference) return problem(422, 'The body has another reference than the address')
  const { referrals, staff, now, together } = parts
  return together(() => {
    const at = now().toISOString()
    const kept = referrals.correct(referral, sequence, client, at)
    if (kept.result === 'unknown') return problem(404, 'No such referral')
    if (kept.result === 'conflict')
      return problem(409, 'Something newer is here, this number had another body, or it is over')
    if (kept.result === 'kept') staff.audit(at, client, 'corrected', reference)
    const answer = { reference, sequence, status: 'received', received_at: kept.receivedAt }
    return json(kept.result === 'kept' ? 201 : 200, answer)
  })
}

type Read =
  | { readonly result: 'referral'; readonly referral: Referral; readonly key: string }
  | { readonly result: 'no'; readonly answer: Answer | undefined }

const no = (answer: Answer | undefined): Read => ({ result: 'no', answer })

async function referralOf(req: IncomingMessage): Promise<Read> {
  if (
    mediaType(req) !== 'application/json' ||
    (req.headers['content-encoding'] ?? 'identity') !== 'identity'
  ) {
    return no(problem(415, 'Send application/json, not compressed'))
  }
  const key = req.headers['idempotency-key']
  if (typeof key !== 'string')
    return no(problem(400, 'An Idempotency-Key is needed', 'It must begin with the reference.'))
  const body = await readBody(req, BODY_LIMIT)
  if (body.result === 'gone') return no(undefined)
  if (body.result === 'too-large') return no(problem(413, 'A referral is at most 64 kB'))
  const parsed = parseReferral(asText(body.bytes) ?? '')
  if (parsed.result === 'not-json') return no(problem(400, 'The body is not JSON'))
  if (parsed.result === 'wrong') return no(problem(422, 'The body is not a referral', parsed.detail))
  return { result: 'referral', referral: parsed.referral, key }
}

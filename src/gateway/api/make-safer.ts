import { saferSchema } from '../../domain/safer.ts'
import { json, problem, type Answer } from '../../staff/answer.ts'
import { asText, mediaType, readBody } from '../../staff/request.ts'
import type { Arrived } from '../routes.ts'
import type { ReferralStore } from '../store/referrals.ts'
import type { StaffStore } from '../store/staff.ts'

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly now: () => Date
  readonly together: <T>(work: () => T) => T
}

/** In bytes: four names of ways are far less. */
const BODY_LIMIT = 1024

/** Stops ways of contacting somebody, at once and for good; also for a referral that has not come yet. */
export async function makeSafer(
  { req, reference }: Arrived,
  client: string,
  { referrals, staff, now, together }: Parts,
): Promise<Answer | undefined> {
  if (mediaType(req) !== 'application/json') return problem(415, 'Send application/json, not compressed')
  const body = await readBody(req, BODY_LIMIT)
  if (body.result === 'gone') return undefined
  if (body.result === 'too-large') return problem(413, 'This is at most 1 kB')
  const safer = saferIn(asText(body.bytes) ?? '')
  if (safer === 'not-json') return problem(400, 'The body is not JSON')
  if (!safer)
    return problem(422, 'The body is not less contact', 'Missing, unknown or not in the agreed form: stop')
  return together(() => {
    const at = now().toISOString()
    const stopped = referrals.makeSafer(reference, safer, client, at)
    if (stopped === undefined) return problem(404, 'No such referral')
    staff.audit(at, client, 'made-safer', reference)
    return json(200, { reference, stopped })
  })
}

function saferIn(text: string) {
  try {
    return saferSchema.safeParse(JSON.parse(text)).data
  } catch {
    return 'not-json'
  }
}

import { z } from 'zod'
import { seeOther, type Answer } from '../answer.ts'
import { REFERENCE, type Arrived, type Handler, type Route } from '../routes.ts'
import { sameSecret } from '../secrets.ts'
import { DESK_STATUSES, type ReferralStore } from '../store/referrals.ts'
import type { Session, StaffStore } from '../store/staff.ts'
import { readForm } from './form.ts'
import { notice, PATHS } from './layout.ts'
import { listPage, PAGE_SIZE } from './list-page.ts'
import { CHOOSABLE, referralPage } from './referral-page.ts'
import { endCookie, startCookie, tokenOf } from './session-cookie.ts'
import { signInNeeded, signInPage, signInRefused, type SignInKey } from './sign-in.ts'

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly key: SignInKey
  readonly now: () => Date
  readonly secure: boolean
  readonly together: <T>(work: () => T) => T
}

type SignedIn = (arrived: Arrived, session: Session, fields: URLSearchParams) => Answer

/** What the staff page answers. */
export function staffRoutes(parts: Parts): readonly Route[] {
  const get = (handler: SignedIn) => guarded(parts, handler)
  const post = (handler: SignedIn) => guarded(parts, handler, true)
  return [
    { path: /^\/gateway$/, methods: { GET: () => seeOther(PATHS.list) } },
    { path: /^\/gateway\/$/, methods: { GET: get((arrived, session) => list(arrived, session, parts)) } },
    {
      path: /^\/gateway\/sign-in$/,
      methods: { GET: ({ url }) => offer(url, parts.key), POST: (arrived) => signIn(arrived, parts) },
    },
    {
      path: /^\/gateway\/sign-out$/,
      methods: { POST: post(({ req }, session) => signOut(req, session, parts)) },
    },
    {
      path: new RegExp(`^/gateway/referrals/${REFERENCE}$`),
      methods: { GET: get((arrived, session) => open(arrived, session, parts)) },
    },
    {
      path: new RegExp(`^/gateway/referrals/${REFERENCE}/status$`),
      methods: { POST: post(({ reference }, session, fields) => change(reference, session, fields, parts)) },
    },
  ]
}

/** Lets only somebody who is signed in through, and a form only with its token. */
function guarded({ staff, now }: Parts, handler: SignedIn, isForm = false): Handler {
  return async (arrived) => {
    const token = tokenOf(arrived.req)
    const session = token === undefined ? undefined : staff.session(token, now())
    if (!session) return signInNeeded()
    if (!isForm) return handler(arrived, session, new URLSearchParams())
    const form = await readForm(arrived.req)
    if (form.result === 'gone') return undefined
    if (form.result === 'refused') return refusedForm(form.status, session)
    if (!sameSecret(form.fields.get('csrf') ?? '', session.csrf)) return refusedForm(403, session)
    return handler(arrived, session, form.fields)
  }
}

const refusedForm = (status: number, session?: Session): Answer =>
  notice(
    status,
    'Nothing was changed',
    'This form did not come from this page. Open the referral and try again.',
    session,
  )

const offer = (url: URL, key: SignInKey): Answer => {
  const given = url.searchParams.get('key') ?? ''
  return key.fits(given) ? signInPage(given) : signInRefused()
}

/** The key in the form does the work of a token here: another site cannot know it, and it works once. */
async function signIn({ req }: Arrived, { key, staff, now, secure }: Parts): Promise<Answer | undefined> {
  const form = await readForm(req)
  if (form.result === 'gone') return undefined
  if (form.result === 'refused') return refusedForm(form.status)
  if (!key.use(form.fields.get('key') ?? '')) {
    staff.audit(now().toISOString(), 'nobody', 'sign-in-refused')
    return signInRefused()
  }
  const { token } = staff.signIn(now())
  return seeOther(PATHS.list, { 'set-cookie': startCookie(token, secure) })
}

function signOut(req: Arrived['req'], session: Session, { staff, now, secure, together }: Parts): Answer {
  together(() => {
    staff.signOut(tokenOf(req) ?? '')
    staff.audit(now().toISOString(), session.label, 'signed-out')
  })
  return seeOther(PATHS.list, { 'set-cookie': endCookie(secure) })
}

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1)

function list({ url }: Arrived, session: Session, { referrals, staff, now }: Parts): Answer {
  const number = pageNumber.parse(url.searchParams.get('page') ?? 1)
  staff.audit(now().toISOString(), session.label, 'opened-list')
  const listed = referrals.list((number - 1) * PAGE_SIZE, PAGE_SIZE + 1).map((standing) => ({
    standing,
    content: referrals.content(standing.reference) ?? { result: 'unreadable' as const },
  }))
  return listPage(listed, number, session)
}

function open({ req, reference }: Arrived, session: Session, parts: Parts): Answer {
  const { referrals, staff, now, together } = parts
  // A browser that fetches ahead is not a person reading, and "being read" must be true.
  if (/prefetch/.test(String(req.headers['sec-purpose'] ?? '')))
    return notice(403, 'Open this page to see it', '')
  return together(() => {
    const at = now().toISOString()
    const content = referrals.content(reference)
    if (!content) return notFound(session)
    if (content.result === 'read') referrals.change(reference, 'received', 'being_read', at, session.label)
    staff.audit(at, session.label, 'opened-referral', reference)
    const standing = referrals.standing(reference)
    if (!standing) return notFound(session)
    return referralPage({ standing, content, history: referrals.history(reference), session })
  })
}

const notFound = (session: Session): Answer =>
  notice(404, 'There is no such referral', 'Check the reference.', session)

const changeSchema = z.object({ was: z.enum(DESK_STATUSES), status: z.enum(CHOOSABLE) })

function change(reference: string, session: Session, fields: URLSearchParams, parts: Parts): Answer {
  const { referrals, staff, now, together } = parts
  const parsed = changeSchema.safeParse({ was: fields.get('was'), status: fields.get('status') })
  if (!parsed.success) return notice(400, 'Nothing was changed', 'That is not a status.', session)
  const { was, status } = parsed.data
  if (!referrals.standing(reference)) return notFound(session)
  if (was === status) return seeOther(PATHS.referral(reference))
  return together(() => {
    const at = now().toISOString()
    if (referrals.change(reference, was, status, at, session.label) === 'stale') {
      return notice(
        409,
        'Nothing was changed',
        'This referral was changed while you read it. Open it again.',
        session,
      )
    }
    staff.audit(at, session.label, 'changed-status', reference)
    return seeOther(PATHS.referral(reference))
  })
}

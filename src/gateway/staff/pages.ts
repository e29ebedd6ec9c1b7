import { z } from 'zod'
import { seeOther, type Answer } from '../../staff/answer.ts'
import { findRoute, REFERENCE, type Arrived, type Handler, type Route } from '../routes.ts'
import { sameSecret } from '../../staff/secrets.ts'
import type { CapacityStore } from '../store/capacity.ts'
import type { ReferralStore } from '../store/referrals.ts'
import type { Session, StaffStore } from '../store/staff.ts'
import { changeLanguage } from '../../staff/change-language.ts'
import { readForm } from '../../staff/form.ts'
import { COOKIES } from './cookies.ts'
import { notice, PATHS } from './layout.ts'
import { listPage, PAGE_SIZE } from './list-page.ts'
import { referralPage } from './referral-page.ts'
import { readCapacity, readStatus } from './status-form.ts'
import { signInNeeded, signInPage, signInRefused, type SignInKey } from './sign-in.ts'
import type { Voice, Voices } from './voice.ts'

/** The largest form of the desk, in bytes. */
const FORM_LIMIT = 4 * 1024

interface Parts {
  readonly referrals: ReferralStore
  readonly staff: StaffStore
  readonly capacity: CapacityStore
  readonly key: SignInKey
  readonly voices: Voices
  readonly now: () => Date
  readonly secure: boolean
  readonly together: <T>(work: () => T) => T
}

/** A request of somebody who is signed in, and the fields of their form. */
interface Visit extends Arrived {
  readonly session: Session
  readonly voice: Voice
  readonly fields: URLSearchParams
}
type SignedIn = (visit: Visit, parts: Parts) => Answer

/** What the staff page answers. */
export function staffRoutes(parts: Parts): readonly Route[] {
  const get = (handler: SignedIn) => ({ GET: guarded(parts, handler) })
  const post = (handler: SignedIn) => ({ POST: guarded(parts, handler, true) })
  const isPage = (path: string) => findRoute(routes, 'GET', path).result === 'found'
  const routes: readonly Route[] = [
    { path: /^\/gateway$/, methods: { GET: () => seeOther(PATHS.list) } },
    { path: /^\/gateway\/$/, methods: get(list) },
    {
      path: /^\/gateway\/sign-in$/,
      methods: { GET: (arrived) => offer(arrived, parts), POST: (arrived) => signIn(arrived, parts) },
    },
    { path: /^\/gateway\/sign-out$/, methods: post(signOut) },
    {
      path: /^\/gateway\/language$/,
      methods: {
        POST: (arrived) =>
          withForm(arrived, parts.voices, ({ fields }) =>
            changeLanguage(fields, { ...parts, cookies: COOKIES, isPage, otherwise: PATHS.list }),
          ),
      },
    },
    { path: /^\/gateway\/capacity$/, methods: post(changeCapacity) },
    { path: new RegExp(`^/gateway/referrals/${REFERENCE}$`), methods: get(open) },
    { path: new RegExp(`^/gateway/referrals/${REFERENCE}/status$`), methods: post(change) },
  ]
  return routes
}

/** Lets only somebody who is signed in through, and a form only with its token. */
function guarded(parts: Parts, handler: SignedIn, isForm = false): Handler {
  const { staff, voices, now } = parts
  return (arrived) => {
    const token = COOKIES.tokenOf(arrived.req)
    const session = token === undefined ? undefined : staff.session(token, now())
    const voice = voices.of(arrived.req, arrived.url)
    if (!session) return signInNeeded(voice)
    if (!isForm) return handler({ ...arrived, session, voice, fields: new URLSearchParams() }, parts)
    return withForm(
      arrived,
      voices,
      ({ fields }) =>
        sameSecret(fields.get('csrf') ?? '', session.csrf)
          ? handler({ ...arrived, session, voice, fields }, parts)
          : refusedForm(403, voice, session),
      session,
    )
  }
}

/** Reads the form of a request and hands it on, or refuses it. */
async function withForm(
  { req, url }: Arrived,
  voices: Voices,
  handler: (sent: { readonly fields: URLSearchParams; readonly voice: Voice }) => Answer,
  session?: Session,
): Promise<Answer | undefined> {
  const form = await readForm(req, FORM_LIMIT)
  if (form.result === 'gone') return undefined
  const voice = voices.of(req, url)
  if (form.result === 'refused') return refusedForm(form.status, voice, session)
  return handler({ fields: form.fields, voice })
}

const refusedForm = (status: number, voice: Voice, session?: Session): Answer =>
  notice(status, voice, voice.words.refusal.other_form, session)

const offer = ({ req, url }: Arrived, { key, voices }: Parts): Answer => {
  const given = url.searchParams.get('key') ?? ''
  const voice = voices.of(req, url)
  return key.fits(given) ? signInPage(given, voice) : signInRefused(voice)
}

/** The key in the form does the work of a token here: another site cannot know it, and it works once. */
const signIn = (arrived: Arrived, { key, staff, voices, now, secure }: Parts) =>
  withForm(arrived, voices, ({ fields, voice }) => {
    if (!key.use(fields.get('key') ?? '')) {
      staff.audit(now().toISOString(), 'nobody', 'sign-in-refused')
      return signInRefused(voice)
    }
    const { token } = staff.signIn(now())
    return seeOther(PATHS.list, { 'set-cookie': COOKIES.start(token, secure) })
  })

function signOut({ req, session }: Visit, { staff, now, secure, together }: Parts): Answer {
  together(() => {
    staff.signOut(COOKIES.tokenOf(req) ?? '')
    staff.audit(now().toISOString(), session.label, 'signed-out')
  })
  return seeOther(PATHS.list, { 'set-cookie': COOKIES.end(secure) })
}

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1)

function list({ url, session, voice }: Visit, { referrals, staff, capacity, now }: Parts): Answer {
  const number = pageNumber.parse(url.searchParams.get('page') ?? 1)
  staff.audit(now().toISOString(), session.label, 'opened-list')
  const listed = referrals.list((number - 1) * PAGE_SIZE, PAGE_SIZE + 1).map((standing) => ({
    standing,
    content: referrals.content(standing.reference) ?? { result: 'unreadable' as const },
  }))
  return listPage(listed, number, capacity.read(), voice, session)
}

function open(visit: Visit, { referrals, staff, now, together }: Parts): Answer {
  const { req, reference, session, voice } = visit
  // A browser that fetches ahead is not a person reading, and "being read" must be true.
  if (/prefetch/.test(String(req.headers['sec-purpose'] ?? '')))
    return notice(403, voice, voice.words.refusal.not_opened)
  return together(() => {
    const at = now().toISOString()
    const content = referrals.content(reference)
    if (!content) return notFound(visit)
    if (content.result === 'read') {
      referrals.change(reference, 'received', { status: 'being_read' }, at, session.label)
      referrals.noteRead(reference, at)
    }
    staff.audit(at, session.label, 'opened-referral', reference)
    const standing = referrals.standing(reference)
    if (!standing) return notFound(visit)
    return referralPage({ standing, content, history: referrals.history(reference), voice, session })
  })
}

const notFound = ({ voice, session }: Visit): Answer =>
  notice(404, voice, voice.words.refusal.no_referral, session)

function change(visit: Visit, { referrals, staff, now, together }: Parts): Answer {
  const { reference, session, voice, fields } = visit
  const { refusal } = voice.words
  const read = readStatus(fields)
  if (read === 'wrong') return notice(400, voice, refusal.no_status, session)
  if (read === 'no-reason') return notice(400, voice, refusal.no_reason, session)
  const { was, to } = read
  if (!referrals.standing(reference)) return notFound(visit)
  if (was === to.status && to.reason === undefined && to.waitWeeks === undefined)
    return seeOther(PATHS.referral(reference))
  return together(() => {
    const at = now().toISOString()
    if (referrals.change(reference, was, to, at, session.label) === 'stale')
      return notice(409, voice, refusal.changed_meanwhile, session)
    staff.audit(at, session.label, 'changed-status', reference)
    return seeOther(PATHS.referral(reference))
  })
}

function changeCapacity(
  { session, voice, fields }: Visit,
  { capacity, staff, now, together }: Parts,
): Answer {
  const said = readCapacity(fields)
  if (!said) return notice(400, voice, voice.words.refusal.no_status, session)
  return together(() => {
    const at = now().toISOString()
    capacity.set(said, at)
    staff.audit(at, session.label, 'changed-capacity')
    return seeOther(PATHS.list)
  })
}

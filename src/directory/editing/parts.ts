import type { BankHolidays } from '../../domain/hours.ts'
import type { Edits } from '../../ports/edits.ts'
import type { Editors, EditorSession } from '../../ports/editors.ts'
import type { Records } from '../../ports/records.ts'
import type { CouncilNames } from '../csv/places.ts'
import type { Amending } from './amend.ts'
import { readForm } from '../../staff/form.ts'
import { COOKIES } from './cookies.ts'
import { notice } from './layout.ts'
import type { Answer } from '../../staff/answer.ts'
import { sameSecret } from '../../staff/secrets.ts'
import type { Patience } from './patience.ts'
import type { Arrived, Handler } from './routes.ts'
import { signInNeeded } from './sign-in-pages.ts'
import type { EditorVoice, EditorVoices } from './voice.ts'

/** What the pages are made of. */
export interface Parts {
  readonly edits: Edits
  readonly editors: Editors
  readonly records: Records
  readonly amending: Amending
  readonly patience: Patience
  readonly voices: EditorVoices
  readonly bankHolidays: () => BankHolidays
  readonly names: CouncilNames | undefined
  readonly now: () => Date
  /** London's day, `YYYY-MM-DD`. */
  readonly today: () => string
  readonly publicUrl: string
}

/** A record's form has some forty inputs, and a list of councils may be long; in bytes. */
const FORM_LIMIT = 128 * 1024

export const isSecure = ({ publicUrl }: Parts): boolean => publicUrl.startsWith('https:')

type SignedIn = (
  arrived: Arrived,
  session: EditorSession,
  fields: URLSearchParams,
) => Answer | Promise<Answer>

/** Lets only somebody who is signed in through. */
export const shown =
  ({ editors, now }: Parts, handler: SignedIn): Handler =>
  async (arrived) => {
    const session = await sessionOf(arrived, editors, now())
    return session ? handler(arrived, session, new URLSearchParams()) : signInNeeded(arrived.voice)
  }

/** Lets only a form with the token of somebody who is signed in through. */
export const sent =
  ({ editors, now }: Parts, handler: SignedIn): Handler =>
  async (arrived) => {
    const session = await sessionOf(arrived, editors, now())
    if (!session) return signInNeeded(arrived.voice)
    const form = await readForm(arrived.req, FORM_LIMIT)
    if (form.result === 'gone') return undefined
    if (form.result === 'refused') return refusedForm(form.status, arrived.voice, session)
    if (!sameSecret(form.fields.get('csrf') ?? '', session.csrf))
      return refusedForm(403, arrived.voice, session)
    return handler(arrived, session, form.fields)
  }

export const refusedForm = (status: number, voice: EditorVoice, session?: EditorSession): Answer =>
  notice(status, voice, voice.words.refusal[status === 413 ? 'too_large' : 'other_form'], session)

async function sessionOf({ req }: Arrived, editors: Editors, now: Date): Promise<EditorSession | undefined> {
  const token = COOKIES.tokenOf(req)
  return token === undefined ? undefined : editors.session(token, now)
}

import type { EditorSession } from '../../ports/editors.ts'
import { readForm } from '../../staff/form.ts'
import { COOKIES } from './cookies.ts'
import { PATHS } from './layout.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import { isSecure, refusedForm, type Parts } from './parts.ts'
import type { Arrived } from './routes.ts'
import { invitationPage, invitationRefused, keyPage, signInPage } from './sign-in-pages.ts'

/** A link or a key, in bytes. */
const FORM_LIMIT = 4 * 1024

/** The one-time link of somebody who was let in. */
export const linkOf = (secret: string, publicUrl: string): string =>
  new URL(`${PATHS.invitation}?key=${secret}`, publicUrl).href

/** A link, looked at. */
export async function offerKey({ url, voice }: Arrived, { editors, now }: Parts): Promise<Answer> {
  const secret = url.searchParams.get('key') ?? ''
  const editor = await editors.invited(secret, now())
  return editor ? invitationPage(editor, secret, voice) : invitationRefused(voice)
}

/** A link, used: the secret in the form does the work of a token, because another site cannot know it. */
export async function giveKey({ req, voice }: Arrived, parts: Parts): Promise<Answer | undefined> {
  const { editors, now, patience } = parts
  const form = await readForm(req, FORM_LIMIT)
  if (form.result === 'gone') return undefined
  if (form.result === 'refused') return refusedForm(form.status, voice)
  const tried = await patience.attempt(() => editors.takeUp(form.fields.get('key') ?? '', now()))
  if (tried === 'busy') return signInPage(voice, 429, voice.words.sign_in.busy)
  const taken = tried.answer
  if (!taken) {
    await editors.audit({ at: now(), deed: 'sign-in-refused' })
    return invitationRefused(voice)
  }
  await editors.audit({ at: now(), by: taken.editor, deed: 'took-up-key' })
  return keyPage(taken.editor, taken.key, COOKIES.start(taken.token, isSecure(parts)), voice)
}

/** A personal key, tried. */
export async function tryKey({ req, voice }: Arrived, parts: Parts): Promise<Answer | undefined> {
  const { editors, now, patience } = parts
  const form = await readForm(req, FORM_LIMIT)
  if (form.result === 'gone') return undefined
  if (form.result === 'refused') return refusedForm(form.status, voice)
  const tried = await patience.attempt(() => editors.signIn(form.fields.get('key') ?? '', now()))
  if (tried === 'busy') return signInPage(voice, 429, voice.words.sign_in.busy)
  if (!tried.answer) {
    await editors.audit({ at: now(), deed: 'sign-in-refused' })
    return signInPage(voice, 403, voice.words.sign_in.wrong)
  }
  await editors.audit({ at: now(), by: tried.answer.editor, deed: 'signed-in' })
  return seeOther(PATHS.list, { 'set-cookie': COOKIES.start(tried.answer.token, isSecure(parts)) })
}

export async function signOut({ req }: Arrived, session: EditorSession, parts: Parts): Promise<Answer> {
  await parts.editors.signOut(COOKIES.tokenOf(req) ?? '')
  await parts.editors.audit({ at: parts.now(), by: session.editor, deed: 'signed-out' })
  return seeOther(PATHS.signIn, { 'set-cookie': COOKIES.end(isSecure(parts)) })
}

import { z } from 'zod'
import type { EditorSession } from '../../ports/editors.ts'
import { mayEdit } from './amend.ts'
import { editorsPage, invitedPage, mayManage, type EditorsView } from './editors-page.ts'
import { PATHS } from './layout.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import type { Parts } from './parts.ts'
import type { Arrived } from './routes.ts'
import { linkOf } from './sign-in.ts'

const AUDIT_LINES = 50

/** A name as it stands in history: one line, without signs that cannot be seen. */
export const nameSchema = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(80)
      .regex(/^[^\p{C}<>]+$/u),
  )

export async function openEditors(
  { voice }: Pick<Arrived, 'voice'>,
  session: EditorSession,
  { editors, records }: Parts,
  rest: Pick<EditorsView, 'wrong' | 'name'> = {},
): Promise<Answer> {
  return editorsPage({
    editors: await editors.list(),
    areas: records.areas(),
    audited: await editors.audited(AUDIT_LINES),
    session,
    voice,
    ...rest,
  })
}

/** Lets somebody in, for areas that the one who invites has a say in. */
export async function invite(
  { voice }: Arrived,
  session: EditorSession,
  fields: URLSearchParams,
  parts: Parts,
): Promise<Answer> {
  const { editors: say } = voice.words
  const { editors, records, now, publicUrl } = parts
  const typed = (fields.get('name') ?? '').slice(0, 200)
  const again = (status: number, says: string) =>
    openEditors({ voice }, session, parts, { wrong: { status, says }, name: typed })
  const name = nameSchema.safeParse(typed)
  if (!name.success) return again(422, say.no_name)
  const chosen = fields.getAll('area')
  const areas = chosen.includes('all') ? ('all' as const) : [...new Set(chosen)]
  if (areas.length === 0) return again(422, say.no_areas)
  const isKnown = areas === 'all' || areas.every((id) => records.areas().some((area) => area.id === id))
  const mayInvite =
    areas === 'all' ? session.editor.areas === 'all' : areas.every((id) => mayEdit(session.editor, id))
  if (!isKnown || !mayInvite) return again(403, say.not_yours)
  const by = { id: session.editor.id, name: session.editor.name }
  const invited = await editors.invite({ name: name.data, areas, by, at: now() })
  if (invited.result === 'taken') return again(409, say.taken)
  await editors.audit({ at: now(), by, deed: 'invited', about: name.data })
  return invitedPage(invited.editor, linkOf(invited.secret, publicUrl), session, voice)
}

/** Ends somebody's access, one's own too. */
export async function endAccess(
  { id, voice }: Arrived,
  session: EditorSession,
  parts: Parts,
): Promise<Answer> {
  const { editors, now } = parts
  const other = (await editors.list()).find((editor) => editor.id === Number(id))
  if (!other || !mayManage(session.editor, other))
    return openEditors({ voice }, session, parts, {
      wrong: { status: 403, says: voice.words.editors.not_yours },
    })
  await editors.end(other.id, now())
  await editors.audit({ at: now(), by: session.editor, deed: 'ended-access', about: other.name })
  return seeOther(PATHS.editors)
}

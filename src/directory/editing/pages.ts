import type { EditorSession } from '../../ports/editors.ts'
import { mayEdit } from './amend.ts'
import { closePage } from './close-page.ts'
import { openForm, sendForm } from './edit-acts.ts'
import { endAccess, invite, openEditors } from './editors-acts.ts'
import { historyOf, historyPage } from './history-page.ts'
import { PATHS } from './layout.ts'
import { listed, wantedFrom } from './list.ts'
import { listPage } from './list-page.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import { changeLanguage } from '../../staff/change-language.ts'
import { readForm } from '../../staff/form.ts'
import { COOKIES } from './cookies.ts'
import { isSecure, refusedForm, sent, shown, type Parts } from './parts.ts'
import { decideProposal, listProposals, openProposal } from './proposal-acts.ts'
import { closeRecord, noRecord, notYours, openRecord, recordActs } from './record-acts.ts'
import { findRoute, type Arrived, type Route } from './routes.ts'
import { giveKey, offerKey, signOut, tryKey } from './sign-in.ts'
import { signInPage } from './sign-in-pages.ts'

/** What the editors' pages answer. */
export function editingRoutes(parts: Parts): readonly Route[] {
  const acts = recordActs(parts)
  const isPage = (path: string): boolean => findRoute(routes, 'GET', path).result === 'found'
  const routes: readonly Route[] = [
    { path: '', GET: () => seeOther(PATHS.list) },
    { path: '/', GET: shown(parts, (arrived, session) => list(arrived, session, parts)) },
    { path: '/sign-in', GET: ({ voice }) => signInPage(voice), POST: (arrived) => tryKey(arrived, parts) },
    {
      path: '/invitation',
      GET: (arrived) => offerKey(arrived, parts),
      POST: (arrived) => giveKey(arrived, parts),
    },
    { path: '/sign-out', POST: sent(parts, (arrived, session) => signOut(arrived, session, parts)) },
    { path: '/services/:id', GET: shown(parts, (arrived, session) => openRecord(arrived, session, parts)) },
    {
      path: '/services/:id/edit',
      GET: shown(parts, (arrived, session) => openForm(arrived, session, parts)),
      POST: sent(parts, (arrived, session, fields) => sendForm(arrived, session, fields, parts)),
    },
    {
      path: '/services/:id/close',
      GET: shown(parts, (arrived, session) => askToClose(arrived, session, parts)),
      POST: sent(parts, (arrived, session, fields) => closeRecord(arrived, session, fields, parts)),
    },
    {
      path: '/services/:id/history',
      GET: shown(parts, (arrived, session) => history(arrived, session, parts)),
    },
    { path: '/services/:id/checked', POST: sent(parts, acts.checked) },
    { path: '/services/:id/waiting', POST: sent(parts, acts.waiting) },
    { path: '/services/:id/undo', POST: sent(parts, acts.undo) },
    { path: '/services/:id/file', POST: sent(parts, acts.file) },
    { path: '/proposals', GET: shown(parts, (arrived, session) => listProposals(arrived, session, parts)) },
    {
      path: '/proposals/:number',
      GET: shown(parts, (arrived, session) => openProposal(arrived, session, parts)),
      POST: sent(parts, (arrived, session, fields) => decideProposal(arrived, session, fields, parts)),
    },
    { path: '/editors', GET: shown(parts, (arrived, session) => openEditors(arrived, session, parts)) },
    {
      path: '/editors/invite',
      POST: sent(parts, (arrived, session, fields) => invite(arrived, session, fields, parts)),
    },
    {
      path: '/editors/:number/end',
      POST: sent(parts, (arrived, session) => endAccess(arrived, session, parts)),
    },
    { path: '/language', POST: (arrived) => language(arrived, parts, isPage) },
  ]
  return routes
}

/** A language and the path of a page, in bytes. */
const FORM_LIMIT = 4 * 1024

async function language(
  { req, voice }: Arrived,
  parts: Parts,
  isPage: (path: string) => boolean,
): Promise<Answer | undefined> {
  const form = await readForm(req, FORM_LIMIT)
  if (form.result === 'gone') return undefined
  if (form.result === 'refused') return refusedForm(form.status, voice)
  const { voices } = parts
  const secure = isSecure(parts)
  return changeLanguage(form.fields, { voices, cookies: COOKIES, secure, isPage, otherwise: PATHS.list })
}

async function list({ url, voice }: Arrived, session: EditorSession, parts: Parts): Promise<Answer> {
  const wanted = wantedFrom(url.searchParams)
  const waiting = new Map<string, number>()
  for (const { service } of await parts.edits.waiting())
    waiting.set(service.id, (waiting.get(service.id) ?? 0) + 1)
  const found = listed(parts.records.all(), wanted, parts.today(), waiting)
  return listPage(found, wanted, parts.records.areas(), session, voice)
}

async function history({ id, voice }: Arrived, session: EditorSession, parts: Parts): Promise<Answer> {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  const lines = await historyOf(record, parts.edits, voice, parts.names)
  return historyPage(record, lines, session, voice, parts.names)
}

function askToClose({ id, voice }: Arrived, session: EditorSession, parts: Parts): Answer {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  return mayEdit(session.editor, record.area.id)
    ? closePage(record, parts.records, session, voice, record.service.successor ?? '')
    : notYours(voice, session)
}

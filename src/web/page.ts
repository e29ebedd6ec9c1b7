import type { IncomingMessage, ServerResponse } from 'node:http'
import { NOTE_PATH } from '../conversation/views/note.ts'
import { CannotKeep } from '../ports/store.ts'
import type { Line, Problem } from './document.ts'
import { embedScript, sendEmbedScript, shownTo } from './framing.ts'
import { leave } from './leaving.ts'
import { showNote } from './note.ts'
import type { PageOptions } from './page-options.ts'
import { scriptFor } from './script.ts'
import { sendLogo } from './send-logo.ts'
import { send, share } from './send.ts'
import { show, showStatement } from './show.ts'
import { awayWords, isOurs, siteOf } from './site.ts'
import type { Site } from './site.ts'
import { STATEMENT_PATH } from './statement.ts'
import { lapse, LAPSE_PATH, stay, STAY_PATH } from './staying.ts'
import { take } from './take.ts'

export type { PageOptions } from './page-options.ts'

export interface Page {
  /** Answers a request for the person's page; false when the path is not one of its own. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>
}

/** What may be asked for by HEAD: nothing that forgets, or shows something once. */
const HEADED = ['/', '/script.js', STATEMENT_PATH]

/** Answers one request at an address of the page's own. */
type Answer = (req: IncomingMessage, res: ServerResponse, query: string | undefined) => Promise<void> | void

/**
 * The person's page. Everything is at one neutral address; each answer is one POST. Without scripts it is answered
 * by a redirect, with them by the new part of the page.
 */
export function createPage(options: PageOptions): Page {
  const site = siteOf(options)
  const answers = answersOf(site)
  return {
    async handle(req, res) {
      const [path, query] = (req.url ?? '/').split('?') as [string, string | undefined]
      const method = req.method === 'HEAD' && HEADED.includes(path) ? 'GET' : req.method
      if (path.startsWith('/look/')) return sendLogo(req, res, path, options.looks ?? (() => undefined))
      const answer = answers.get(`${method} ${path}`)
      if (!answer) return false
      try {
        await answer(req, res, query)
      } catch (error) {
        options.fault('page', error instanceof Error ? error.name : 'unknown')
        if (res.headersSent) return true
        if (error instanceof CannotKeep) site.problem(req, res, 503, notKept(options.lines?.() ?? []))
        else site.problem(req, res, 500, { key: 'page:fault' })
      }
      return true
    },
  }
}

/** Every address of the page, by its method. */
function answersOf(site: Site): ReadonlyMap<string, Answer> {
  const { options, framedBy, first, around, sendPage } = site
  const { opening } = first
  const script = share(scriptFor(options.hiddenWords))
  const away = { language: opening.language, ...awayWords(around(opening.language)) }
  const leaving: Answer = (req, res) =>
    leave(req, res, { ...options, framedBy, usualExit: opening.exit, away })
  const ifOurs =
    (answer: Answer): Answer =>
    (req, res, query) =>
      isOurs(req, options.publicUrl()) ? answer(req, res, query) : send(req, res, 403, 'text/plain', '')
  const idling = { ...options.idling, publicUrl: options.publicUrl }
  const embedded: readonly (readonly [string, Answer])[] =
    framedBy.length === 0
      ? []
      : [
          [
            'GET /embed.js',
            (req, res) => sendEmbedScript(req, res, embedScript(options.publicUrl(), opening.exit)),
          ],
        ]
  return new Map<string, Answer>([
    ['GET /', (req, res, query) => show(site, req, res, query === 'k')],
    ['POST /', (req, res) => take(site, req, res)],
    ['GET /exit', leaving],
    ['POST /exit', leaving],
    [`POST ${STAY_PATH}`, ifOurs((req, res) => stay(req, res, options.idling))],
    [`POST ${LAPSE_PATH}`, ifOurs((req, res) => lapse(req, res, idling))],
    [
      `GET ${NOTE_PATH}`,
      (req, res) => showNote(req, res, { ...options, shown: shownTo(req, framedBy), around, sendPage }),
    ],
    [`GET ${STATEMENT_PATH}`, (req, res, query) => showStatement(site, req, res, query)],
    ['GET /script.js', (req, res) => send(req, res, 200, 'text/javascript; charset=utf-8', script)],
    ['GET /favicon.ico', (req, res) => send(req, res, 204, 'image/x-icon', '')],
    ...embedded,
  ])
}

/** Their answer was not kept, so nothing that depends on it may look done. */
const notKept = (lines: readonly Line[]): Problem => ({
  key: 'page:not-kept',
  more: ['page:not-kept-answer', 'page:not-kept-sending', 'page:not-kept-again'],
  lines,
})

import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieOf } from './cookie.ts'
import type { Shown } from './cookie.ts'
import { renderDocument, renderPlain } from './document.ts'
import { shownTo } from './framing.ts'
import type { Site } from './site.ts'
import { renderStatement } from './statement.ts'
import type { StatementText } from './statement.ts'

/** Answers `GET /`: where the person stands, or the first screen. With a query a cookie should have come and did not. */
export async function show(
  site: Site,
  req: IncomingMessage,
  res: ServerResponse,
  hasQuery: boolean,
): Promise<void> {
  const shown = shownTo(req, site.framedBy)
  const conversation = cookieOf(req, shown)
  if (conversation === undefined) {
    if (hasQuery) return site.problem(req, res, 200, { key: 'page:cookies' })
    return showFirst(site, req, res, shown)
  }
  const reply = await site.options.converse({ conversation, channel: 'web', said: { kind: 'open' } })
  const words = site.dressed(reply.screen, shown)
  site.sendPage(req, res, 200, renderDocument(reply.screen, reply.version, words), words)
}

function showFirst(site: Site, req: IncomingMessage, res: ServerResponse, shown: Shown): void {
  const { first, options, dressed, sendPage } = site
  const language = first.preferred(req)
  if (shown === 'page') return sendPage(req, res, 200, first.firsts.get(language)!, dressed(first.opening))
  const screen = options.openingScreen(language)
  const words = dressed(screen, shown)
  sendPage(req, res, 200, renderDocument(screen, 0, words), words)
}

/** Answers for the accessibility statement, in the language that is asked for where it is offered. */
export function showStatement(
  { first, options, dressed, framedBy, sendPage }: Site,
  req: IncomingMessage,
  res: ServerResponse,
  asked: string | undefined,
): void {
  const language = first.isOffered(asked) ? asked : first.preferred(req)
  const screen = options.openingScreen(language)
  const words = dressed(screen, shownTo(req, framedBy))
  const text: StatementText = (key, params) => options.text(language, key, params)
  const main = renderStatement(text, language, options.accessibility)
  sendPage(req, res, 200, renderPlain(language, screen.exit, words, main, screen.banner), words)
}

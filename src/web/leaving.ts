import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Message, Reply } from '../conversation/converse.ts'
import type { Shown } from './cookie.ts'
import { cookieOf, cookieText } from './cookie.ts'
import { shownTo } from './framing.ts'
import { html } from './html.ts'
import { send } from './send.ts'

/** What an empty page that leads away says. */
export type Away = Readonly<Record<'to' | 'language' | 'title' | 'link', string>>

/** What leaving needs: who forgets, our own address, where to go when nobody can say, and who is told of a fault. */
export interface Leaving {
  readonly converse: (message: Message) => Promise<Reply>
  readonly publicUrl: () => string
  readonly fault: (where: string, name: string) => void
  readonly usualExit: string
  readonly framedBy: readonly string[]
  readonly away: Omit<Away, 'to'>
}

/** Forgets the conversation and sends the person away; whatever fails here, they leave. */
export async function leave(req: IncomingMessage, res: ServerResponse, options: Leaving): Promise<void> {
  const places: readonly Shown[] = options.framedBy.length > 0 ? ['page', 'frame'] : ['page']
  let to = options.usualExit
  for (const conversation of places.flatMap((place) => cookieOf(req, place) ?? [])) {
    const said = { kind: 'everywhere', word: 'leave' } as const
    await options.converse({ conversation, channel: 'web', said }).then(
      ({ screen }) => (to = screen.exit),
      (error: unknown) => options.fault('page', error instanceof Error ? error.name : 'unknown'),
    )
  }
  // Both this cookie change and no-store are needed, or Back brings the page out of the browser's own memory.
  res.setHeader(
    'Set-Cookie',
    places.map((place) => cookieText('', options.publicUrl(), place)),
  )
  if (req.method === 'POST') return send(req, res, 204, 'text/plain', '')
  if (shownTo(req, options.framedBy) === 'frame')
    return sendAway(req, res, { ...options.away, to }, options.framedBy)
  res.setHeader('Location', to)
  send(req, res, 303, 'text/plain', '')
}

/**
 * Leads away from a form that was sent. A form may only go to ourselves, redirects included, so the answer is an empty
 * page that goes on at once and takes no place in the history. The link is for browsers that do not go by themselves, and
 * for frames without scripts (`framedBy`): nothing but a person's press can move the page around them.
 */
export function sendAway(
  req: IncomingMessage,
  res: ServerResponse,
  { to, language, title, link }: Away,
  framedBy: readonly string[],
): void {
  const isFramed = framedBy.length > 0
  if (isFramed) {
    res.removeHeader('X-Frame-Options')
    res.setHeader('Content-Security-Policy', `default-src 'none'; frame-ancestors ${framedBy.join(' ')}`)
  }
  const goes = !isFramed && html`<meta http-equiv="refresh" content="0;url=${to}">`
  const page = html`<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${goes}<title>${title}</title></head><body><main><h1><a href="${to}" target="_top" rel="noreferrer nofollow">${link}</a></h1></main></body></html>`
  send(req, res, 200, 'text/html; charset=utf-8', page.html)
}

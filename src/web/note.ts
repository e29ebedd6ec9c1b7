import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Note } from '../conversation/take-note.ts'
import { cookieOf, type Shown } from './cookie.ts'
import { renderNote } from './document.ts'
import type { Around } from './render.ts'
import { send } from './send.ts'

/** What showing a note needs: who opens it, how the page is shown, and its few words. */
export interface Showing {
  readonly takeNote: (conversation: string) => Promise<Note | undefined>
  readonly shown: Shown
  readonly around: (language: string) => Around
  readonly sendPage: (req: IncomingMessage, res: ServerResponse, status: number, page: string) => void
}

/**
 * Shows a note once, in no area's dress, or leads back to the conversation. A browser that fetches ahead is not a person:
 * to that nothing is shown, and nothing is used up.
 */
export async function showNote(
  req: IncomingMessage,
  res: ServerResponse,
  { takeNote, shown, around, sendPage }: Showing,
): Promise<void> {
  const conversation = cookieOf(req, shown)
  const isAhead = /prefetch|prerender/.test(String(req.headers['sec-purpose'] ?? ''))
  const note = conversation === undefined || isAhead ? undefined : await takeNote(conversation)
  if (note) return sendPage(req, res, 200, renderNote(note, around(note.language)))
  res.setHeader('Location', '/')
  send(req, res, 303, 'text/plain', '')
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieOf, cookieText } from './cookie.ts'
import { bodyOf } from './form.ts'
import { send } from './send.ts'

/** How the page's script says that somebody is still here, or that nobody was for too long. */
export interface Idling {
  /** Begins the time again; false where nothing is kept any more. Changes no answer and no version. */
  stay(conversation: string): Promise<boolean>
  /** Forgets who has been away too long; false where they went on somewhere else since this version. */
  lapse(conversation: string, version: number): Promise<boolean>
}

export const STAY_PATH = '/stay'
export const LAPSE_PATH = '/idle'

/** Answers `POST /stay`: 204, or 410 where there is nothing to stay for. */
export async function stay(req: IncomingMessage, res: ServerResponse, idling: Idling): Promise<void> {
  const conversation = cookieOf(req) ?? cookieOf(req, 'frame')
  const isHere = conversation !== undefined && (await idling.stay(conversation))
  send(req, res, isHere ? 204 : 410, 'text/plain', '')
}

/** Answers `POST /idle`: the page has emptied itself, and the browser lets go of the conversation. */
export async function lapse(
  req: IncomingMessage,
  res: ServerResponse,
  { lapse: forget, publicUrl }: Idling & { readonly publicUrl: () => string },
): Promise<void> {
  // What a script asks for from inside a frame does not say so itself.
  const shown = cookieOf(req) === undefined ? 'frame' : 'page'
  const conversation = cookieOf(req, shown)
  const body = await bodyOf(req)
  const version = typeof body === 'number' ? '' : (body.get('v') ?? '')
  if (conversation !== undefined && /^\d{1,9}$/.test(version)) {
    const isGone = await forget(conversation, Number(version))
    if (isGone) res.setHeader('Set-Cookie', cookieText('', publicUrl(), shown))
  }
  send(req, res, 204, 'text/plain', '')
}

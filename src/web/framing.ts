import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Shown } from './cookie.ts'
import { send } from './send.ts'
import { withWaysOut } from './ways-out.ts'

const FILE = withWaysOut('./embed.js')

/** How a page is shown that was asked for like this. A browser that does not say is not in a frame, and gets into none. */
export const shownTo = (req: IncomingMessage, framedBy: readonly string[]): Shown =>
  framedBy.length > 0 && req.headers['sec-fetch-dest'] === 'iframe' ? 'frame' : 'page'

/** The script for the page around the frame: the way out by Shift, when the focus is not in the frame. */
export const embedScript = (haven: string, exit: string): string =>
  FILE.replace("'HAVEN'", JSON.stringify(haven)).replace("'EXIT'", JSON.stringify(exit))

/** What the page around says of the script, so that the browser runs no other (Subresource Integrity). */
export const integrityOf = (script: string): string =>
  `sha384-${createHash('sha384').update(script).digest('base64')}`

/** Sends that script, which other sites may read. */
export function sendEmbedScript(req: IncomingMessage, res: ServerResponse, script: string): void {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  send(req, res, 200, 'text/javascript; charset=utf-8', script)
}

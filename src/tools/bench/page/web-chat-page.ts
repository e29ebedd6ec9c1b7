import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { ROOT } from '../../../content.ts'

/** Web Chat as its makers ship it: with everything, or without cards, Markdown and speech. */
export type Bundle = 'full' | 'minimal'

const FILES: Readonly<Record<Bundle, string>> = { full: 'webchat.js', minimal: 'webchat-minimal.js' }
const MODULES = join(ROOT, 'proof', 'node_modules')
const fileOf = (bundle: Bundle): string => join(MODULES, 'botframework-webchat', 'dist', FILES[bundle])

/** React 18, which Web Chat takes instead of the older one that it carries. */
const REACT = ['react/umd/react.production.min.js', 'react-dom/umd/react-dom.production.min.js'] as const

/** Whether the real Web Chat was installed (`npm ci --prefix proof`). */
export const isWebChatHere = (): boolean => existsSync(fileOf('full'))

/** A site that shows Web Chat, as a commissioner's might: another origin than Haven's. */
export interface Site {
  readonly origin: string
  /** The address of the page with this bundle. */
  page(bundle: Bundle): string
  /** Where Haven is, once that is known. */
  haven: string
  stop(): void
}

/** Serves it on a free port of 127.0.0.1, compressed once and as well as can be. */
export async function serveSite(): Promise<Site> {
  const scripts = new Map<string, Buffer>()
  const script = (name: string): Buffer | undefined => {
    const known = scripts.get(name) ?? compressedScript(name)
    if (known) scripts.set(name, known)
    return known
  }
  const site = { haven: '' }
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    const name = (req.url ?? '/').slice(1).split('?')[0] ?? ''
    const body = script(name)
    if (body) return send(res, 'text/javascript; charset=utf-8', body)
    if (name === 'full' || name === 'minimal')
      return send(res, 'text/html; charset=utf-8', brotliCompressSync(pageWith(name, site.haven)))
    res.writeHead(404)
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(site, {
    origin,
    page: (bundle: Bundle) => `${origin}/${bundle}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  })
}

function compressedScript(name: string): Buffer | undefined {
  const bundle = name === 'full.js' ? 'full' : name === 'minimal.js' ? 'minimal' : undefined
  const react = REACT.find((file) => file.endsWith(`/${name}`))
  const file = bundle ? fileOf(bundle) : react && join(MODULES, react)
  if (file === undefined) return undefined
  return brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
}

function send(res: ServerResponse, type: string, body: Buffer): void {
  const length = String(body.byteLength)
  res.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'content-length': length })
  res.end(body)
}

/** The page of the makers' own example: a token of one's own, then Web Chat. */
const pageWith = (bundle: Bundle, haven: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chat</title>
<link rel="icon" href="data:,">
<style>html, body, #webchat { height: 100%; margin: 0 }</style>
</head>
<body>
<div id="webchat" role="main"></div>
${REACT.map((file) => `<script src="/${file.split('/').at(-1)}"></script>`).join('\n')}
<script src="/${bundle}.js"></script>
<script>
(async () => {
  const domain = '${haven}/v3/directline'
  const { token } = await (await fetch(domain + '/tokens/generate', { method: 'POST' })).json()
  const webSocket = !location.search.includes('poll')
  const directLine = WebChat.createDirectLine({ domain, token, webSocket, pollingInterval: 200 })
  WebChat.renderWebChat({ directLine, locale: 'en-GB' }, document.getElementById('webchat'))
})()
</script>
</body>
</html>
`

import { request, type IncomingHttpHeaders } from 'node:http'
import { SLOW_AFTER, SLOW_BEFORE } from './setting.ts'

/** A request, whole. `path` is the gateway's own. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The gateway's answer, whole. */
export interface Answered {
  readonly status: number
  readonly type: string
  readonly body: string
}

/**
 * Passes a request on to the gateway, which is to be so slow with it. Nothing when no whole answer comes. `received` is
 * called once it has left for the gateway.
 */
export function passOn(
  gateway: string,
  { method, path, headers, body }: Sent,
  { before, after }: { readonly before: number; readonly after: number },
  received: () => void,
): Promise<Answered | undefined> {
  return new Promise((resolve) => {
    const gone = (): void => resolve(undefined)
    const { 'transfer-encoding': _, connection: __, ...rest } = headers
    const passed = request(new URL(path, gateway), {
      method,
      agent: false,
      headers: {
        ...rest,
        'content-length': String(Buffer.byteLength(body)),
        [SLOW_BEFORE]: String(Math.round(before)),
        [SLOW_AFTER]: String(Math.round(after)),
      },
    })
    passed.once('error', gone)
    passed.once('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('error', gone)
      response.once('aborted', gone)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString(),
        }),
      )
    })
    passed.end(body, received)
  })
}

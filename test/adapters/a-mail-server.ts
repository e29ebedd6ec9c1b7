import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { HERE } from '../support/certificates.ts'

/** What a mail server was told, and the message as it came. */
export interface Taken {
  readonly from: string
  readonly to: readonly string[]
  readonly message: string
  readonly isSecure: boolean
}

/** A real mail server on this machine, and all that it took. */
export interface MailServer {
  readonly port: number
  readonly taken: readonly Taken[]
  stop(): Promise<void>
}

const said = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })

/**
 * Starts one. `recipient` and `content` may refuse with an SMTP code and text; `content` is asked when the message is
 * whole.
 */
export async function aMailServer(
  options: SMTPServerOptions & {
    readonly recipient?: (tries: number) => readonly [code: number, text: string] | undefined
    readonly content?: () => readonly [code: number, text: string] | 'cut' | 'hang' | undefined
  } = {},
): Promise<MailServer> {
  const { recipient, content, ...rest } = options
  const taken: Taken[] = []
  let tries = 0
  const server = new SMTPServer({
    ...HERE,
    authOptional: true,
    disabledCommands: ['AUTH'],
    onRcptTo(_address, _session, done) {
      tries += 1
      const refused = recipient?.(tries)
      done(refused && said(...refused))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const message = Buffer.concat(chunks).toString('latin1')
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          message,
          isSecure: session.secure,
        })
        const verdict = content?.()
        if (verdict === 'hang') return
        if (verdict === 'cut') {
          for (const connection of server.connections) connection._socket.destroy()
          return
        }
        done(verdict && said(...verdict))
      })
    },
    ...rest,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  return {
    port: address.port,
    taken,
    stop() {
      for (const connection of server.connections) connection._socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The parts of a message: each with its headers, and its body decoded. */
export function partsOf(message: string): readonly { readonly head: string; readonly body: string }[] {
  const boundary = /boundary="([^"]+)"/.exec(message)?.[1]
  const pieces = boundary === undefined ? [message] : message.split(`--${boundary}`).slice(1, -1)
  return pieces.map((piece) => {
    const [head = '', ...rest] = piece.replace(/^\r\n/, '').split('\r\n\r\n')
    const isBase64 = /content-transfer-encoding: base64/i.test(head)
    const body = rest.join('\r\n\r\n')
    return { head, body: isBase64 ? Buffer.from(body, 'base64').toString('latin1') : body }
  })
}

/** The headers of a message, unfolded. */
export const headersOf = (message: string): readonly string[] =>
  (message.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n')

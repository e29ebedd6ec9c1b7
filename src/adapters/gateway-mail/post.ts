import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SmtpServer } from './server.ts'

/**
 * `taken`: the server has the message, and answers for it from now on. `no-mailbox`: there is no such mailbox for good.
 * `unknown`: everything else. A server that was cut off after the last line may have it all the same.
 */
export type Posted = 'taken' | 'no-mailbox' | 'unknown'

/** How long a connection and its greeting may take: a server that is not there should not hold up a person. */
const CONNECT_MS = 5_000

/** Hands one message over. Never throws, writes nothing down, and ends within `timeoutMs` whatever the server does. */
export function post(
  server: SmtpServer,
  { from, to, message }: { readonly from: string; readonly to: string; readonly message: Buffer },
  timeoutMs: number,
): Promise<Posted> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection(optionsFor(server, from, timeoutMs))
    const end = (posted: Posted): void => {
      clearTimeout(deadline)
      if (posted === 'taken') connection.quit()
      else connection.close()
      resolve(posted)
    }
    const deadline = setTimeout(() => end('unknown'), timeoutMs)
    const send = (): void =>
      connection.send({ from, to: [to], size: message.length }, message, (error) =>
        end(error ? verdict(error) : 'taken'),
      )
    connection.on('error', () => end('unknown'))
    connection.connect((error) => {
      if (error) end('unknown')
      else if (!server.auth) send()
      else connection.login({ credentials: server.auth }, (refused) => (refused ? end('unknown') : send()))
    })
  })
}

/** The name that we greet with is the sender's: the machine's own is nobody's business. */
const optionsFor = ({ host, port, secure, trust }: SmtpServer, from: string, timeoutMs: number) => ({
  host,
  port,
  secure,
  requireTLS: true,
  name: from.slice(from.lastIndexOf('@') + 1),
  tls: {
    minVersion: 'TLSv1.2' as const,
    rejectUnauthorized: true,
    ...(trust !== undefined && { ca: trust }),
  },
  connectionTimeout: Math.min(CONNECT_MS, timeoutMs),
  greetingTimeout: Math.min(CONNECT_MS, timeoutMs),
  socketTimeout: timeoutMs,
  socketCloseTimeout: 0,
  maxResponseSize: 16 * 1024,
  logger: false,
})

/** Basic codes that are about the mailbox (RFC 5321, 7504), and enhanced ones that say it is not there (RFC 3463). */
const ABOUT_MAILBOX = [550, 551, 553, 556]
const NOT_THERE = ['5.1.1', '5.1.3', '5.1.6', '5.1.10', '5.2.1']

/**
 * A 550 is also how servers refuse the sender (5.7.x) or a full mailbox (5.2.2); those pass, or somebody can mend them,
 * so the referral waits.
 */
function verdict(error: {
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
}): Posted {
  if (error.command !== 'RCPT TO' || !ABOUT_MAILBOX.includes(error.responseCode ?? 0)) return 'unknown'
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1]
  return enhanced === undefined || NOT_THERE.includes(enhanced) ? 'no-mailbox' : 'unknown'
}

import type { Gateway, Gateways } from '../../ports/gateway.ts'
import type { Errand, Mailbox } from './letter.ts'
import type { Posted } from './post.ts'
import type { SmtpServer } from './server.ts'

/** Where an area's referrals are mailed to, by which server, and who has looked into that mailbox when. */
export interface MailWay {
  readonly mailbox: Mailbox
  readonly server: SmtpServer
  /** When a named person last confirmed that the mailbox is read; a mailbox cannot say it itself. */
  readonly lastConfirmed: () => Promise<Date | undefined>
}

interface Options {
  /** How long one message may take. Milliseconds; shorter than the outbox's lease, or two processes might send it. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/**
 * Servers look at a message before they answer for it. Giving up early means sending it again, so this is longer than a
 * gateway's API gets.
 */
const TIMEOUT_MS = 20_000

/**
 * Gateways that are a mailbox. `received` means that their mail system answered for the message: no person has read it.
 * Sending is at least once: when the answer to the last line is lost, the same key and Message-ID go out again.
 */
export function mailGateways(
  resolve: (area: string) => MailWay | undefined,
  { timeoutMs = TIMEOUT_MS, now = () => new Date() }: Options = {},
): Gateways {
  return {
    of: (area) => {
      const way = resolve(area)
      return way && mailGateway(way, timeoutMs, now)
    },
  }
}

function mailGateway(
  { mailbox, server, lastConfirmed }: MailWay,
  timeoutMs: number,
  now: () => Date,
): Gateway {
  // What writes mail takes about 0.1 s to load, and most that start never need it.
  const mail = async (errand: Errand): Promise<Posted> => {
    const [{ letterFor }, { post }] = await Promise.all([import('./letter.ts'), import('./post.ts')])
    const message = await letterFor(errand, mailbox, now())
    return post(server, { from: mailbox.from, to: mailbox.to, message }, timeoutMs)
  }
  const deliver = async (errand: Errand) => {
    const posted = await mail(errand)
    if (posted === 'taken') return { result: 'received' as const, at: now() }
    return { result: posted === 'no-mailbox' ? ('refused' as const) : ('unreachable' as const) }
  }
  return {
    send: (referral) => deliver({ kind: 'new', referral, sequence: 1 }),
    correct: (referral, sequence) => deliver({ kind: 'corrected', referral, sequence }),
    makeSafer: async (reference, { stop }, sequence) => ({
      result: (await mail({ kind: 'safer', reference, stop, sequence })) === 'taken' ? 'told' : 'unreachable',
    }),
    withdraw: async (reference) => ({
      result: (await mail({ kind: 'withdrawn', reference })) === 'taken' ? 'withdrawn' : 'unreachable',
    }),
    lastOpened: async () => ({ result: 'known', at: await lastConfirmed() }),
    status: async () => ({ result: 'unknown' }),
  }
}

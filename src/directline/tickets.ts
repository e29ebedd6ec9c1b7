import { randomBytes } from 'node:crypto'

/** What a stream that a ticket opens is told, and who may open it. */
export interface Admission {
  /** Everything after this is sent. */
  readonly watermark: string | undefined
  /** Whether a browser may open it from there; `undefined`: no browser. */
  readonly mayCome: (origin: string | undefined) => boolean
}

/** Tickets for the stream of one conversation: a browser can put nothing else into a WebSocket's address. */
export interface Tickets {
  /** Good once, and not for long. */
  issue(admission: Admission, now: Date): string
  /** Uses a ticket up; nothing when it is unknown, used or too old. */
  redeem(ticket: string, now: Date): Admission | undefined
}

const LIFETIME_MS = 60_000
/** A client has one, or one more while it comes back. */
const MOST = 3

export function tickets(): Tickets {
  const issued = new Map<string, { readonly admission: Admission; readonly until: number }>()
  return {
    issue(admission, now) {
      const ticket = randomBytes(18).toString('base64url')
      issued.set(ticket, { admission, until: now.getTime() + LIFETIME_MS })
      if (issued.size > MOST) issued.delete(issued.keys().next().value!)
      return ticket
    },
    redeem(ticket, now) {
      const found = issued.get(ticket)
      issued.delete(ticket)
      return found && found.until > now.getTime() ? found.admission : undefined
    },
  }
}

import { ask, type AskLimits, type Asked } from './ask.ts'
import { failure, type Failed } from './failure.ts'
import type { FeedState } from './state.ts'

/** How politely a feed is asked. Times in milliseconds. */
export interface Manners extends AskLimits {
  readonly perSecond: number
  /** How often one request is tried, the first time included. */
  readonly tries: number
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** A JSON document of the feed; `missing`: it says that there is none. */
export type Got = { readonly result: 'got'; readonly json: unknown } | { readonly result: 'missing' } | Failed

/** Asks one feed, one request after the other. */
export interface Asker {
  get(url: URL): Promise<Got>
  /** Requests sent, and answers that did not have to be sent again. */
  readonly counts: { readonly asked: number; readonly kept: number }
}

const FIRST_WAIT_MS = 1_000
/** Whoever asks us to wait longer is asked another day. */
const LONGEST_WAIT_MS = 120_000
const MOST_REDIRECTS = 3

export function askerOf(manners: Manners, state: FeedState): Asker {
  const counts = { asked: 0, kept: 0 }
  let next = 0
  const once = async (url: URL, etag: string | undefined): Promise<Asked> => {
    const wait = next - manners.now()
    if (wait > 0) await manners.sleep(wait)
    next = manners.now() + 1_000 / manners.perSecond
    counts.asked += 1
    return ask(url, etag, manners)
  }
  const following = async (url: URL, etag: string | undefined): Promise<Asked | Failed> => {
    let at = url
    for (let hops = 0; ; hops += 1) {
      const asked = await once(at, etag)
      if (asked.result === 'failed' || !isRedirect(asked.status)) return asked
      const to = asked.location === undefined ? null : URL.parse(asked.location, at.href)
      if (!to || to.origin !== url.origin || hops === MOST_REDIRECTS)
        return failure('redirected', url.href, to && to.origin !== url.origin ? to.host : 'round and round')
      at = to
    }
  }
  const trying = async (url: URL, etag: string | undefined): Promise<Asked | Failed> => {
    for (let tried = 1; ; tried += 1) {
      const asked = await following(url, etag)
      const wait = waitAfter(asked, tried, manners.now())
      if (wait === undefined) return asked
      if (tried === manners.tries || wait > LONGEST_WAIT_MS) return givenUp(asked, url)
      await manners.sleep(wait)
    }
  }
  return {
    counts,
    async get(url) {
      const kept = state.find(url.href)
      if (kept?.isOfThisRun) {
        counts.kept += 1
        return parsed(kept.text, url)
      }
      const asked = await trying(url, kept?.etag)
      if (asked.result === 'failed') return 'at' in asked ? asked : failure(asked.reason, url.href)
      if (asked.status === 404 || asked.status === 410) return { result: 'missing' }
      const isUnchanged = asked.status === 304 && kept !== undefined
      if (asked.status !== 200 && !isUnchanged) return failure('refused', url.href, `status ${asked.status}`)
      if (isUnchanged) counts.kept += 1
      const text = isUnchanged ? kept.text : asked.text
      const got = parsed(text, url)
      if (got.result === 'got')
        state.keep(url.href, { etag: asked.etag ?? (isUnchanged ? kept.etag : undefined), text })
      return got
    },
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** How long to wait before trying again; undefined when trying again would bring nothing else. */
function waitAfter(asked: Asked | Failed, tried: number, now: number): number | undefined {
  const backOff = FIRST_WAIT_MS * 2 ** (tried - 1)
  if (asked.result === 'failed')
    return asked.reason === 'unreachable' || asked.reason === 'slow' ? backOff : undefined
  if (asked.status !== 429 && asked.status < 500) return undefined
  const { retryAfter } = asked
  if (retryAfter === undefined) return backOff
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now
  return Number.isFinite(wait) ? Math.max(wait, 0) : backOff
}

const givenUp = (asked: Asked | Failed, url: URL): Asked | Failed =>
  asked.result === 'answered' ? failure('busy', url.href, `status ${asked.status}`) : asked

function parsed(text: string, url: URL): Got {
  try {
    return { result: 'got', json: JSON.parse(text) as unknown }
  } catch {
    return failure('not-json', url.href)
  }
}

import type { FeedResult } from '../../ports/directory-feed.ts'
import { readDetails, type Detailed } from './details.ts'
import { failure, isWeather } from './failure.ts'
import { readFile } from './file.ts'
import { readPages } from './pages.ts'
import { askerOf, type Asker, type Manners } from './patient.ts'
import { NO_STATE, stateIn, type FeedState } from './state.ts'

/** How a feed may be read; everything has a default. */
export interface FeedOptions {
  /** A folder of this feed alone, in which a run that breaks off is gone on with, and what is unchanged is kept. */
  readonly stateFolder?: string
  /** Requests a second. */
  readonly perSecond?: number
  /** Services at most. */
  readonly most?: number
  /** The longest answer, in bytes. */
  readonly largest?: number
  /** The longest that one answer may take, in milliseconds. */
  readonly timeoutMs?: number
  /** For tests: a feed on this machine. Any other private address is refused always. */
  readonly allowLoopback?: boolean
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
}

const MEGABYTE = 1024 * 1024
/** Dorset, the largest feed that is known, has 2,223 services and little else in its list. */
const MOST = 10_000
const TRIES = 4
/** A file holds all pages in one. */
const LARGEST_FILE = 50 * MEGABYTE

/**
 * Reads an Open Referral feed of version 3.0 or 1.0 from a file or an http(s) address: all pages, and each service's own
 * page where the list is thin. Politely, and believing nothing. Never throws for what a feed or a network does.
 */
export async function readFeed(source: string, options: FeedOptions = {}): Promise<FeedResult> {
  const most = options.most ?? MOST
  if (!/^[a-z][a-z\d+.-]+:\/\//i.test(source)) return fromFile(source, options.largest ?? LARGEST_FILE, most)
  const services = servicesAt(source)
  if (!services) return failure('not-an-address', source)
  const manners = mannersOf(options)
  const state = stateOf(options.stateFolder, services.href, manners.now)
  if (!state) return failure('no-state-folder', options.stateFolder ?? '')
  const asker = askerOf(manners, state)
  const read = await fromAddress(asker, services, most).catch((error: unknown) => {
    // A folder that fills up while we read is weather too, and says so.
    if (isOfFiles(error)) return failure('no-state-folder', options.stateFolder ?? '')
    throw error
  })
  if (read.result === 'read' || !isWeather(read.reason)) endQuietly(state, read.result === 'read')
  return read.result === 'read' ? { ...read, ...asker.counts } : read
}

async function fromAddress(asker: Asker, services: URL, most: number): Promise<FeedResult> {
  const pages = await readPages(asker, services, most)
  if (pages.result === 'failed') return pages
  const pageOf = (id: string) => asker.get(new URL(`${services.href}/${encodeURIComponent(id)}`))
  return resultOf(pages, await readDetails(pages.rows, pageOf))
}

async function fromFile(path: string, largest: number, most: number): Promise<FeedResult> {
  const read = readFile(path, largest, most)
  return read.result === 'failed' ? read : resultOf(read, await readDetails(read.rows))
}

const resultOf = ({ version }: { readonly version: '3.0' | '1.0' }, read: Detailed): FeedResult =>
  read.result === 'failed' ? read : { ...read, result: 'read', version, asked: 0, kept: 0 }

/** `https://feed/base`, `https://feed/base/` and `https://feed/base/services` are the same feed. */
function servicesAt(source: string): URL | undefined {
  const url = URL.parse(source)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined
  const path = url.pathname.replace(/\/+$/, '')
  return new URL(path.endsWith('/services') ? path : `${path}/services`, url.origin)
}

const mannersOf = ({ perSecond, largest, timeoutMs, allowLoopback, now, sleep }: FeedOptions): Manners => ({
  perSecond: perSecond ?? 2,
  largest: largest ?? 10 * MEGABYTE,
  timeoutMs: timeoutMs ?? 15_000,
  allowLoopback: allowLoopback ?? false,
  tries: TRIES,
  now: now ?? Date.now,
  sleep: sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
})

function stateOf(folder: string | undefined, source: string, now: () => number): FeedState | undefined {
  if (folder === undefined) return NO_STATE
  try {
    return stateIn(folder, source, now)
  } catch (error) {
    if (isOfFiles(error)) return undefined
    throw error
  }
}

const isOfFiles = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)

/** What was read is whole all the same when its folder cannot be tidied. */
function endQuietly(state: FeedState, isWhole: boolean): void {
  try {
    state.end(isWhole)
  } catch (error) {
    if (!isOfFiles(error)) throw error
  }
}

import { setTimeout as later } from 'node:timers/promises'
import { z } from 'zod'
import type { Browser, Tab } from './browser.ts'
import { WATCHING } from './watch.ts'

/** One cold load of a page by somebody with a slow line and an old phone. Times in milliseconds from the navigation. */
export interface Load {
  /** The paint that contains the question (Element Timing). */
  readonly question: number
  /** Something with which it can be answered is there, after that paint or before. */
  readonly input: number
  /** Everything that came over the line, headers included, in bytes. */
  readonly bytes: number
  /** Of which the first answer. */
  readonly first: number
}

/** Chromium's own "Slow 3G" of old: 400 kbit/s each way, two seconds for every request. */
const SLOW_3G = { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const CPU_SLOWED = 6
const PHONE = { width: 360, height: 640, deviceScaleFactor: 1, mobile: false }
/** Longer than Web Chat takes, in milliseconds. */
const PATIENCE_MS = 120_000

/** What is looked for: in a page that marks its question itself, or by a script that is put into it. */
export type Looked = 'marked' | { readonly text: string; readonly input: string }

/** Loads a page once, with nothing cached, and measures it until the question is painted and can be answered. */
export async function load(browser: Browser, address: string, looked: Looked): Promise<Load> {
  const tab = await browser.open()
  try {
    const counted = counting(tab)
    await tab.send('Network.enable')
    await tab.send('Network.setCacheDisabled', { cacheDisabled: true })
    await tab.send('Network.emulateNetworkConditions', SLOW_3G)
    await tab.send('Emulation.setDeviceMetricsOverride', PHONE)
    await tab.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWED })
    await tab.send('Page.enable')
    if (looked !== 'marked')
      await tab.send('Page.addScriptToEvaluateOnNewDocument', {
        source: `(${WATCHING})(${JSON.stringify(looked)})`,
      })
    await tab.send('Page.navigate', { url: address })
    await quiet(counted)
    const seen = await whenSeen(tab, looked === 'marked' ? MARKED : 'window.seen')
    await quiet(counted)
    return { ...seen, bytes: counted.bytes(), first: counted.first() }
  } finally {
    await tab.close()
  }
}

/** Asked after everything has come: the browser remembers when it painted what is marked. */
const MARKED = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const painted = list.getEntries().find(({ identifier }) => identifier === 'question')
    const [navigation] = performance.getEntriesByType('navigation')
    resolve({ question: painted ? painted.renderTime : 0, input: navigation.domInteractive })
  }).observe({ type: 'element', buffered: true })
})`

const answered = z.object({
  result: z.object({ value: z.object({ question: z.number(), input: z.number() }).optional() }),
})

/** Waits for both, asking seldom enough not to slow the page down. */
async function whenSeen(
  tab: Tab,
  expression: string,
): Promise<{ readonly question: number; readonly input: number }> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const asked = await tab.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    const seen = answered.parse(asked).result.value
    if (seen && seen.question > 0 && seen.input > 0) return seen
    await later(500)
  }
  throw new Error('the question did not come')
}

interface Counted {
  readonly bytes: () => number
  readonly first: () => number
  readonly open: () => number
}

const told = z.object({
  requestId: z.string().default(''),
  request: z.object({ url: z.string().default('') }).optional(),
  encodedDataLength: z.number().default(0),
  response: z.object({ payloadData: z.string().default('') }).optional(),
})

/** Counts what goes over the line from now on. */
function counting(tab: Tab): Counted {
  const ended: number[] = []
  const open = new Set<string>()
  let framed = 0
  tab.on((method, params) => {
    if (!method.startsWith('Network.')) return
    const { requestId, request, encodedDataLength, response } = told.parse(params)
    if (method === 'Network.requestWillBeSent' && request?.url.startsWith('http')) open.add(requestId)
    if (method === 'Network.loadingFinished') ended.push(encodedDataLength)
    if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') open.delete(requestId)
    if (method === 'Network.webSocketFrameReceived') framed += response?.payloadData.length ?? 0
  })
  return {
    bytes: () => ended.reduce((sum, one) => sum + one, framed),
    first: () => ended[0] ?? 0,
    open: () => open.size,
  }
}

/** Waits until nothing more is on its way. */
async function quiet({ open }: Counted): Promise<void> {
  for (let calm = 0, tries = 0; calm < 3 && tries < 240; tries += 1) {
    await later(500)
    calm = open() === 0 ? calm + 1 : 0
  }
}

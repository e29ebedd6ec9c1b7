import { rmSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { deploymentWith } from './page/deployment.ts'
import { isBrowserHere, openBrowser } from './page/browser.ts'
import { load, type Load } from './page/load.ts'
import { serveMarked } from './page/marked.ts'
import { isWebChatHere, serveSite } from './page/web-chat-page.ts'
import { start } from './start.ts'

/** Loads of each, one after the other in turn; the median counts. */
const LOADS = 5
/** The first question in Web Chat, and what answers it. */
const QUESTION = 'Can anyone else see this screen?'
const SEND_BOX = 'input[type=text], textarea'

/** The bars of the design: milliseconds, and bytes of one answer and of the whole view. */
const BARS = { question: 2_300, first: 6 * 1024, bytes: 20 * 1024 }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const middle = (loads: readonly Load[], of: (load: Load) => number): number =>
  loads.map(of).toSorted((a, b) => a - b)[Math.floor(loads.length / 2)] ?? Number.NaN

/** `npm run bench -- page`: Haven's page beside the real Web Chat on the same Haven, in one run. True: within the bars. */
export async function benchPage(): Promise<boolean> {
  if (!isBrowserHere()) say('This needs Chromium. Install it with: apt-get install chromium')
  if (!isWebChatHere()) say('This needs Web Chat. Install it with: npm ci --prefix proof')
  if (!isBrowserHere() || !isWebChatHere()) return false
  const site = await serveSite()
  const folder = deploymentWith([site.origin])
  const haven = await start('./haven-server.ts', { HAVEN_DEPLOYMENT: folder })
  site.haven = `http://localhost:${haven.port}`
  const marked = await serveMarked(site.haven)
  const browser = await openBrowser()
  const chat = { text: QUESTION, input: SEND_BOX }
  const lanes = [
    { name: 'Haven’s page', address: `${marked.address}/`, looked: 'marked' },
    { name: 'Web Chat, minimal', address: site.page('minimal'), looked: chat },
    { name: 'Web Chat, full', address: site.page('full'), looked: chat },
  ] as const
  const loads = new Map(lanes.map(({ name }) => [name, [] as Load[]]))
  try {
    // What is compressed or compiled once is not measured.
    for (const { address } of lanes) await fetch(address)
    for (const bundle of ['minimal', 'full']) await fetch(`${site.origin}/${bundle}.js`)
    for (let round = 0; round < LOADS; round += 1)
      for (const { name, address, looked } of lanes)
        loads.get(name)!.push(await load(browser, address, looked))
  } finally {
    browser.close()
    marked.stop()
    haven.stop()
    site.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const busy = loadavg()[0]!.toFixed(1)
  say(`Slow 3G (400 kbit/s, 2 s), CPU slowed 6 times, nothing cached, median of ${LOADS} (slowest):`)
  for (const [name, all] of loads) say(`  ${name.padEnd(18)} ${figuresOf(all)}`)
  say(`  (${cpus().length} cores, load ${busy} at the end)`)
  return judged(loads.get(lanes[0]!.name)!)
}

function figuresOf(all: readonly Load[]): string {
  const seconds = (of: (load: Load) => number): string =>
    `${(middle(all, of) / 1000).toFixed(2)} s (${(Math.max(...all.map(of)) / 1000).toFixed(2)})`
  const kilobytes = (middle(all, ({ bytes }) => bytes) / 1024).toFixed(1)
  return `question ${seconds(({ question }) => question)}   input ${seconds(({ input }) => input)}   ${kilobytes} KB`
}

function judged(all: readonly Load[]): boolean {
  const rows = [
    ['question on the screen, ms', middle(all, ({ question }) => question), BARS.question],
    ['first answer, bytes with headers', middle(all, ({ first }) => first), BARS.first],
    ['whole view, bytes with headers', middle(all, ({ bytes }) => bytes), BARS.bytes],
  ] as const
  for (const [what, figure, bar] of rows)
    say(`  ${figure <= bar ? 'reached    ' : 'NOT REACHED'} ${what}: ${figure.toFixed(0)} (bar ${bar})`)
  return rows.every(([, figure, bar]) => figure <= bar)
}

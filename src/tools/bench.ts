import { benchCrowd } from './bench/crowd.ts'
import { drive } from './bench/drive.ts'
import type { Run, Shot } from './bench/drive.ts'
import { haven } from './bench/journey.ts'
import { benchJourneys } from './bench/journeys.ts'
import { benchMatching } from './bench/matching.ts'
import { benchPage } from './bench/page.ts'
import { benchReferral } from './bench/referral.ts'
import { benchScale } from './bench/scale.ts'
import { start } from './bench/start.ts'
import { benchTexts } from './bench/texts.ts'
import { benchUnderstanding } from './bench/understanding.ts'

/** How many people talk at once, and how many messages each sends in a measured round; a warm-up round comes before. */
const TOGETHER = 16
const EACH = 250
/** Rounds are interleaved, so that whatever else the machine does falls on all of them alike. The median counts. */
const ROUNDS = 5

const JSON_HEADERS = { 'content-type': 'application/json' }

/** restify alone, saying back what it was sent. */
const echo = (index: number) => (): Shot => ({
  path: '/echo',
  headers: JSON_HEADERS,
  body: JSON.stringify({ text: `hello ${index}` }),
  isGood: (status, body) => status === 200 && body.includes('hello'),
})

/** Bot Framework's own waterfall, replies expected in the answer. */
const waterfall = (index: number) => {
  let count = 0
  const conversation = `${index}-${Math.round(performance.now())}`
  return (): Shot => ({
    path: '/api/messages',
    headers: JSON_HEADERS,
    body: JSON.stringify({
      type: 'message',
      id: String((count += 1)),
      channelId: 'test',
      serviceUrl: 'http://127.0.0.1:1',
      deliveryMode: 'expectReplies',
      text: 'someone broke into my home',
      from: { id: 'person' },
      recipient: { id: 'bot' },
      conversation: { id: conversation },
    }),
    isGood: (status, body) => status === 200 && body.includes('"message"'),
  })
}

const middle = (runs: readonly Run[], of: (run: Run) => number): number =>
  runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)]!

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** What can be measured by its name; each answers whether its bars are reached, where it knows. */
const BENCHES: Readonly<Record<string, (seconds?: number) => boolean | void | Promise<boolean | void>>> = {
  journeys: benchJourneys,
  matching: benchMatching,
  referral: benchReferral,
  understanding: benchUnderstanding,
  scale: benchScale,
  page: benchPage,
  crowd: (seconds = 120) => benchCrowd(seconds),
  texts: (seconds = 60) => benchTexts(seconds),
}
const [, , which, seconds] = process.argv
if (which !== undefined) {
  const bench = BENCHES[which]
  if (!bench) {
    say(`There is no bench "${which}"; there are: ${Object.keys(BENCHES).join(', ')}, or none for a turn.`)
    process.exit(2)
  }
  process.exit((await bench(seconds === undefined ? undefined : Number(seconds))) === false ? 1 : 0)
}

const servers = {
  echo: await start('./echo-server.ts'),
  waterfall: await start('./waterfall-server.ts'),
  haven: await start('./haven-server.ts'),
}
const lanes = { echo, waterfall, haven }
type Name = keyof typeof servers
const names: readonly Name[] = ['echo', 'waterfall', 'haven']
const runs: Record<Name, Run[]> = { echo: [], waterfall: [], haven: [] }
try {
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of names) {
      const run = await drive(servers[name].port, TOGETHER, EACH, lanes[name])
      if (round > 0) runs[name].push(run)
    }
  }
} finally {
  for (const name of names) servers[name].stop()
}

say(`A turn, ${TOGETHER} people at once, ${EACH} messages each, median of ${ROUNDS} rounds:`)
for (const name of names) {
  const [rate, p50, p99] = [(run: Run) => run.perSecond, (run: Run) => run.p50, (run: Run) => run.p99].map(
    (of) => middle(runs[name], of),
  )
  const failed = runs[name].reduce((sum, run) => sum + run.failed, 0)
  say(
    `  ${name.padEnd(10)} ${rate!.toFixed(0).padStart(6)} a second   p50 ${p50!.toFixed(1)} ms   p99 ${p99!.toFixed(1)} ms   ${failed} failed`,
  )
}
const rate = (name: Name): number => middle(runs[name], (run) => run.perSecond)
const slow = (name: Name): number => middle(runs[name], (run) => run.p99)
const bar = (what: string, figure: number, isReached: boolean): void =>
  say(`  ${isReached ? 'reached    ' : 'NOT REACHED'} ${what}: ${figure.toFixed(2)}`)
say(
  'Bars (design: at least 3 times the waterfall; p99 at most a third of its; at least a third of the echo):',
)
bar(
  'turns a second, Haven / waterfall',
  rate('haven') / rate('waterfall'),
  rate('haven') >= 3 * rate('waterfall'),
)
bar('p99, Haven / waterfall', slow('haven') / slow('waterfall'), slow('haven') <= slow('waterfall') / 3)
bar('requests a second, Haven / echo', rate('haven') / rate('echo'), rate('haven') >= rate('echo') / 3)
say(
  `Start: the first word of the process after ${servers.haven.startedIn.toFixed(0)} ms (with everything loaded).`,
)
process.exit(0)

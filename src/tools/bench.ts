import { drive } from './bench/drive.ts'
import type { Run, Shot } from './bench/drive.ts'
import { start } from './bench/start.ts'
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

/** A person on Haven's page: each answer is one enhanced POST whose answer is the HTML of the next question. */
const JOURNEY: readonly (readonly [string, string])[] = [
  ['o', 'nobody'],
  ['o', 'no'],
  ['o', 'me'],
  ['o', '18-plus'],
  ['o', 'list'],
  ['o', 'stolen'],
  ['c', 'burglary'],
  ['o', 'that-is-all'],
  ['o', 'no'],
  ['o', 'no'],
  ['go', 'back'],
  ['o', 'no'],
  ['o', 'yes'],
  ['o', 'carry-on'],
  ['a', 'ST16 2AB'],
  ['o', 'yes'],
  ['c', 'safety'],
  ['o', 'none'],
  ['o', 'pass-on'],
  ['a', 'Sam'],
  ['go', 'start-again'],
]

const haven = () => {
  let step = 0
  let cookie = ''
  let version = '0'
  return (
    last: { readonly body: string; readonly headers: Readonly<Record<string, unknown>> } | undefined,
  ): Shot => {
    const set = (last?.headers['set-cookie'] as readonly string[] | undefined)?.[0]
    if (set !== undefined) cookie = set.split(';')[0]!
    version = /name="v" value="(\d+)"/.exec(last?.body ?? '')?.[1] ?? version
    const [name, value] = JOURNEY[step % JOURNEY.length]!
    step += 1
    return {
      path: '/',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-part': '1',
        ...(cookie !== '' && { cookie }),
      },
      body: new URLSearchParams({ v: version, [name]: value }).toString(),
      isGood: (status, body) => status === 200 && body.includes('<h1') && !body.includes('role="alert"'),
    }
  }
}

const middle = (runs: readonly Run[], of: (run: Run) => number): number =>
  runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)]!

const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (process.argv[2] === 'understanding') {
  await benchUnderstanding()
  process.exit(0)
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

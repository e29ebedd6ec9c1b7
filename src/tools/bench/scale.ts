import { randomBytes } from 'node:crypto'
import { drive } from './drive.ts'
import type { Run, Shot } from './drive.ts'
import { haven } from './journey.ts'
import { isPostgresHere, startPostgres } from './postgres-server.ts'
import { start } from './start.ts'
import type { Started } from './start.ts'

/** How many turns one, two and four Havens on one PostgreSQL take (`npm run bench -- scale`). */
const INSTANCES = [1, 2, 4] as const
/** As in the other bench: people at once, messages of each, rounds; a warm-up round comes before. */
const TOGETHER = 16
const EACH = 100
const ROUNDS = 3

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const middle = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0

export async function benchScale(): Promise<void> {
  if (!isPostgresHere()) return say('This needs a PostgreSQL. Install it with: npm ci --prefix proof')
  say(
    `A turn, ${TOGETHER} people at once, ${EACH} messages each, median of ${ROUNDS} rounds. Every message of a`,
  )
  say('person goes to the next instance, so nothing is served from the memory of the one before:')
  sayRuns('embedded store, 1 process', await measure(1, {}))
  for (const count of INSTANCES) {
    const postgres = await startPostgres()
    const key = randomBytes(32).toString('hex')
    try {
      const runs = await measure(count, { HAVEN_DATABASE_URL: postgres.url, HAVEN_KEY: key })
      sayRuns(`PostgreSQL, ${count} process${count > 1 ? 'es' : ''}`, runs)
    } finally {
      await postgres.stop()
    }
  }
}

interface Measured {
  readonly run: Run
  readonly lost: number
}

async function measure(count: number, env: Readonly<Record<string, string>>): Promise<readonly Measured[]> {
  const servers: Started[] = []
  const measured: Measured[] = []
  try {
    // One after the other: starting takes a core each.
    while (servers.length < count) servers.push(await start('./haven-server.ts', env))
    for (let round = 0; round <= ROUNDS; round += 1) {
      let lost = 0
      const lane = (index: number) => travelling(index, servers, () => (lost += 1))
      const run = await drive(servers[0]!.port, TOGETHER, EACH, lane)
      if (round > 0) measured.push({ run, lost })
    }
  } finally {
    for (const server of servers) server.stop()
  }
  return measured
}

/**
 * The journey of bench, each step at the next instance. A turn is lost when its answer does not stand on it: when the
 * version that the page carries did not go up by one, except where the person begins anew.
 */
function travelling(index: number, servers: readonly Started[], lose: () => void): ReturnType<typeof haven> {
  const next = haven()
  let count = index
  return (last) => {
    const shot = next(last)
    count += 1
    const before = Number(new URLSearchParams(shot.body).get('v'))
    const isGood: Shot['isGood'] = (status, body, headers) => {
      const after = /name="v" value="(\d+)"/.exec(body)?.[1]
      if (!shot.body.includes('go=start-again') && Number(after) !== before + 1) lose()
      return shot.isGood(status, body, headers)
    }
    return { ...shot, port: servers[count % servers.length]!.port, isGood }
  }
}

function sayRuns(name: string, measured: readonly Measured[]): void {
  const [rate, p50, p99] = [
    middle(measured.map(({ run }) => run.perSecond)),
    middle(measured.map(({ run }) => run.p50)),
    middle(measured.map(({ run }) => run.p99)),
  ]
  const failed = measured.reduce((sum, { run }) => sum + run.failed, 0)
  const lost = measured.reduce((sum, one) => sum + one.lost, 0)
  say(
    `  ${name.padEnd(26)} ${rate.toFixed(0).padStart(6)} a second   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   ${failed} failed   ${lost} lost`,
  )
}

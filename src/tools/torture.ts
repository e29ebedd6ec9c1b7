import { isPostgresHere, startPostgres } from './bench/postgres-server.ts'
import { optionsOf, USE, type TortureOptions } from './torture/options.ts'
import { faultsIn, reportOn } from './torture/report.ts'
import { torture } from './torture/run.ts'
import { isStraceHere, syncsOfPostgres, syncsOfSqlite, type Syncs } from './torture/syncs.ts'

const NAMES = { sqlite: 'SQLite, embedded', postgres: 'PostgreSQL' } as const
type StoreName = keyof typeof NAMES

const WITHOUT_POSTGRES = 'There is no PostgreSQL here. Install one for tests with: npm ci --prefix proof'
/** The embedded store makes a key of its own for each content, durable before the referral is. */
const LEAST_SYNCS: Readonly<Record<StoreName, number>> = { sqlite: 2, postgres: 1 }
/** Enough for a figure, and quick under strace. */
const SYNCED = 100

const TOLD_EVERY = 100

const say = (line: string): void => void process.stdout.write(`${line}\n`)

process.exit(await main(process.argv.slice(2)))

/** Answers the exit code: 1 when anything was wrong, 2 when it could not be asked. */
async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args)
  if (typeof options === 'string' || options.help) {
    process.stderr.write(typeof options === 'string' ? `${options}\n\n${USE}` : USE)
    return typeof options === 'string' ? 2 : 0
  }
  const stores = storesOf(options)
  if (stores.length === 0) {
    process.stderr.write(`${WITHOUT_POSTGRES}\n`)
    return 2
  }
  if (options.store === undefined && !stores.includes('postgres'))
    say(`Only the embedded store: ${WITHOUT_POSTGRES.charAt(0).toLowerCase()}${WITHOUT_POSTGRES.slice(1)}`)
  const isWell = options.fsyncs || (await tortureAll(stores, options))
  return (await countSyncs(stores)) && isWell ? 0 : 1
}

function storesOf({ store }: TortureOptions): readonly StoreName[] {
  if (store === 'sqlite') return ['sqlite']
  if (store === 'postgres') return isPostgresHere() ? ['postgres'] : []
  if (isPostgresHere()) return ['sqlite', 'postgres']
  return store === 'both' ? [] : ['sqlite']
}

async function tortureAll(
  stores: readonly StoreName[],
  { kills, seed = 1 + Math.floor(Math.random() * 1e6) }: TortureOptions,
): Promise<boolean> {
  say(`Seed ${seed}: --seed ${seed} draws the same again.`)
  let isWell = true
  for (const store of stores) {
    const server = store === 'postgres' ? await startPostgres() : undefined
    try {
      const run = await torture({ kills, seed, databaseUrl: server?.url, killed: tellOf(kills) })
      say(reportOn(NAMES[store], run))
      if (faultsIn(run).length > 0) isWell = false
    } finally {
      await server?.stop()
    }
  }
  return isWell
}

/** That it goes on: a thousand kills take some ten minutes. */
function tellOf(kills: number): (count: number) => void {
  return (count) => {
    if (count % TOLD_EVERY === 0 && count < kills) process.stderr.write(`${count} of ${kills} kills\n`)
  }
}

/** A referral that was confirmed without waiting for the disk is a fault, whatever the kills say. */
async function countSyncs(stores: readonly StoreName[]): Promise<boolean> {
  if (!isStraceHere()) {
    say('Not counted how often the disk is waited for: strace is not installed.')
    return true
  }
  let isWell = true
  for (const store of stores) {
    try {
      const syncs = store === 'sqlite' ? syncsOfSqlite(SYNCED) : await syncsOfPostgres(SYNCED)
      say(`${NAMES[store]}: ${inWords(syncs)}`)
      if ((syncs.least ?? syncs.perReferral) < LEAST_SYNCS[store]) isWell = false
    } catch (error) {
      say(`${NAMES[store]}: syncs not measured. ${error instanceof Error ? error.message : ''}`)
    }
  }
  return isWell
}

function inWords({ referrals, least, perReferral }: Syncs): string {
  const never = least === undefined ? '' : `, never fewer than ${least} until it was kept`
  return `${perReferral.toFixed(1)} syncs for each of ${referrals} confirmed referrals${never}`
}

import { keyMarks, type KeyRing } from './adapters/vault-local/index.ts'
import { every } from './host/every.ts'
import { answerRequest, dropCopies } from './keeping/copies.ts'
import { eraser } from './keeping/erase.ts'
import { forgetAll, type Forgettable } from './keeping/forget.ts'
import type { Kept } from './keeping/open.ts'
import { instancesBeside } from './keeping/instances.ts'
import { rotate } from './keeping/rotate.ts'
import { writeStatus } from './keeping/status.ts'

/** The jobs that look after what is kept: keys, erasure, retention, copies for a backup. */
export interface Keeping {
  /** Prometheus text, to stand beside the other counters: numbers alone. */
  metrics(): string
  /** Starts no more work, and waits for what goes on. */
  stop(): Promise<void>
}

/** What the jobs work with. */
export interface KeepingOf extends Omit<Forgettable, 'keys' | 'warn'> {
  readonly kept: Kept
  readonly now: () => Date
  /** Takes one line for whoever runs this; never content. */
  readonly print: (line: string) => void
}

const LOOK_MS = 60_000
const HOUR_MS = 60 * 60_000
const REQUEST_MS = 1_000
/** So often everything shared is gone through while an older key is set: an instance may have written by it since. */
const SHARED_MS = HOUR_MS
/** The status file is written again after so many rows. */
const TOLD_AFTER = 500

/**
 * Begins the jobs. Each minute: takes up a new key, goes on with a rotation, destroys the keys of contents that are
 * gone. Each hour: forgets what its time is over for. Each second: looks whether somebody asked for copies.
 */
export function beginKeeping(jobs: KeepingOf, failed: (where: string) => (error: unknown) => void): Keeping {
  const { kept, now } = jobs
  const counts = countsOfNothing()
  const erase = eraser(kept, () => performance.now())
  let isStopping = false
  dropCopies(kept.folder)
  const repeating = [
    every(LOOK_MS, () => turnKeys(jobs, counts, () => isStopping), failed('keys')),
    // By itself: erasing waits for no database, and for no rotation.
    every(LOOK_MS, async () => void (counts.erased += await erase(now())), failed('erasing')),
    every(HOUR_MS, () => forget(jobs, counts), failed('retention')),
    every(
      REQUEST_MS,
      async () => {
        if (await answerRequest(kept)) counts.copies += 1
      },
      failed('copies'),
    ),
  ]
  return {
    metrics: () => written(counts),
    async stop() {
      isStopping = true
      await Promise.all(repeating.map((one) => one.stop()))
      // Where the database cannot be told, it forgets this instance by itself.
      await kept.shared?.leave().catch(() => undefined)
    },
  }
}

const countsOfNothing = () => ({
  /** When everything shared was last gone through, by the clock of `performance`. */
  sharedAt: -Infinity,
  blind: 0,
  rotating: 0,
  rewrapped: 0,
  unreadable: 0,
  erased: 0,
  referrals: 0,
  desk: 0,
  copies: 0,
  warned: 0,
})
type Counts = ReturnType<typeof countsOfNothing>

/** Takes up the key settings as they are now, and wraps everything by the new key where there is one. */
async function turnKeys({ kept, now, print }: KeepingOf, counts: Counts, isStopping: () => boolean) {
  const ring = kept.ring()
  kept.keys.turnTo(ring)
  const isSharedDue =
    kept.shared !== undefined && ring.previous.length > 0 && performance.now() - counts.sharedAt >= SHARED_MS
  const isToCome = kept.shared !== undefined && ring.next !== undefined
  counts.rotating = kept.keys.isRotating() || isSharedDue || isToCome ? 1 : 0
  await kept.shared?.note(keyMarks(ring))
  if (isToCome || (counts.rotating === 0 && !ring.isNextInFolder)) return
  if (await isAnyBlind({ kept, print }, ring, counts)) return
  const tell = (state: 'rotating' | 'done'): void => {
    const { rewrapped, unreadable } = counts
    writeStatus(kept.folder, { state, rewrapped, unreadable, at: now().toISOString() })
  }
  let told = 0
  tell('rotating')
  const { isDone } = await rotate(
    kept,
    (progress) => {
      Object.assign(counts, progress)
      if (progress.rewrapped - told < TOLD_AFTER) return
      told = progress.rewrapped
      tell('rotating')
    },
    isStopping,
  )
  if (!isDone) return
  const isAgain = counts.sharedAt !== -Infinity
  counts.rotating = 0
  counts.sharedAt = performance.now()
  tell('done')
  if (isAgain && counts.rewrapped === 0) return
  const rows = `${counts.rewrapped} rows, ${counts.unreadable} unreadable`
  print(
    kept.shared
      ? `Keys: rotated (${rows}). Whether another instance still writes by the older key: npm run keys -- status.`
      : `Keys: rotated. Nothing needs an older key any more (${rows}).`,
  )
}

/** Whoever cannot read the new key would lose every row that is wrapped by it; said once, until there are more or fewer. */
async function isAnyBlind(
  { kept, print }: Pick<KeepingOf, 'kept' | 'print'>,
  ring: KeyRing,
  counts: Counts,
): Promise<boolean> {
  const { blind } = kept.shared ? await instancesBeside(kept.shared, ring) : { blind: 0 }
  if (blind > 0 && blind !== counts.blind)
    print(
      `Keys: nothing is wrapped yet. Instances that cannot read the new key: ${blind}. Start them with it first.`,
    )
  counts.blind = blind
  return blind > 0
}

async function forget({ kept, now, print, ...all }: KeepingOf, counts: Counts): Promise<void> {
  const warn: Forgettable['warn'] = ({ oldest, goes, ...rest }) => {
    counts.warned += 1
    const times = { oldest: oldest.toISOString(), goes: goes.toISOString() }
    print(JSON.stringify({ level: 'alarm', alarm: 'unsent-referrals-go-soon', ...rest, ...times }))
  }
  const { referrals, desk } = await forgetAll({ ...all, keys: kept.keys, warn }, now())
  counts.referrals += referrals
  counts.desk += desk
}

const written = (counts: Counts): string =>
  [
    `haven_keys_rotating ${counts.rotating}`,
    `haven_keys_rewrapped ${counts.rewrapped}`,
    `haven_keys_unreadable ${counts.unreadable}`,
    `haven_contents_erased_total ${counts.erased}`,
    `haven_forgotten_total{where="outbox"} ${counts.referrals}`,
    `haven_forgotten_total{where="desk"} ${counts.desk}`,
    `haven_copies_total ${counts.copies}`,
    `haven_alarms_total{alarm="unsent-referrals-go-soon"} ${counts.warned}`,
  ]
    .map((line) => `${line}\n`)
    .join('')

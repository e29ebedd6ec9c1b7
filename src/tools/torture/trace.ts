/** What a process that confirms referrals writes: when one is kept, and when a person is told. */
export const KEPT = 'kept\n'
export const CONFIRMED = 'confirmed\n'

const SYNC = /\b(fsync|fdatasync)(\(| resumed).*= 0$/
const WRITTEN = /\bwrite\(1, "(kept|confirmed)/

/** Of one referral: how often the disk was waited for until it was kept, and until its person was told. */
export interface Waits {
  readonly untilKept: number
  readonly untilConfirmed: number
}

/** From what strace wrote down of a process that confirms one referral after the other. */
export function waitsIn(trace: string): readonly Waits[] {
  const waits: Waits[] = []
  let [since, untilKept] = [0, 0]
  for (const line of trace.split('\n')) {
    if (SYNC.test(line)) since += 1
    const written = WRITTEN.exec(line)?.[1]
    if (written === 'kept') untilKept = since
    if (written !== 'confirmed') continue
    waits.push({ untilKept, untilConfirmed: since })
    ;[since, untilKept] = [0, 0]
  }
  return waits
}

/** All of them. */
export const syncsIn = (trace: string): number => trace.split('\n').filter((line) => SYNC.test(line)).length

/** How fast one caller may go: `perSecond` again and again, and `burst` at once. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

interface Bucket {
  left: number
  at: number
}

/**
 * A token bucket a caller, in memory. Bounded: with more callers than `most` the one that came first is forgotten,
 * which only ever gives somebody a full bucket. Times are milliseconds.
 */
export function rateLimit(
  { perSecond, burst }: Rate,
  most = 20_000,
): (caller: string, now: number) => boolean {
  const buckets = new Map<string, Bucket>()
  return (caller, now) => {
    const known = buckets.get(caller)
    const bucket = known ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (!known) {
      if (buckets.size >= most) buckets.delete(buckets.keys().next().value!)
      buckets.set(caller, bucket)
    }
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}

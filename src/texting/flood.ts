import type { Phone } from '../ports/text-queue.ts'

/**
 * More answers than these no person reads: another machine answers us, or somebody runs up a bill. A whole journey has
 * about sixty, and a text is on its way for seconds, so that one every five seconds is a machine.
 */
const LIMITS = [
  { most: 120, withinMs: 10 * 60_000 },
  { most: 400, withinMs: 24 * 60 * 60_000 },
] as const
/** Danger is answered for so many times longer; a machine that sends our own words back to us would hear it for ever. */
const DANGER_FACTOR = 2
const LONGEST_MS = Math.max(...LIMITS.map(({ withinMs }) => withinMs))

/** Counts how often each phone is answered. In memory: a new process begins anew. */
export interface Floodgate {
  /** Whether a phone may be answered now. `told`: it has just become too much, and that may be said once. */
  at(phone: Phone, now: Date, isDanger: boolean): 'open' | 'told' | 'shut'
  /** It was answered. What could not be answered does not count, however often it was tried. */
  answered(phone: Phone, now: Date): void
  /** When it was answered last, in milliseconds; nothing where that is not known. */
  lastAnswered(phone: Phone): number | undefined
}

export function floodgate(): Floodgate {
  const phones = new Map<Phone, readonly number[]>()
  const told = new Map<Phone, number>()
  const since = (phone: Phone, at: number, ms: number): readonly number[] =>
    (phones.get(phone) ?? []).filter((one) => one > at - ms && one <= at)
  return {
    lastAnswered: (phone) => phones.get(phone)?.at(-1),
    at(phone, now, isDanger) {
      const at = now.getTime()
      const factor = isDanger ? DANGER_FACTOR : 1
      const full = LIMITS.find(({ most, withinMs }) => since(phone, at, withinMs).length >= most * factor)
      if (!full) return 'open'
      const last = told.get(phone)
      if (last !== undefined && last > at - full.withinMs && last <= at) return 'shut'
      told.set(phone, at)
      return 'told'
    },
    answered(phone, now) {
      const at = now.getTime()
      const all = [...since(phone, at, LONGEST_MS), at]
      // Whoever was answered last is last, so the first is who may be forgotten.
      phones.delete(phone)
      phones.set(phone, all)
      const [oldest] = phones.keys()
      if (oldest === undefined || (phones.get(oldest)?.at(-1) ?? 0) > at - LONGEST_MS) return
      phones.delete(oldest)
      told.delete(oldest)
    },
  }
}

/** What the air between a phone and us does to texts. Everything is a chance from 0 to 1, or milliseconds. */
export interface Air {
  /** How long a text is on its way, at the least and at the most. */
  readonly delayMs: readonly [number, number]
  /** A call to Haven is made twice. */
  readonly duplicate: number
  /** A text waits so long that a later one overtakes it. */
  readonly reorder: number
  /** A text to us never arrives. */
  readonly drop: number
  /** A text of ours is taken, and the answer that says so is lost. */
  readonly silence: number
  /** A text of ours is turned away for now. */
  readonly refuse: number
  /** A text of ours is turned away for good, as to a number that is none. */
  readonly reject: number
  /** A text of ours is taken and never reaches the phone, as to one that is switched off. */
  readonly lose: number
}

export const STILL_AIR: Air = {
  delayMs: [0, 0],
  duplicate: 0,
  reorder: 0,
  drop: 0,
  silence: 0,
  refuse: 0,
  reject: 0,
  lose: 0,
}

/** Words on which a carrier blocks, and unblocks, by itself, when they stand alone. */
export const BLOCKS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'CANCEL', 'REVOKE', 'OPTOUT']
export const UNBLOCKS = ['START', 'UNSTOP', 'YES']

/** How long an overtaken text waits, in milliseconds. */
export const OVERTAKEN_MS = 400

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32), so that what failed can be seen again. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

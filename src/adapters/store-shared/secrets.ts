import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Vault } from '../../ports/vault.ts'

/** A secret as it is kept. `cost` is scrypt's N, so that a later Haven can raise it. */
export interface KeptSecret {
  readonly salt: Uint8Array
  readonly cost: number
  readonly hash: Uint8Array
}

/** Secrets that take long to guess, hashed off the event loop. */
export interface SlowSecrets {
  /** Begins the hash that will probably be asked for; at most so many at a time, and for a while. Never throws. */
  prepare(reference: string, secret: string): void
  /** At once where it was prepared. Each answer is given once, so that a salt is not kept twice. */
  hash(reference: string, secret: string): Promise<KeptSecret>
  /** Takes as long when nothing is kept, and answers false. */
  matches(reference: string, secret: string, kept: KeptSecret | undefined): Promise<boolean>
}

/**
 * N and r as in OWASP's Password Storage Cheat Sheet (2^15, 8, with p 3), but p 1: the key below and five tries an hour
 * do the rest, and the person is waiting.
 */
const COST = 2 ** 15
const BLOCK = 8
const BYTES = 32

/** Prepared hashes: as many people as are at their review at once. They are small. */
const MOST_PREPARED = 1000
/** About two seconds of hashing: whoever is slower to agree waits for none, and more are made when they are needed. */
const MOST_UNDER_WAY = 20

/**
 * Hashing takes 128 * N * r bytes (32 MiB) and a core, so one goes at a time for those who will keep, one for those
 * who keep and one for those who open: a flood of either can neither take the memory nor delay somebody's referral.
 */
export function slowSecrets(vault: Vault, cost: number = COST): SlowSecrets {
  const preparing = oneAtATime()
  const keeping = oneAtATime()
  const opening = oneAtATime()
  const prepared = new Map<string, Promise<KeptSecret>>()
  let underWay = 0
  // Keyed and tied to the reference: a stolen file alone cannot be guessed at, nor a hash moved to another row.
  const keyed = (reference: string, secret: string): string =>
    vault.digest(`${reference}|${normalise(secret)}`, 'referral secret')
  const made = async (text: string, lane: Lane): Promise<KeptSecret> => {
    const salt = randomBytes(16)
    return { salt, cost, hash: await lane(() => derive(text, salt, cost)) }
  }
  return {
    prepare(reference, secret) {
      const text = keyed(reference, secret)
      if (prepared.has(text) || underWay >= MOST_UNDER_WAY) return
      underWay += 1
      const hash = made(text, preparing)
      prepared.set(text, hash)
      hash
        .catch(() => prepared.delete(text))
        .finally(() => {
          underWay -= 1
        })
      if (prepared.size > MOST_PREPARED) prepared.delete(prepared.keys().next().value!)
    },
    hash(reference, secret) {
      const text = keyed(reference, secret)
      const ready = prepared.get(text)
      prepared.delete(text)
      return ready ?? made(text, keeping)
    },
    async matches(reference, secret, kept) {
      const { salt, hash, cost: itsCost } = kept ?? { salt: randomBytes(16), hash: randomBytes(BYTES), cost }
      const derived = await opening(() => derive(keyed(reference, secret), salt, itsCost))
      return timingSafeEqual(derived, hash) && kept !== undefined
    },
  }
}

/** A secret is read out, texted and typed on phones: case, spaces, hyphens and full-width letters do not count. */
const normalise = (secret: string): string =>
  secret
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim()

const derive = (text: string, salt: Uint8Array, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const settings = { N: cost, r: BLOCK, p: 1, maxmem: 128 * cost * BLOCK + 2 ** 20 }
    scrypt(text, salt, BYTES, settings, (error, key) => (error ? reject(error) : resolve(key)))
  })

type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** Runs what it is given in the order in which it came. */
function oneAtATime(): Lane {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

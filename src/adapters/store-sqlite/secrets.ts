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

/**
 * Hashing takes 128 * N * r bytes (32 MiB) and a core, so one goes at a time for those who keep and one for those who
 * open: a flood of guesses can neither take the memory nor delay somebody's referral.
 */
export function slowSecrets(vault: Vault, cost: number = COST): SlowSecrets {
  const keeping = oneAtATime()
  const opening = oneAtATime()
  // Keyed and tied to the reference: a stolen file alone cannot be guessed at, nor a hash moved to another row.
  const prepare = (reference: string, secret: string): string =>
    vault.digest(`${reference}|${normalise(secret)}`, 'referral secret')
  return {
    async hash(reference, secret) {
      const salt = randomBytes(16)
      return { salt, cost, hash: await keeping(() => derive(prepare(reference, secret), salt, cost)) }
    },
    async matches(reference, secret, kept) {
      const { salt, hash, cost: itsCost } = kept ?? { salt: randomBytes(16), hash: randomBytes(BYTES), cost }
      const derived = await opening(() => derive(prepare(reference, secret), salt, itsCost))
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

/** Runs what it is given in the order in which it came. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

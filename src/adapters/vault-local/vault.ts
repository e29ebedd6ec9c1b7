import type { RotatingVault } from '../../ports/vault.ts'
import { digesting, digestKeysOf, type DigestKeys } from './digest-keys.ts'
import { derive, KEY, open, rewrap, seal } from './sealing.ts'

/** The key that seals, and older ones that still open what they sealed. */
export interface MasterKeys {
  readonly current: Uint8Array
  readonly previous?: readonly Uint8Array[]
  /** The one that is to come: it opens, and what is under it needs no wrapping anew. */
  readonly next?: Uint8Array
  /** Absent: those that belong to the current key. */
  readonly digestKeys?: DigestKeys
}

/**
 * A vault whose master key is held in this process. Each record gets a random data key of its own; the master key
 * only ever wraps data keys, so a new master key needs no content sealed again. Both layers are bound to the row.
 * Nonces are random: one master key should wrap fewer than 2^32 records (NIST SP 800-38D, section 8.3), which is
 * a hundred turns a second for sixteen months. Every key is 32 bytes; anything else throws. A key alone is the current
 * one, with no older ones.
 */
export function localVault(keys: Uint8Array | MasterKeys): RotatingVault {
  const { current, previous = [], next, digestKeys } = keys instanceof Uint8Array ? { current: keys } : keys
  if ([current, ...previous, ...(next ? [next] : [])].some(({ length }) => length !== KEY))
    throw new Error('A vault needs a key of 32 bytes')
  const wrapping = derive(current, 'wrap')
  const older = previous.map((key) => derive(key, 'wrap'))
  const wrappings = [wrapping, ...older, ...(next ? [derive(next, 'wrap')] : [])]
  return {
    seal: (plain, bound) => seal(wrapping, plain, Buffer.from(bound)),
    open: (sealed, bound) => open(wrappings, sealed, Buffer.from(bound)),
    rewrap: (sealed, bound) => rewrap({ wrapping, older }, wrappings, sealed, Buffer.from(bound)),
    digest: digesting(digestKeys ?? digestKeysOf(current)),
  }
}

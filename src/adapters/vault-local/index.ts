import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { Vault } from '../../ports/vault.ts'

export { loadKey } from './load-key.ts'

/** The first byte of every sealed record, so that a later way of sealing can tell its own from these. */
const VERSION = 1
const KEY = 32
const NONCE = 12
const TAG = 16
/** Version, then the wrapped data key (nonce, key, tag), then the content (nonce, content, tag). */
const WRAPPED_AT = 1
const CONTENT_AT = WRAPPED_AT + NONCE + KEY + TAG
/** Bytes that sealing adds to a record. */
const OVERHEAD = CONTENT_AT + NONCE + TAG

/**
 * A vault whose master key is held in this process. Each record gets a random data key of its own; the master key
 * only ever wraps data keys, so a new master key needs no content sealed again. Both layers are bound to the row.
 * Nonces are random: one master key should wrap fewer than 2^32 records (NIST SP 800-38D, section 8.3), which is
 * a hundred turns a second for sixteen months. `key` is 32 bytes; anything else throws.
 */
export function localVault(key: Uint8Array): Vault {
  if (key.length !== KEY) throw new Error('A vault needs a key of 32 bytes')
  const wrapping = derive(key, 'wrap')
  const digesting = new Map<string, KeyObject>()
  const digestKey = (purpose: string): KeyObject => {
    const known = digesting.get(purpose) ?? derive(key, `digest|${purpose}`)
    digesting.set(purpose, known)
    return known
  }
  return {
    seal: (plain, bound) => seal(wrapping, plain, Buffer.from(bound)),
    open: (sealed, bound) => open(wrapping, sealed, Buffer.from(bound)),
    digest: (value, purpose) => createHmac('sha256', digestKey(purpose)).update(value).digest('hex'),
  }
}

/** Keys that do different work are different keys. */
const derive = (key: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `haven|${VERSION}|${use}`, KEY)))

function seal(wrapping: KeyObject, plain: Uint8Array, bound: Uint8Array): Uint8Array {
  const random = someRandom(KEY + NONCE + NONCE)
  const dataKey = random.subarray(0, KEY)
  const sealed = Buffer.allocUnsafe(plain.length + OVERHEAD)
  sealed[0] = VERSION
  // A KeyObject, because a cipher made from raw bytes takes ten times as long to begin (measured on Node 24).
  const layers = [
    { key: wrapping, nonce: random.subarray(KEY, KEY + NONCE), content: dataKey, at: WRAPPED_AT },
    { key: createSecretKey(dataKey), nonce: random.subarray(KEY + NONCE), content: plain, at: CONTENT_AT },
  ]
  for (const layer of layers) {
    const cipher = createCipheriv('aes-256-gcm', layer.key, layer.nonce).setAAD(bound)
    sealed.set(layer.nonce, layer.at)
    sealed.set(cipher.update(layer.content), layer.at + NONCE)
    cipher.final()
    sealed.set(cipher.getAuthTag(), layer.at + NONCE + layer.content.length)
  }
  random.fill(0)
  return sealed
}

/** Chance is drawn for some seventy records at once, and each piece of it is used once and wiped. */
let pool = Buffer.alloc(0)
let used = 0
function someRandom(length: number): Buffer {
  if (used + length > pool.length) {
    pool = randomBytes(4096)
    used = 0
  }
  used += length
  return pool.subarray(used - length, used)
}

function open(wrapping: KeyObject, sealed: Uint8Array, bound: Uint8Array): Uint8Array {
  if (sealed[0] !== VERSION || sealed.length < OVERHEAD) throw new Error('This is not a sealed record')
  const dataKey = unwrap(wrapping, sealed.subarray(WRAPPED_AT, CONTENT_AT), bound)
  const plain = unwrap(createSecretKey(dataKey), sealed.subarray(CONTENT_AT), bound)
  dataKey.fill(0)
  return plain
}

/** Opens one layer. The tag's length is said, because Node would also take a shorter and so weaker one. */
function unwrap(key: KeyObject, layer: Uint8Array, bound: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, layer.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(bound).setAuthTag(layer.subarray(layer.length - TAG))
  const plain = decipher.update(layer.subarray(NONCE, layer.length - TAG))
  decipher.final()
  return plain
}

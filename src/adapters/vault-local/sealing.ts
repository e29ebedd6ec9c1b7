import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

/** The first byte of every sealed record, so that a later way of sealing can tell its own from these. */
export const VERSION = 1
/** Bytes of a key. */
export const KEY = 32
const NONCE = 12
const TAG = 16
/** Version, then the wrapped data key (nonce, key, tag), then the content (nonce, content, tag). */
const WRAPPED_AT = 1
const CONTENT_AT = WRAPPED_AT + NONCE + KEY + TAG
/** Bytes that sealing adds to a record. */
const OVERHEAD = CONTENT_AT + NONCE + TAG

/** Keys that do different work are different keys. */
export const derive = (key: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `haven|${VERSION}|${use}`, KEY)))

/** Seals with a data key of its own, wrapped by `wrapping`; both layers are bound to the row. */
export function seal(wrapping: KeyObject, plain: Uint8Array, bound: Uint8Array): Uint8Array {
  const random = someRandom(KEY + NONCE + NONCE)
  const dataKey = random.subarray(0, KEY)
  const sealed = Buffer.allocUnsafe(plain.length + OVERHEAD)
  sealed[0] = VERSION
  // A KeyObject, because a cipher made from raw bytes takes ten times as long to begin (measured on Node 24).
  const layers = [
    { key: wrapping, nonce: random.subarray(KEY, KEY + NONCE), content: dataKey, at: WRAPPED_AT },
    { key: createSecretKey(dataKey), nonce: random.subarray(KEY + NONCE), content: plain, at: CONTENT_AT },
  ]
  for (const layer of layers) writeLayer(sealed, layer, bound)
  random.fill(0)
  return sealed
}

/** Throws when the record was altered, moved, or is under none of these keys. */
export function open(wrappings: readonly KeyObject[], sealed: Uint8Array, bound: Uint8Array): Uint8Array {
  const { dataKey } = dataKeyOf(wrappings, sealed, bound)
  const plain = openLayer(createSecretKey(dataKey), sealed.subarray(CONTENT_AT), bound)
  dataKey.fill(0)
  return plain
}

/** The same record under `wrapping`, or `undefined` where it is under none of the older keys. Throws as `open` does. */
export function rewrap(
  { wrapping, older }: { readonly wrapping: KeyObject; readonly older: readonly KeyObject[] },
  wrappings: readonly KeyObject[],
  sealed: Uint8Array,
  bound: Uint8Array,
): Uint8Array | undefined {
  const { dataKey, under } = dataKeyOf(wrappings, sealed, bound)
  if (!older.includes(under)) return undefined
  const again = Buffer.from(sealed)
  writeLayer(again, { key: wrapping, nonce: randomBytes(NONCE), content: dataKey, at: WRAPPED_AT }, bound)
  dataKey.fill(0)
  return again
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

interface Layer {
  readonly key: KeyObject
  readonly nonce: Uint8Array
  readonly content: Uint8Array
  readonly at: number
}

function writeLayer(into: Buffer, { key, nonce, content, at }: Layer, bound: Uint8Array): void {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
  into.set(nonce, at)
  into.set(cipher.update(content), at + NONCE)
  cipher.final()
  into.set(cipher.getAuthTag(), at + NONCE + content.length)
}

/** The newest key is tried first, so a record costs more only while a rotation is under way. */
function dataKeyOf(
  wrappings: readonly KeyObject[],
  sealed: Uint8Array,
  bound: Uint8Array,
): { readonly dataKey: Buffer; readonly under: KeyObject } {
  if (sealed[0] !== VERSION || sealed.length < OVERHEAD) throw new Error('This is not a sealed record')
  let why: unknown
  for (const under of wrappings) {
    try {
      return { dataKey: openLayer(under, sealed.subarray(WRAPPED_AT, CONTENT_AT), bound), under }
    } catch (error) {
      why = error
    }
  }
  throw why
}

/** Opens one layer. The tag's length is said, because Node would also take a shorter and so weaker one. */
function openLayer(key: KeyObject, layer: Uint8Array, bound: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, layer.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(bound).setAuthTag(layer.subarray(layer.length - TAG))
  const plain = decipher.update(layer.subarray(NONCE, layer.length - TAG))
  decipher.final()
  return plain
}

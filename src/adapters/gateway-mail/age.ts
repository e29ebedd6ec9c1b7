import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'

/**
 * The age format, version 1 (c2sp.org/age), locked with one passphrase: a published format with tools for every
 * system, so that a gateway opens what it gets without Haven (`age --decrypt FILE`). scrypt, HKDF-SHA-256 and
 * ChaCha20-Poly1305, all from `node:crypto`.
 */

const VERSION = 'age-encryption.org/v1'
/** scrypt's cost as a power of two: 32 MiB and about 0.1 s, as for the secrets that open a referral (decision 6). */
const COST = 15
/** What a stranger's file may make us spend: 1 GiB at 20. The reference tool writes 18. */
const COST_LIMIT = 20
/** Bytes of plain text in one sealed piece. */
const PIECE = 64 * 1024
const TAG = 16

const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/

/** Locks with a passphrase. Two locked copies of the same text are never the same bytes. */
export async function lock(plain: Uint8Array, passphrase: string): Promise<Buffer> {
  const fileKey = randomBytes(16)
  const salt = randomBytes(16)
  const wrapped = seal(await wrapKey(passphrase, salt, COST), Buffer.alloc(12), fileKey)
  const head = `${VERSION}\n-> scrypt ${base64(salt)} ${COST}\n${base64(wrapped)}\n---`
  const nonce = randomBytes(16)
  const key = derive(fileKey, nonce, 'payload')
  const pieces = piecesOf(plain, PIECE).map((piece, index, all) =>
    seal(key, pieceNonce(index, index === all.length - 1), piece),
  )
  return Buffer.concat([Buffer.from(`${head} ${base64(mac(fileKey, head))}\n`), nonce, ...pieces])
}

/**
 * Opens what `lock`, or another age tool with a passphrase, has locked. Throws when the passphrase is wrong, the file
 * was changed or cut, or is locked in another way.
 */
export async function unlock(locked: Uint8Array, passphrase: string): Promise<Buffer> {
  const file = Buffer.from(locked)
  const header = HEADER.exec(file.subarray(0, 256).toString('latin1'))
  const [whole = '', salt = '', cost = '', wrapped = '', seen = ''] = header ?? []
  if (!header || Number(cost) > COST_LIMIT)
    throw new Error('This is no age file that is locked with a passphrase')
  const wrap = await wrapKey(passphrase, Buffer.from(salt, 'base64'), Number(cost))
  const fileKey = open(wrap, Buffer.alloc(12), Buffer.from(wrapped, 'base64'))
  const expected = mac(fileKey, whole.slice(0, whole.lastIndexOf('---') + 3))
  if (!timingSafeEqual(expected, Buffer.from(seen, 'base64'))) throw new Error('This file was changed')
  const body = file.subarray(whole.length)
  const key = derive(fileKey, body.subarray(0, 16), 'payload')
  const pieces = piecesOf(body.subarray(16), PIECE + TAG).map((piece, index, all) =>
    open(key, pieceNonce(index, index === all.length - 1), piece),
  )
  return Buffer.concat(pieces)
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

const derive = (fileKey: Uint8Array, salt: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, salt, purpose, 32))

const mac = (fileKey: Uint8Array, head: string): Buffer =>
  createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest()

const wrapKey = (passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost
    const bound = Buffer.concat([Buffer.from(`${VERSION}/scrypt`), salt])
    const options = { N, r: 8, p: 1, maxmem: 2 * 128 * 8 * N }
    scrypt(passphrase, bound, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** A counter, and a last byte that says whether this is the last piece: none can be moved, lost or added. */
function pieceNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function piecesOf(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
}

function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG) throw new Error('This file was cut')
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()])
}

import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32
const HOW =
  'HAVEN_KEY must be 32 bytes as base64. Make one with: node -p "crypto.randomBytes(32).toString(\'base64\')". ' +
  'Keep a copy somewhere else: without it nothing that was kept can be read.'

/**
 * The 32 bytes that seal everything. `env` is `HAVEN_KEY`: base64, base64url or 64 hex digits. In production it is
 * demanded, so that the key never lies beside what it seals; elsewhere one is made once, in the file `key` of the
 * data folder, which only its owner can read. Throws when there is no usable key; no error repeats a key.
 */
export function loadKey(settings: {
  readonly dataFolder: string
  readonly env: string | undefined
  readonly production: boolean
}): Uint8Array {
  const given = settings.env?.trim() ?? ''
  if (given !== '') {
    const key = parse(given)
    if (!key) throw new Error(`HAVEN_KEY is not a key. ${HOW}`)
    return key
  }
  if (settings.production) throw new Error(`HAVEN_KEY is not set. ${HOW}`)
  return keyOfFolder(settings.dataFolder)
}

function parse(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64')
  return undefined
}

function keyOfFolder(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'key')
  if (!existsSync(file)) make(file)
  // Copying a folder can widen its rights.
  chmodSync(file, 0o600)
  const key = parse(readFileSync(file, 'utf8').trim())
  if (!key) throw new Error('The file "key" in the data folder does not hold a key. Put the right one back.')
  return key
}

/** Never writes over a key: with `wx`, of two processes that start together one fails instead. */
function make(file: string): void {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
  fsyncSync(handle)
  closeSync(handle)
}

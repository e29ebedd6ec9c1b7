import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { KeyMarks } from '../../ports/kept-file.ts'
import { derive } from './sealing.ts'

/** The key that seals, and those that still open what they sealed; the oldest is the last. */
export interface KeyRing {
  readonly current: Uint8Array
  readonly previous: readonly Uint8Array[]
  /** What other instances, or this one later, seal by: it opens here too. */
  readonly next?: Uint8Array
  /** The current one is in the data folder as `key-new`, beside the older `key`. */
  readonly isNextInFolder?: true
}

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

/**
 * Where keys come from. `previous` is `HAVEN_KEY_PREVIOUS`: older keys, with commas, the latest first. `next` is
 * `HAVEN_KEY_NEXT`, which matters where several instances share a database.
 */
export interface KeySettings {
  readonly dataFolder: string
  readonly env: string | undefined
  readonly previous?: string | undefined
  readonly next?: string | undefined
  readonly production: boolean
}

/**
 * The current key, by `loadKey`, with the older ones that still open. In development a rotation under way is a second
 * file, `key-new`, beside `key`. Throws when a key cannot be used.
 */
export function loadKeys(settings: KeySettings): KeyRing {
  const { dataFolder, env, production } = settings
  const later = settings.next?.trim() ?? ''
  const older = (settings.previous ?? '').split(',').flatMap((text) => text.trim() || [])
  for (const [name, isSet] of [
    ['HAVEN_KEY_PREVIOUS', older.length > 0],
    ['HAVEN_KEY_NEXT', later !== ''],
  ] as const)
    if (isSet && !(env?.trim() ?? '')) throw new Error(`${name} is set, but HAVEN_KEY is not. ${HOW}`)
  const previous = older.map((text) => {
    const key = parse(text)
    if (!key)
      throw new Error('HAVEN_KEY_PREVIOUS is not a key, or not keys with commas. Set the one of before.')
    return key
  })
  if ((env?.trim() ?? '') === '' && !production && existsSync(join(dataFolder, NEXT))) {
    const next = readKey(dataFolder, NEXT)
    return {
      current: next,
      previous: existsSync(join(dataFolder, FIRST)) ? [readKey(dataFolder, FIRST)] : [],
      isNextInFolder: true,
    }
  }
  const next = later === '' ? undefined : parse(later)
  if (later !== '' && !next) throw new Error('HAVEN_KEY_NEXT is not a key. Set the one that is to come.')
  if (next && previous.some((key) => Buffer.from(key).equals(next)))
    throw new Error(
      'HAVEN_KEY_NEXT is one of HAVEN_KEY_PREVIOUS too: a key is older or to come. Take it out of one.',
    )
  const current = loadKey({ dataFolder, env, production })
  const isOther = (key: Uint8Array): boolean => !Buffer.from(key).equals(current)
  return { current, previous: previous.filter(isOther), ...(next && isOther(next) && { next }) }
}

/**
 * Begins a rotation of the key in the data folder: makes `key-new`. Throws when one is under way, or where there is no
 * key yet.
 */
export function makeNextKey(folder: string): void {
  if (!existsSync(join(folder, FIRST)))
    throw new Error('There is no key in the data folder yet. Start Haven once.')
  if (existsSync(join(folder, NEXT)))
    throw new Error('A rotation is under way already: npm run keys -- status says how far it is.')
  readKey(folder, FIRST)
  make(join(folder, NEXT))
  syncFolder(folder)
}

/**
 * Ends a rotation of the key in the data folder, once nothing needs the old one: `key-new` takes the place of `key`, in
 * one step, and the old key is gone. Nothing where none is under way.
 */
export function dropOldKey(folder: string): void {
  if (!existsSync(join(folder, NEXT))) return
  renameSync(join(folder, NEXT), join(folder, FIRST))
  syncFolder(folder)
}

function parse(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64')
  return undefined
}

/** The key of a data folder, and the one that is to follow it. */
const FIRST = 'key'
const NEXT = 'key-new'

function keyOfFolder(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(join(folder, FIRST))) {
    // A new key would open nothing, and would stand in the way of the right one.
    if (readdirSync(folder).some((name) => name.endsWith('.db')))
      throw new Error('The file "key" is missing from the data folder. Put it back, or set HAVEN_KEY.')
    make(join(folder, FIRST))
  }
  return readKey(folder, FIRST)
}

function readKey(folder: string, name: string): Uint8Array {
  const file = join(folder, name)
  // Copying a folder can widen its rights.
  chmodSync(file, 0o600)
  const key = parse(readFileSync(file, 'utf8').trim())
  if (!key)
    throw new Error(`The file "${name}" in the data folder does not hold a key. Put the right one back.`)
  return key
}

/** Never writes over a key: with `wx`, of two processes that start together one fails instead. */
function make(file: string): void {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
  fsyncSync(handle)
  closeSync(handle)
}

/** Makes the names in a folder durable; where a folder cannot be opened (Windows) the system does it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Marks by which instances that share a database tell each other's keys apart. Nothing of a key can be learned from one. */
export const keyMarks = ({ current, previous, next }: KeyRing): KeyMarks => {
  const mark = (key: Uint8Array): string =>
    createHash('sha256').update(derive(key, 'mark').export()).digest('hex').slice(0, 16)
  return { writes: mark(current), reads: [current, ...previous, ...(next ? [next] : [])].map(mark) }
}

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RotatingVault } from '../../ports/vault.ts'
import { APART, contentKeysIn, type ContentKeys } from './content-keys.ts'
import { digesting, digestKeysOf, readDigestKeys, writeDigestKeys } from './digest-keys.ts'
import { localVault } from './vault.ts'
import { openKeysFile } from './keys-file.ts'
import type { KeyRing } from './load-key.ts'

/** The file of keys in the data folder. */
export const KEYS_FILE = 'keys.db'
const CHECK = 'keys|check'
const DIGESTS = 'keys|digests'
/** The check row of haven.db. */
const STORE_CHECK = 'key|1'

const sealedSchema = z.object({ sealed: z.instanceof(Uint8Array) })

/** The keys of one data folder. */
export interface Keys {
  /** Seals by the master key. */
  readonly vault: RotatingVault
  /** The same, and each referral's content by a key of its own that can be destroyed. For files of this folder. */
  readonly contents: ContentKeys
  /** Our digest keys, sealed for a row from which other instances take them up. */
  sealDigestKeys(bound: string): Uint8Array
  /**
   * Takes up, durably, the digest keys that other instances have. False, and nothing is done, where something of this
   * folder was made with its own.
   */
  takeDigestKeys(sealed: Uint8Array, bound: string): boolean
  /** Some row may still need an older key. */
  isRotating(): boolean
  /** Uses another current key from now on; what was current still opens. Nothing when it is current already. */
  turnTo(ring: KeyRing): void
  /** Says, durably, that nothing of ours needs an older key. Older ones open nothing any more, but for those given here. */
  finish(stillOpening?: readonly Uint8Array[]): void
  /** Writes a copy, as of one moment, to a file that must not exist. */
  copyTo(file: string): Promise<void>
  /** Lets nothing of the past stay in the log. */
  emptyLog(): void
  /** May be repeated. */
  close(): void
}

/**
 * Opens keys.db, made on first use: the digest keys, and the keys of contents. One process has it at a time. Throws,
 * with a sentence for whoever runs it, when another process has it, when no key opens it, when it is missing though
 * rows need it, or when it is damaged.
 */
export function openKeys(folder: string, ring: KeyRing): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, KEYS_FILE)
  // Before the file is made: with a wrong key it would be made wrongly.
  if (!existsSync(file)) firstKeyOf(folder, ring)
  const db = openKeysFile(file)
  try {
    return keysIn(db, ring, {
      first: () => firstKeyOf(folder, ring),
      isAlone: () => !BESIDE.some((name) => existsSync(join(folder, name))),
    })
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * `first`: what a keys.db with nothing in it yet is made with, also one that a kill or a full disk left empty. `isAlone`:
 * whether no other file is in the folder yet.
 */
interface Beginning {
  first(): Uint8Array
  isAlone(): boolean
}

function keysIn(db: DatabaseSync, ring: KeyRing, { first, isAlone }: Beginning): Keys {
  let master = localVault(ring)
  if (!db.prepare('select 1 from key_check').get()) begin(db, first())
  check(db, master)
  let digestKeys = readDigestKeys(master.open(only(db, 'digest_keys'), DIGESTS))
  let digest = digesting(digestKeys)
  const vault: RotatingVault = {
    seal: (plain, bound) => master.seal(plain, bound),
    open: (sealed, bound) => master.open(sealed, bound),
    rewrap: (sealed, bound) => master.rewrap(sealed, bound),
    digest: (value, purpose) => digest(value, purpose),
  }
  let used = ring
  return {
    vault,
    contents: contentKeysIn(db, vault),
    sealDigestKeys: (bound) => master.seal(writeDigestKeys(digestKeys), bound),
    takeDigestKeys(sealed, bound) {
      if (!isAlone()) return false
      digestKeys = readDigestKeys(master.open(sealed, bound))
      digest = digesting(digestKeys)
      db.prepare('update digest_keys set sealed = ?').run(master.seal(writeDigestKeys(digestKeys), DIGESTS))
      return true
    },
    isRotating: () => master.rewrap(only(db, 'key_check'), CHECK) !== undefined,
    turnTo(next) {
      const isSame = Buffer.from(next.current).equals(used.current)
      if (isSame) return
      const previous = [used.current, ...used.previous, ...next.previous]
      used = { ...next, previous }
      master = localVault(used)
    },
    finish(stillOpening = []) {
      db.exec('begin immediate')
      for (const [table, bound] of [
        ['digest_keys', DIGESTS],
        ['key_check', CHECK],
      ] as const) {
        const again = master.rewrap(only(db, table), bound)
        if (again) db.prepare(`update ${table} set sealed = ?`).run(again)
      }
      db.exec('commit; pragma wal_checkpoint(truncate)')
      used = { ...used, previous: stillOpening }
      master = localVault(used)
    },
    copyTo: async (to) => void (await backup(db, to)),
    emptyLog: () => db.exec('pragma wal_checkpoint(truncate)'),
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

/** `first` may be an older key, when Haven is upgraded and its key changed in one go: then a rotation is under way. */
function begin(db: DatabaseSync, first: Uint8Array): void {
  const vault = localVault(first)
  db.exec('begin immediate')
  db.prepare('insert into digest_keys (sealed) values (?)').run(
    vault.seal(writeDigestKeys(digestKeysOf(first)), DIGESTS),
  )
  db.prepare('insert into key_check (sealed) values (?)').run(vault.seal(Buffer.from('haven'), CHECK))
  db.exec('commit')
}

function check(db: DatabaseSync, master: RotatingVault): void {
  try {
    master.open(only(db, 'key_check'), CHECK)
  } catch (error) {
    throw new Error(
      'The keys of this data folder were sealed with another key. Set HAVEN_KEY to the one that was used last; ' +
        'while a rotation is under way, HAVEN_KEY_PREVIOUS to the one before. Where keys.db is alone in the folder, it may be ' +
        'deleted. Nothing was changed.',
      { cause: error },
    )
  }
}

const only = (db: DatabaseSync, table: 'key_check' | 'digest_keys'): Uint8Array =>
  sealedSchema.parse(db.prepare(`select sealed from ${table}`).get()).sealed

/**
 * The key with which the files beside were made, for a keys.db that is not there yet; the current one where there are
 * none. Throws when they were made with a key that is not given, and when they need a keys.db that has gone.
 */
function firstKeyOf(folder: string, { current, previous }: KeyRing): Uint8Array {
  const oldestFirst = [current, ...previous].toReversed()
  const first = oldestFirst[0] ?? current
  for (const { name, content } of OTHERS) {
    const file = join(folder, name)
    if (!existsSync(file)) continue
    const needs = peek(file, content)
    if (needs.isApart) throw new Error(missing(name))
    if (!needs.check) continue
    const found = madeWith(oldestFirst, needs.check)
    if (!found)
      throw new Error('This store was sealed with another key. Set HAVEN_KEY to the one it was made with.')
    if (found.text !== 'haven') throw new Error(missing(name))
    return found.key
  }
  return first
}

/** What is made with the digest keys of its folder. */
const BESIDE = ['haven.db', 'gateway.db', 'directory.db']

const OTHERS = [
  { name: 'haven.db', content: 'outbox' },
  { name: 'gateway.db', content: 'referrals' },
] as const

/** What is in a file of before: its check row, and whether a content has a key in keys.db. */
function peek(
  file: string,
  content: string,
): { readonly check: Uint8Array | undefined; readonly isApart: boolean } {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    const has = (table: string): boolean =>
      db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table) !== undefined
    const row = has('key_check') ? db.prepare('select sealed from key_check').get() : undefined
    const isApart =
      has(content) &&
      db.prepare(`select 1 from ${content} where substr(sealed, 1, 1) = ? limit 1`).get(Buffer.of(APART)) !==
        undefined
    return { check: row && sealedSchema.parse(row).sealed, isApart }
  } catch (error) {
    throw new Error(`${file} cannot be read: another Haven has it open, or it is damaged.`, { cause: error })
  } finally {
    db.close()
  }
}

const missing = (name: string): string =>
  `keys.db is missing from the data folder, and what is in ${name} needs it. Put it or its copy back.`

/** Which of these keys opens a check row, and what it says. */
function madeWith(
  keys: readonly Uint8Array[],
  check: Uint8Array,
): { readonly key: Uint8Array; readonly text: string } | undefined {
  for (const key of keys) {
    try {
      return { key, text: Buffer.from(localVault(key).open(check, STORE_CHECK)).toString() }
    } catch {
      continue
    }
  }
  return undefined
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openEdits } from '../adapters/edits-sqlite/index.ts'
import { openStore } from '../adapters/store-sqlite/index.ts'
import { openKeys, type KeyRing, type Keys } from '../adapters/vault-local/index.ts'
import { openDatabase } from '../gateway/store/database.ts'
import { keptFileOf } from '../gateway/store/rotation.ts'
import type { KeptFile, SharedRows } from '../ports/kept-file.ts'

/** The names of the files, in the order in which they are copied: what keys open, before the keys. */
export const FILES = {
  store: 'haven.db',
  desk: 'gateway.db',
  edits: 'directory.db',
  keys: 'keys.db',
} as const

/** What one data folder keeps, open. A file that is not there, or is not ours to hold, is absent. */
export interface Kept {
  readonly folder: string
  readonly keys: Keys
  /** The key settings as they are now; in development a rotation may have begun since the last look. */
  readonly ring: () => KeyRing
  /** The outbox and conversations; absent where they are in PostgreSQL. */
  readonly store?: KeptFile | undefined
  /** What is in PostgreSQL instead, for all instances. */
  readonly shared?: SharedRows | undefined
  readonly desk?: KeptFile | undefined
  readonly edits?: { copyTo(file: string): Promise<void> } | undefined
}

/**
 * Opens what a data folder keeps, for a command that does the work itself. Throws, with a sentence, when a Haven has it
 * open. `close` lets go of it all.
 */
export function openKept(folder: string, ring: () => KeyRing): Kept & { close(): Promise<void> } {
  const at = (name: keyof typeof FILES): string => join(folder, FILES[name])
  const keys = openKeys(folder, ring())
  const closings: (() => unknown)[] = [() => keys.close()]
  const close = async (): Promise<void> => {
    for (const closing of closings.splice(0).toReversed()) await closing()
  }
  try {
    const { vault } = keys.contents
    const store = existsSync(at('store')) ? openStore({ file: at('store'), vault }) : undefined
    if (store) closings.push(() => store.close())
    const desk = existsSync(at('desk')) ? openDatabase(at('desk')) : undefined
    if (desk) closings.push(() => desk.close())
    const edits = existsSync(at('edits')) ? openEdits({ file: at('edits'), vault: keys.vault }) : undefined
    if (edits) closings.push(() => edits.close())
    return { folder, keys, ring, store: store?.file, desk: desk && keptFileOf(desk), edits, close }
  } catch (error) {
    void close()
    throw error
  }
}

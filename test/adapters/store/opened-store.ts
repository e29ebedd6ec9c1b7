import { join } from 'node:path'
import { localVault } from '../../../src/adapters/vault-local/index.ts'
import { openStore, type Store } from '../../../src/adapters/store-sqlite/index.ts'
import type { Vault } from '../../../src/ports/vault.ts'
import { aFolder } from './samples.ts'

/** A store of its own for one test. `restart` closes it and opens it again on what it kept. */
export interface OpenedStore {
  readonly store: Store
  restart(): Promise<Store>
  remove(): Promise<void>
}

/** The key of every store that these tests make. */
export const aVault: Vault = localVault(new Uint8Array(32).fill(7))
/** scrypt's N at its least: these tests are about counting, not about hashing. */
export const QUICK = 2

/** An SQLite store in a folder of its own. */
export function openedSqlite(
  vault: Vault = aVault,
  secretCost = QUICK,
): OpenedStore & { readonly folder: string } {
  const folder = aFolder()
  const open = (): Store => openStore({ file: join(folder.path, 'haven.db'), vault, secretCost })
  const first = open()
  let current = first
  return {
    folder: folder.path,
    store: first,
    async restart() {
      await current.close()
      return (current = open())
    },
    async remove() {
      await current.close()
      folder.remove()
    },
  }
}

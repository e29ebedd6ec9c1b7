import { join } from 'node:path'
import { openStore } from '../../adapters/store-sqlite/index.ts'
import { openKeys } from '../../adapters/vault-local/index.ts'
import { eraser } from '../../keeping/erase.ts'
import type { Referrals } from '../../ports/referrals.ts'
import { RING, STORE_FILE, type StorePlace } from './setting.ts'

/** What a bot keeps, put together as Haven does it. */
export interface KeptByBot {
  readonly referrals: Referrals
  /** Destroys the keys of contents that are gone. */
  erase(now: Date): Promise<number>
  close(): Promise<void>
}

/** Hashing secrets slowly is not what this is about. */
const SECRET_COST = 2

/** Opens what is left at a place, or makes it. */
export async function openKeptBy({ folder, databaseUrl }: StorePlace): Promise<KeptByBot> {
  const keys = openKeys(folder, RING)
  if (databaseUrl !== undefined) {
    // Loaded only where it is used: every life would wait for it.
    const { openPostgresStore } = await import('../../adapters/store-postgres/index.ts')
    const store = await openPostgresStore({ url: databaseUrl, vault: keys.vault, secretCost: SECRET_COST })
    return {
      referrals: store.referrals,
      // Contents in PostgreSQL have no keys of their own.
      erase: async () => 0,
      async close() {
        await store.close()
        keys.close()
      },
    }
  }
  const file = join(folder, STORE_FILE)
  const store = openStore({ file, vault: keys.contents.vault, secretCost: SECRET_COST })
  return {
    referrals: store.referrals,
    erase: eraser({ keys, folder, ring: () => RING, store: store.file }, () => performance.now()),
    async close() {
      await store.close()
      keys.close()
    },
  }
}

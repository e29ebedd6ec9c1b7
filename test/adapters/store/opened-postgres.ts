import { openPostgresStore } from '../../../src/adapters/store-postgres/index.ts'
import type { Store } from '../../../src/ports/store.ts'
import type { Vault } from '../../../src/ports/vault.ts'
import { aCorner, type Corner } from '../../support/a-postgres.ts'
import { aVault, QUICK, type OpenedStore } from './opened-store.ts'

/** A PostgreSQL store on tables of its own. `another` opens one more on the same, as another instance would. */
export interface OpenedPostgres extends OpenedStore {
  readonly corner: Corner
  another(vault?: Vault): Promise<Store>
}

export async function openedPostgres(vault: Vault = aVault, secretCost = QUICK): Promise<OpenedPostgres> {
  const corner = await aCorner()
  const opened: Store[] = []
  const another = async (itsVault: Vault = vault): Promise<Store> => {
    const store = await openPostgresStore({ url: corner.url, vault: itsVault, secretCost })
    opened.push(store)
    return store
  }
  const first = await another()
  return {
    corner,
    store: first,
    another,
    async restart() {
      await opened.at(-1)?.close()
      return another()
    },
    async remove() {
      for (const store of opened) await store.close()
      await corner.remove()
    },
  }
}

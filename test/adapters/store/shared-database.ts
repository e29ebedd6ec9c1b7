import { expect } from 'chai'
import { openPostgresStore } from '../../../src/adapters/store-postgres/index.ts'
import { openKeys, type KeyRing } from '../../../src/adapters/vault-local/index.ts'
import { aCorner, type Corner } from '../../support/a-postgres.ts'
import { QUICK } from './opened-store.ts'
import { after as later, aFolder, aReferral, HOUR, NOON } from './samples.ts'

export const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)]
/** An instance while the key is changed: it knows only the old one; reads both; writes by the new one; has no other. */
export const BEFORE: KeyRing = { current: OLD, previous: [] }
export const READS_BOTH: KeyRing = { current: OLD, previous: [], next: NEW }
export const UNDER_WAY: KeyRing = { current: NEW, previous: [OLD] }
export const AFTERWARDS: KeyRing = { current: NEW, previous: [] }

const PEOPLE = 60
const REFERENCES = ['LARK-472', 'WREN-305', 'ROOK-118']
const TEXT = { from: '+447700900123', to: '+447700900999', text: 'hello', hasMedia: false }
/** What `fill` leaves: conversations, referrals, one text in and two out, the digest keys, the row that the key is checked by. */
export const ROWS = PEOPLE + REFERENCES.length + 3 + 2

/** A database that instances share, of one test. */
export interface SharedDatabase {
  readonly corner: Corner
  /** A new one. */
  folder(): string
  /** An instance with this data folder, started with these keys. */
  started(folder: string, ring: KeyRing): Promise<Instance>
  remove(): Promise<void>
}
export type Instance = Awaited<ReturnType<typeof start>>

async function start(url: string, folder: string, ring: KeyRing) {
  const keys = openKeys(folder, ring)
  const opening = openPostgresStore({ url, vault: keys.vault, digestKeys: keys, secretCost: QUICK })
  const store = await opening.catch((error: unknown) => {
    keys.close()
    throw error
  })
  let isOpen = true
  const stop = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await store.close()
    keys.close()
  }
  return { keys, store, kept: { folder, keys, ring: () => ring, shared: store.rows }, stop }
}

export async function aSharedDatabase(): Promise<SharedDatabase> {
  const corner = await aCorner()
  const closings: (() => Promise<void>)[] = []
  return {
    corner,
    folder() {
      const { path, remove } = aFolder()
      closings.push(async () => remove())
      return path
    },
    async started(folder, ring) {
      const instance = await start(corner.url, folder, ring)
      closings.push(() => instance.stop())
      return instance
    },
    async remove() {
      for (const close of closings.splice(0).toReversed()) await close()
      await corner.remove()
    },
  }
}

export const save = ({ store }: Instance, id: string, version: number): Promise<string> =>
  store.conversations.save(id, version, { channel: 'web', place: { of: id }, idleAt: later(HOUR) })
export async function fill(instance: Instance): Promise<void> {
  const { store } = instance
  for (let count = 0; count < PEOPLE; count += 1) await save(instance, `person ${count}`, 0)
  for (const reference of REFERENCES) await store.referrals.keep(aReferral(reference), 'the secret', NOON)
  await store.texts.keep('twilio', { ...TEXT, id: 'SM1' }, NOON)
  await store.texts.answer(
    store.texts.phoneOf(TEXT.from),
    [],
    { provider: 'twilio', from: TEXT.to, to: TEXT.from, texts: ['one', 'two'] },
    NOON,
  )
}
/** Everything that `fill` left opens, and is what it was. Claims the referrals. */
export async function expectAllThere({ store }: Instance): Promise<void> {
  for (let count = 0; count < PEOPLE; count += 1)
    expect((await store.conversations.load(`person ${count}`))?.place).to.deep.equal({
      of: `person ${count}`,
    })
  for (const reference of REFERENCES) {
    expect((await store.referrals.open(reference, 'the secret', NOON)).result).to.equal('opened')
    const claimed = await store.referrals.claim(NOON, 60, { reference })
    expect(claimed?.errand).to.have.nested.property('referral.reference', reference)
  }
  const phone = store.texts.phoneOf(TEXT.from)
  expect((await store.texts.arrived(phone)).map(({ text }) => text)).to.deep.equal(['hello'])
  expect((await store.texts.next(phone, NOON))?.text).to.equal('one')
}

import { DatabaseSync } from 'node:sqlite'
import { ACTIONS } from '../../src/actions/all.ts'
import { pacing } from '../../src/actions/pace.ts'
import { localVault, phoneWords } from '../../src/adapters/vault-local/index.ts'
import { slowSecrets } from '../../src/adapters/store-shared/secrets.ts'
import { groupCommits } from '../../src/adapters/store-sqlite/commits.ts'
import { errandsIn } from '../../src/adapters/store-sqlite/errands.ts'
import { forgettingIn } from '../../src/adapters/store-sqlite/forgetting.ts'
import { inboxIn } from '../../src/adapters/store-sqlite/inbox.ts'
import { MIGRATIONS } from '../../src/adapters/store-sqlite/migrations.ts'
import { openingIn } from '../../src/adapters/store-sqlite/opening.ts'
import { outboxIn } from '../../src/adapters/store-sqlite/outbox.ts'
import { turnsInProcess } from '../../src/adapters/store-shared/turns.ts'
import type { Setting } from '../../src/conversation/converse.ts'
import { localUnderstanding } from '../../src/adapters/understanding-local/index.ts'
import { loadWords } from '../../src/adapters/understanding-local/load.ts'
import { randomSecrets } from '../../src/adapters/secrets-random/index.ts'
import { urgentNotes } from '../../src/adapters/urgent-files/index.ts'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import type { Stop } from '../../src/domain/contact-plan.ts'
import type { Referral } from '../../src/domain/referral.ts'
import { bothStopped } from '../../src/domain/safer.ts'
import type { ReferralStatus } from '../../src/domain/tracking.ts'
import type { Gateways } from '../../src/ports/gateway.ts'
import type { Conversations } from '../../src/ports/conversations.ts'
import type { Referrals } from '../../src/ports/referrals.ts'
import type { Trace } from '../../src/ports/trace.ts'
import type { Inbox } from '../../src/ports/turns.ts'
import { glassVault } from '../adapters/store/samples.ts'
import { CONTENT } from './content.ts'

/** Everything a conversation runs on, in memory: real content and actions, a store and a gateway that keep objects. */
export interface Memory {
  readonly setting: Setting
  /** What the gateway received, by reference. */
  readonly received: Map<string, Referral>
  /** The sequence of the last correction that the gateway took, by reference. */
  readonly corrected: Map<string, number>
  /** What the gateway was told not to use any more, by reference. */
  readonly stopped: Map<string, Stop>
  readonly statuses: Map<string, ReferralStatus>
  readonly places: Map<string, { version: number; place: unknown }>
  readonly traced: string[]
  readonly inbox: Inbox
  /** Turns the gateway off and on. */
  isGatewayUp: boolean
}

const understanding = localUnderstanding(loadWords(join(ROOT, 'locales')))
const secrets = randomSecrets(join(ROOT, 'locales'))

/** A Tuesday, 10:00 in London. */
export const TUESDAY = new Date('2026-11-24T10:00:00Z')

export function inMemory(now: Date = TUESDAY): Memory {
  const { referrals, inbox } = outboxOf()
  const memory: Memory = {
    inbox,
    received: new Map(),
    corrected: new Map(),
    stopped: new Map(),
    statuses: new Map(),
    places: new Map(),
    traced: [],
    isGatewayUp: true,
    setting: undefined as unknown as Setting,
  }
  const setting: Setting = {
    ...CONTENT,
    page: 'https://haven.example',
    actions: ACTIONS,
    understanding,
    gateways: gatewaysOf(memory, now),
    referrals,
    // Drawn as late as it may be, so that what is tried again is not tried twice in one test.
    pace: pacing(() => 1),
    conversations: conversationsOf(memory),
    turns: turnsInProcess(),
    urgentNotes: urgentNotes(CONTENT.urgent),
    secrets,
    clock: { now: () => now },
    trace: traceOf(memory),
    phoneWords: phoneWords(localVault(Buffer.alloc(32, 7))),
  }
  return Object.assign(memory, { setting })
}

const gatewaysOf = (memory: Memory, now: Date): Gateways => ({
  of: () => ({
    async send(referral) {
      if (!memory.isGatewayUp) return { result: 'unreachable' }
      memory.received.set(referral.reference, referral)
      return { result: 'received', at: now }
    },
    async correct(referral, sequence) {
      if (!memory.isGatewayUp) return { result: 'unreachable' }
      memory.received.set(referral.reference, referral)
      memory.corrected.set(referral.reference, sequence)
      return { result: 'received', at: now }
    },
    async lastOpened() {
      return memory.isGatewayUp ? { result: 'known', at: now } : { result: 'unreachable' }
    },
    async makeSafer(reference, { stop }) {
      if (!memory.isGatewayUp) return { result: 'unreachable' }
      memory.stopped.set(reference, bothStopped(memory.stopped.get(reference), stop))
      return { result: 'told' }
    },
    async withdraw(reference) {
      if (!memory.isGatewayUp) return { result: 'unreachable' }
      memory.received.delete(reference)
      return { result: 'withdrawn' }
    },
    async status(reference) {
      if (!memory.isGatewayUp) return { result: 'unreachable' }
      if (!memory.received.has(reference)) return { result: 'unknown' }
      return { result: 'known', status: memory.statuses.get(reference) ?? 'received', at: now }
    },
  }),
})

/** State goes through JSON on every turn, as it does in a real store. */
const conversationsOf = (memory: Memory): Conversations => ({
  async load(id) {
    const kept = memory.places.get(id)
    return kept && { version: kept.version, place: JSON.parse(JSON.stringify(kept.place)) as unknown }
  },
  async save(id, expected, { place }) {
    if ((memory.places.get(id)?.version ?? 0) !== expected) return 'stale'
    memory.places.set(id, { version: expected + 1, place: JSON.parse(JSON.stringify(place)) as unknown })
    return 'saved'
  },
  async touch(id) {
    return memory.places.has(id)
  },
  async forget(id) {
    memory.places.delete(id)
  },
  async sweep() {
    return 0
  },
})

/** The embedded store's own outbox, in memory and with nothing sealed: what it does is its own contract's to test. */
function outboxOf(): { readonly referrals: Referrals; readonly inbox: Inbox } {
  const db = new DatabaseSync(':memory:')
  for (const migration of MIGRATIONS) db.exec(migration)
  const commits = groupCommits(db)
  const slow = slowSecrets(glassVault, 2)
  return {
    referrals: {
      ...outboxIn(db, commits, glassVault, slow),
      ...errandsIn(db, commits, glassVault),
      ...forgettingIn(db, commits),
      ...openingIn(db, commits, glassVault, slow),
    },
    inbox: inboxIn(db, commits, glassVault),
  }
}

const traceOf = (memory: Memory): Trace => ({
  turn: (event) => void memory.traced.push(JSON.stringify(event)),
  action: (event) => void memory.traced.push(JSON.stringify(event)),
  unmet: (event) => void memory.traced.push(JSON.stringify(event)),
  alarm: (event) => void memory.traced.push(JSON.stringify(event)),
  outbox: (backlog) => void memory.traced.push(JSON.stringify(backlog)),
  fault: (event) => void memory.traced.push(JSON.stringify(event)),
})

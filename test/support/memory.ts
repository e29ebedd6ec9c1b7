import { ACTIONS } from '../../src/actions/all.ts'
import type { Setting } from '../../src/conversation/converse.ts'
import { localUnderstanding } from '../../src/adapters/understanding-local/index.ts'
import { loadWords } from '../../src/adapters/understanding-local/load.ts'
import { randomSecrets } from '../../src/adapters/secrets-random/index.ts'
import { urgentNotes } from '../../src/adapters/urgent-files/index.ts'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import type { Referral } from '../../src/domain/referral.ts'
import type { ReferralStatus } from '../../src/domain/tracking.ts'
import type { Gateways } from '../../src/ports/gateway.ts'
import type { Conversations } from '../../src/ports/conversations.ts'
import type { KeptReferral, Referrals } from '../../src/ports/referrals.ts'
import type { Trace } from '../../src/ports/trace.ts'
import { CONTENT } from './content.ts'

/** Everything a conversation runs on, in memory: real content and actions, a store and a gateway that keep objects. */
export interface Memory {
  readonly setting: Setting
  /** What the gateway received, by reference. */
  readonly received: Map<string, Referral>
  readonly statuses: Map<string, ReferralStatus>
  readonly places: Map<string, { version: number; place: unknown }>
  readonly traced: string[]
  /** Turns the gateway off and on. */
  isGatewayUp: boolean
}

const understanding = localUnderstanding(loadWords(join(ROOT, 'locales')))
const secrets = randomSecrets(join(ROOT, 'locales', 'en', 'spoken-words.json'))

/** A Tuesday, 10:00 in London. */
export const TUESDAY = new Date('2026-11-24T10:00:00Z')

export function inMemory(now: Date = TUESDAY): Memory {
  const memory: Memory = {
    received: new Map(),
    statuses: new Map(),
    places: new Map(),
    traced: [],
    isGatewayUp: true,
    setting: undefined as unknown as Setting,
  }
  const setting: Setting = {
    ...CONTENT,
    actions: ACTIONS,
    understanding,
    gateways: gatewaysOf(memory, now),
    referrals: outboxOf(),
    conversations: conversationsOf(memory),
    urgentNotes: urgentNotes(CONTENT.urgent),
    secrets,
    clock: { now: () => now },
    trace: traceOf(memory),
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
    async lastOpened() {
      return memory.isGatewayUp ? { result: 'known', at: now } : { result: 'unreachable' }
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
  async forget(id) {
    memory.places.delete(id)
  },
  async sweep() {
    return 0
  },
})

function outboxOf(): Referrals {
  const kept = new Map<string, { referral: Referral; secret: string; about: KeptReferral }>()
  const plain = (text: string): string =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, ' ')
  return {
    async keep(referral, secret, now) {
      const earlier = kept.get(referral.reference)
      if (earlier)
        return earlier.referral.consent.payload_digest === referral.consent.payload_digest ? 'kept' : 'taken'
      const about: KeptReferral = {
        reference: referral.reference,
        area: referral.area,
        sending: 'waiting',
        keptAt: now,
      }
      kept.set(referral.reference, { referral, secret: plain(secret), about })
      return 'kept'
    },
    async claim(_now, _lease, reference) {
      const found = reference === undefined ? undefined : kept.get(reference)
      return found?.about.sending === 'waiting'
        ? { referral: found.referral, lease: 'lease', tries: 0 }
        : undefined
    },
    async settle(reference, _lease, { sending, at }) {
      const found = kept.get(reference)
      if (!found) return false
      found.about = { ...found.about, sending, ...(sending === 'received' && { receivedAt: at }) }
      return true
    },
    async withdraw(reference) {
      const found = kept.get(reference)
      if (found) found.about = { ...found.about, sending: 'withdrawn' }
    },
    async open(reference, secret) {
      const found = kept.get(reference)
      return found && found.secret === plain(secret)
        ? { result: 'opened', kept: found.about }
        : { result: 'wrong' }
    },
  }
}

const traceOf = (memory: Memory): Trace => ({
  turn: (event) => void memory.traced.push(JSON.stringify(event)),
  action: (event) => void memory.traced.push(JSON.stringify(event)),
  fault: (event) => void memory.traced.push(JSON.stringify(event)),
})

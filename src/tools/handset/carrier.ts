import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveApi } from './api.ts'
import { callsTo, type Reached } from './calls.ts'
import { chance, STILL_AIR, type Air } from './carrier-rules.ts'
import type { Credentials } from './credentials.ts'
import { phones, type Phones } from './phones.ts'
import { sendUp } from './send-up.ts'
import type { CarrierState, Counts, Provider, TakenText } from './state.ts'

export { HAVEN_NUMBER, type Provider } from './state.ts'

/** A company that carries texts, with both providers' APIs, as far as Haven uses them. Nothing leaves this machine. */
export interface Carrier {
  readonly url: string
  readonly phones: Phones
  /** Sets how the air is from now on. */
  setAir(air: Partial<Air>): void
  /** Puts its clock on by so many milliseconds. */
  shift(milliseconds: number): void
  /** A person sends a text. Resolves when Haven has taken it, or when it was dropped; with the statuses of the calls. */
  send(
    number: string,
    text: string,
    how?: { readonly provider?: Provider; readonly media?: number },
  ): Promise<readonly number[]>
  readonly taken: readonly TakenText[]
  readonly counts: Readonly<Counts>
  /** Settles what is on its way, and ends. */
  close(): Promise<void>
}

/** Starts one. `seed` decides what the air does, so that what failed can be seen again. */
export async function startCarrier(credentials: Credentials, haven: Reached, seed = 1): Promise<Carrier> {
  const draw = chance(seed)
  const air = { ...STILL_AIR }
  const underWay = new Set<Promise<unknown>>()
  let shifted = 0
  const state: CarrierState = {
    credentials,
    calls: callsTo(haven, credentials),
    phones: phones(),
    air,
    draw,
    happens: (share) => share > 0 && draw() < share,
    blocked: new Set(),
    taken: [],
    counts: {
      duplicated: 0,
      dropped: 0,
      overtaken: 0,
      silenced: 0,
      refused: 0,
      rejected: 0,
      undelivered: 0,
      blocked: 0,
      looked: 0,
    },
    now: () => Date.now() + shifted,
    tracked(work) {
      underWay.add(work)
      void work.catch(() => undefined).finally(() => underWay.delete(work))
      return work
    },
  }
  const server = createServer(
    (req, res) => void state.tracked(serveApi(state, req, res)).catch(() => res.destroy()),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    phones: state.phones,
    taken: state.taken,
    counts: state.counts,
    setAir: (given) => void Object.assign(air, given),
    shift: (milliseconds) => void (shifted += milliseconds),
    send: (number, text, how = {}) => state.tracked(sendUp(state, number, text, how)),
    async close() {
      state.calls.end()
      await Promise.allSettled(underWay)
      server.close()
      server.closeAllConnections()
    },
  }
}

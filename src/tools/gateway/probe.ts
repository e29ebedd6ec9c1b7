import { randomInt } from 'node:crypto'
import { PURPOSE } from '../../domain/consent.ts'
import { referralSchema, type Referral } from '../../domain/referral.ts'

/** What a gateway answered, read whole. */
export interface Reply {
  readonly status: number
  /** The media type without its parameters. */
  readonly type: string
  readonly headers: Headers
  readonly text: string
  /** `undefined` when it is not JSON. */
  readonly body: unknown
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** `none`, or another than ours. */
  readonly authorization?: string
}

/** A gateway under test, and what was sent to it. */
export interface Probe {
  /** One request below `/gateway/v1/`. Throws when nothing comes back. */
  call(path: string, call?: Call): Promise<Reply>
  /** Sends a referral as the contract says. */
  send(referral: Referral, headers?: Readonly<Record<string, string>>): Promise<Reply>
  /** Sends a correction as the contract says. */
  correct(referral: Referral, sequence: number): Promise<Reply>
  /** Stops ways of contact as the contract says; or whatever else is given. */
  makeSafer(reference: string, body: unknown): Promise<Reply>
  withdraw(reference: string): Promise<Reply>
  /** A made-up referral with a reference of its own, marked as a sample. */
  referral(overrides?: Partial<Referral>): Referral
  /** Takes back everything that may be there; answers how many could not be. */
  cleanUp(): Promise<number>
}

export interface Target {
  readonly url: string
  readonly token: string
  /** Whom the referrals are for, where the gateway takes only its own. */
  readonly recipient?: string
  readonly area?: string
}

/** Words that stand in every made-up referral and may stand in no answer. */
export const CANARY = 'Quillfeather'

const TIMEOUT_MS = 15_000

export function probe({
  url,
  token,
  recipient = 'conformance-test',
  area = 'conformance-test',
}: Target): Probe {
  const base = new URL('gateway/v1/', url.endsWith('/') ? url : `${url}/`)
  const sent = new Set<string>()
  const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + randomInt(26))).join('')
  let count = randomInt(1000, 900_000)

  const call: Probe['call'] = async (path, { method = 'GET', body, headers = {}, authorization } = {}) => {
    const sentHeaders = new Headers(headers)
    if (authorization !== 'none') sentHeaders.set('authorization', authorization ?? `Bearer ${token}`)
    const response = await fetch(new URL(path, base), {
      method,
      headers: sentHeaders,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    return { status: response.status, type, headers: response.headers, text, body: parsed(text) }
  }
  const carrying = (key: string) => ({ 'content-type': 'application/json', 'idempotency-key': key })

  return {
    call,
    send: (referral, headers = {}) => {
      sent.add(referral.reference)
      return call('referrals', {
        method: 'POST',
        body: referral,
        headers: { ...carrying(referral.reference), ...headers },
      })
    },
    correct: (referral, sequence) =>
      call(`referrals/${referral.reference}`, {
        method: 'PUT',
        body: referral,
        headers: carrying(`${referral.reference}/${sequence}`),
      }),
    makeSafer: (reference, body) => {
      sent.add(reference)
      return call(`referrals/${reference}/safer`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
    },
    withdraw: (reference) => {
      sent.add(reference)
      return call(`referrals/${reference}/withdrawal`, { method: 'POST' })
    },
    referral: (overrides = {}) => {
      count += 1
      return madeUp(
        { reference: `TEST${letters}-${count % 1_000_000}`.padEnd(11, '0'), recipient, area },
        overrides,
      )
    },
    cleanUp: async () => {
      let left = 0
      for (const reference of sent) {
        const isDone = await call(`referrals/${reference}/withdrawal`, { method: 'POST' }).then(
          ({ status }) => status === 200,
          () => false,
        )
        if (!isDone) left += 1
      }
      return left
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function madeUp(
  { reference, recipient, area }: { reference: string; recipient: string; area: string },
  overrides: Partial<Referral>,
): Referral {
  const now = new Date().toISOString()
  return referralSchema.parse({
    version: 1,
    reference,
    made_at: now,
    language: 'en',
    area,
    recipient: { id: recipient, name: 'Conformance test' },
    sample: true,
    notices: [],
    acting_as: 'me',
    name: `${CANARY} (made up, for a test)`,
    age_band: '18-plus',
    crimes: ['burglary'],
    account: `Nobody is ${CANARY}. This is a test of the contract.`,
    place: { council: 'E07000197', council_name: CANARY },
    needs: ['not-sure'],
    contact: { if_unreachable: 'stop' },
    consent: {
      recipient,
      payload_digest: '0'.repeat(64),
      wording: 'conformance',
      language: 'en',
      agreed_at: now,
      purpose: PURPOSE,
      withdrawn_by: 'reference-and-secret',
    },
    ...overrides,
  })
}

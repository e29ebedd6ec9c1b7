import { expect } from 'chai'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statusReceiver } from '../../src/adapters/gateway-http/status-receiver.ts'
import { rememberingGateways } from '../../src/adapters/gateways-remembering/index.ts'
import { openStatuses, type StatusesFile } from '../../src/adapters/statuses-sqlite/index.ts'
import type { Gateway } from '../../src/ports/gateway.ts'

const NOON = new Date('2026-11-23T12:00:00.000Z')
const KEY = Buffer.alloc(24, 3)
const SECRET = `whsec_${KEY.toString('base64')}`
const NEWS = { reference: 'LARK-472', status: 'accepted', status_at: NOON.toISOString() }

interface Message {
  readonly id?: string
  readonly body?: unknown
  readonly timestamp?: string
  readonly signature?: string
  readonly key?: Buffer | string
}

/** Signs as the standard says, written apart from what is tested. */
function signed({ id = 'msg_1', body = {}, key = KEY, ...rest }: Message = {}) {
  const timestamp = rest.timestamp ?? String(NOON.getTime() / 1000)
  const text = typeof body === 'string' ? body : JSON.stringify({ id, ...NEWS, ...(body as object) })
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')
  const headers: Readonly<Record<string, string>> = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': rest.signature ?? `v1,${right}`,
  }
  return { header: (name: string) => headers[name], body: text, right }
}

describe('news of a status from a gateway', () => {
  let statuses: StatusesFile
  let now: Date
  beforeEach(() => {
    ;[statuses, now] = [openStatuses(':memory:'), NOON]
  })
  afterEach(() => statuses.close())

  const take = (message: Message | ReturnType<typeof signed> = {}, secret = SECRET) =>
    statusReceiver(secret, statuses, () => now).take('header' in message ? message : signed(message))
  const latest = () => statuses.latest('LARK-472')
  const seconds = (by: number) => String(NOON.getTime() / 1000 + by)

  it('is remembered when it is signed', async () => {
    expect(await take()).to.equal(204)
    expect(await latest()).to.deep.equal({ reference: 'LARK-472', status: 'accepted', at: NOON })
  })

  it('is taken with a plain secret too, and with one of several signatures', async () => {
    expect(await take({ key: 'a plain secret of ours' }, 'a plain secret of ours')).to.equal(204)
    const { right } = signed({ id: 'msg_2' })
    expect(await take({ id: 'msg_2', signature: `v1,AAAA v2,x v1,${right}` })).to.equal(204)
  })

  for (const [what, message] of [
    ['signed with another secret', { key: Buffer.alloc(24, 4) }],
    ['not signed', { signature: '' }],
    ['signed in another version', { signature: `v2,${signed().right}` }],
    ['signed with half of a signature', { signature: `v1,${signed().right.slice(0, 20)}` }],
    ['of six minutes ago', { timestamp: seconds(-301) }],
    ['of six minutes ahead', { timestamp: seconds(301) }],
    ['with a time in words', { timestamp: 'noon' }],
    ['without a time', { timestamp: '' }],
    ['without an id', { id: '' }],
    ['with a dot in its id', { id: 'msg.1' }],
  ] as const) {
    it(`is refused when it is ${what}`, async () => {
      expect(await take(message)).to.equal(401)
      expect(await latest()).to.equal(undefined)
    })
  }

  it('is refused when a letter of it was changed, or its id, or its time', async () => {
    const message = signed()
    expect(await take({ ...message, body: message.body.replace('accepted', 'declined') })).to.equal(401)
    for (const [name, value] of [
      ['webhook-id', 'msg_9'],
      ['webhook-timestamp', seconds(1)],
    ] as const) {
      const header = (asked: string) => (asked === name ? value : message.header(asked))
      expect(await take({ ...message, header })).to.equal(401)
    }
  })

  it('is taken once, whoever repeats it', async () => {
    expect([await take(), await take()]).to.deep.equal([204, 409])
    now = new Date(NOON.getTime() + 299_000)
    expect(await take()).to.equal(409)
    now = new Date(NOON.getTime() + 301_000)
    expect(await take()).to.equal(401)
  })

  it('does not overwrite what is newer', async () => {
    await take({ id: 'msg_2', body: { status: 'in_contact' } })
    const earlier = new Date(NOON.getTime() - 60_000).toISOString()
    expect(await take({ id: 'msg_1', body: { status: 'accepted', status_at: earlier } })).to.equal(204)
    expect(await latest()).to.include({ status: 'in_contact' })
  })

  it('with a clock that is ahead is taken as of now', async () => {
    await take({ body: { status_at: '2031-01-01T00:00:00Z' } })
    expect((await latest())?.at).to.deep.equal(NOON)
  })

  it('brings a reason and a wait where they belong, and nothing else', async () => {
    await take({ id: 'a', body: { status: 'waiting', wait_weeks: 6, reason: 'other' } })
    expect(await latest()).to.deep.equal({ reference: 'LARK-472', status: 'waiting', at: NOON, waitWeeks: 6 })
    await take({ id: 'b', body: { status: 'declined', reason: 'other', name: 'Somebody' } })
    expect(await latest()).to.deep.equal({
      reference: 'LARK-472',
      status: 'declined',
      at: NOON,
      reason: 'other',
    })
  })

  for (const [what, body] of [
    ['no JSON', '<p>'],
    ['null', 'null'],
    ['another id than its header', { id: 'msg_2' }],
    ['no reference', { reference: 'Somebody' }],
    ['a status of its own', { status: 'busy' }],
    ['a reason in words', { status: 'declined', reason: 'she rang' }],
  ] as const) {
    it(`that is ${what} is nothing that we know`, async () => {
      expect(await take({ body })).to.equal(422)
    })
  }

  it('is still known, and still taken once, after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-statuses-'))
    const file = join(folder, 'statuses.db')
    statuses.close()
    statuses = openStatuses(file)
    await take()
    statuses.close()
    statuses = openStatuses(file)
    expect(await take()).to.equal(409)
    expect(await latest()).to.include({ status: 'accepted' })
    rmSync(folder, { recursive: true })
  })

  it('is forgotten after ninety days', async () => {
    await take()
    const later = new Date(NOON.getTime() + 91 * 24 * 3600_000)
    await statuses.hear('other', { reference: 'WREN-111', status: 'closed', at: later }, later)
    expect(await latest()).to.equal(undefined)
  })

  it('stands in while the gateway cannot be asked, and only then', async () => {
    const known = { result: 'known', status: 'in_contact', at: NOON } as const
    let there: Awaited<ReturnType<Gateway['status']>> = { result: 'unreachable' }
    const gateway: Gateway = {
      send: async () => ({ result: 'unreachable' }),
      correct: async () => ({ result: 'unreachable' }),
      makeSafer: async () => ({ result: 'unreachable' }),
      withdraw: async () => ({ result: 'unreachable' }),
      lastOpened: async () => ({ result: 'unreachable' }),
      status: async () => there,
    }
    const gateways = { of: (area: string) => (area === 'here' ? gateway : undefined) }
    const remembering = rememberingGateways(gateways, statuses)
    const status = () => remembering.of('here')?.status('LARK-472')
    expect(await status()).to.deep.equal({ result: 'unreachable' })
    await take()
    expect(await status()).to.deep.equal({ result: 'known', status: 'accepted', at: NOON })
    there = known
    expect(await status()).to.deep.equal(known)
    there = { result: 'unknown' }
    expect(await status()).to.deep.equal({ result: 'unknown' })
    expect(remembering.of('there')).to.equal(undefined)
  })
})

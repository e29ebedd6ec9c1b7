import { expect } from 'chai'
import type { Activity } from 'botbuilder'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readIn } from '../bot/read-card.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { formVisitor } from '../web/form-visitor.ts'
import type { FormVisitor } from '../web/form-visitor.ts'
import { birdsOf, planOf } from './canaries/birds.ts'
import type { Act, Birds } from './canaries/birds.ts'
import { netFor } from './canaries/nets.ts'

/** How each of them comes: one person, one channel, one word. */
const COMING = {
  'the page with its script': { channel: 'web', who: 'me', own: 'wrenfeather' },
  'the page without scripts, for a friend': { channel: 'web', who: 'someone', own: 'siskinbeak' },
  'a text message': { channel: 'sms', who: 'me', own: 'ouzelwing' },
  Teams: { channel: 'teams', who: 'me', own: 'dotterelclaw' },
} as const
type Way = keyof typeof COMING

const wordsOf = (birds: Birds): readonly string[] => Object.values(birds)
/** As it is told: a bird and a number. */
const REFERENCE = /^([A-Z]{3,}) (\d{3,})$/m
/** A word of somebody who is understood nowhere, and who sends what nobody should. */
const LOST = 'chiffchaffegg'

/** Everything that came back and is not a screen for the person: headers, addresses, errors, what machines read. */
interface Heard {
  readonly what: string
  readonly text: string
}

const headersOf = (headers: Headers): string => [...headers].map((pair) => pair.join(': ')).join('\n')

describe('What people type', () => {
  const folder = mkdtempSync(join(tmpdir(), 'haven-canaries-'))
  const data = join(folder, 'data')
  const scratch = join(folder, 'scratch')
  const birds = Object.fromEntries(
    Object.entries(COMING).map(([way, { own }]) => [way, birdsOf(own)]),
  ) as Readonly<Record<Way, Birds>>
  const net = netFor([...new Set([...Object.values(birds).flatMap(wordsOf), LOST])])
  const heard: Heard[] = []
  const references: Partial<Record<Way, string>> = {}
  let haven: RunningHaven

  const hear = async (what: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(new URL(path, haven.address), { redirect: 'manual', ...init })
    const text = await answer.text()
    heard.push({ what, text: `${answer.status}\n${headersOf(answer.headers)}\n${text}` })
    return answer
  }

  before(async function () {
    this.timeout(60_000)
    mkdirSync(scratch)
    haven = await startHaven({ HAVEN_DATA: data, TMPDIR: scratch })
  })
  after(async () => {
    await haven.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('would be caught in every form in which it could be left, so that the rest of this proves something', () => {
    const pond = join(folder, 'pond')
    mkdirSync(pond)
    for (const text of [birds.Teams['referral/account'], birds.Teams['contact/phone']]) {
      for (const [form, written] of [
        ['text', Buffer.from(`before ${text} after`)],
        ['text', Buffer.from(text.toUpperCase())],
        ['UTF-16', Buffer.from(`before ${text} after`, 'utf16le')],
        ...['', 'x', 'xy'].map(
          (some) => ['base64', Buffer.from(`${some}${text}z`).toString('base64')] as const,
        ),
        ['hex', Buffer.from(text).toString('hex')],
        ['address', `/?q=${encodeURIComponent(text)}`],
        ['form', new URLSearchParams({ a: text }).toString()],
      ] as const) {
        writeFileSync(join(pond, 'fish'), written)
        expect(net.caughtBelow(pond), form).to.include(`fish: ${text} as ${form}`)
      }
    }
    rmSync(pond, { recursive: true })
  })

  const page = async (way: Way): Promise<FormVisitor> => {
    const { channel, who } = COMING[way]
    const visitor = formVisitor({ address: haven.address, isEnhanced: way === 'the page with its script' })
    await visitor.open()
    for (const { said } of await planOf(channel, who, birds[way]))
      await ('type' in said ? visitor.type(said.type) : visitor.choose(said.choose))
    for (const { url, headers, status } of visitor.exchanges)
      heard.push({ what: `${way}, ${url}`, text: `${url}\n${status}\n${headersOf(headers)}` })
    references[way] = referenceIn(visitor.screen().text)
    return visitor
  }

  const texts = async (way: Way): Promise<void> => {
    const { channel, who, own } = COMING[way]
    let count = 0
    let last = ''
    const send = async (text: string): Promise<void> => {
      const answer = await fetch(new URL('/api/messages', haven.address), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          id: `${own}-${(count += 1)}`,
          channelId: channel === 'teams' ? 'msteams' : channel,
          conversation: { id: own, conversationType: 'personal' },
          from: { id: own, name: `Somebody ${own}` },
          recipient: { id: 'haven', name: '' },
          deliveryMode: 'expectReplies',
          text,
        }),
      })
      expect(answer.status).to.equal(200)
      heard.push({ what: way, text: headersOf(answer.headers) })
      const { activities } = (await answer.json()) as {
        readonly activities: readonly Partial<Activity>[]
      }
      last = activities.map(readIn).join('\n')
    }
    await send('hello')
    for (const { typed } of await planOf(channel, who, birds[way])) await send(typed)
    // The end is longer than a text: the rest of it is asked for.
    for (let part = 0; part < 8 && !REFERENCE.test(last); part += 1) await send('more')
    references[way] = referenceIn(last)
  }

  const referenceIn = (text: string): string => {
    const [, bird, number] = REFERENCE.exec(text) ?? []
    if (!bird || !number) throw new Error(`no reference was told:\n${text}`)
    return `${bird}-${number}`
  }

  const COMERS: Readonly<Record<Way, () => Promise<unknown>>> = {
    'the page with its script': () => page('the page with its script'),
    'the page without scripts, for a friend': () => page('the page without scripts, for a friend'),
    'a text message': () => texts('a text message'),
    Teams: () => texts('Teams'),
  }
  for (const way of Object.keys(COMING) as Way[]) {
    it(`is typed into every box by ${way}`, async () => {
      const { channel, who } = COMING[way]
      const acts: readonly Act[] = await planOf(channel, who, birds[way])
      const boxes = acts.flatMap(({ at, said }) => ('type' in said ? [at] : []))
      expect(boxes).to.include.members(EVERY_BOX[channel === 'sms' ? 'by text' : who])
      await COMERS[way]()
      expect(references[way]).to.be.a('string')
    }).timeout(60_000)
  }

  it('is typed where a referral is looked for, where services are elsewhere, and where nothing understands it', async () => {
    const { own } = COMING['the page with its script']
    const visitor = formVisitor({ address: haven.address })
    await visitor.open()
    await visitor.choose(['look-up'])
    await visitor.type(references['the page with its script']!.replace('-', ' '))
    await visitor.type(`wrong ${LOST}`)
    await visitor.choose(['try-again'])
    await visitor.type(references['the page with its script']!)
    await visitor.type(birds['the page with its script']['referral/own-secret'])
    expect(visitor.screen().text, 'it opened').to.not.contain(own).and.to.contain('Kept')
    const other = formVisitor({ address: haven.address, isEnhanced: true })
    await other.open()
    await other.type(`what is this ${LOST}`)
    await other.choose(['nobody'])
    await other.type(`${LOST} `.repeat(500))
    for (const { url, headers } of [...visitor.exchanges, ...other.exchanges])
      heard.push({ what: 'looking up', text: `${url}\n${headersOf(headers)}` })
  })

  it('is sent in every wrong way', async () => {
    const json = { 'content-type': 'application/json' }
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const post = (body: string, headers: Record<string, string>): RequestInit => ({
      method: 'POST',
      body,
      headers,
    })
    const activity = { type: 'message', channelId: 'emulator', deliveryMode: 'expectReplies' }
    const wrong: readonly (readonly [path: string, init: RequestInit])[] = [
      ['/api/messages', post(`{"text":"${LOST}`, json)],
      ['/api/messages', post(LOST, { 'content-type': 'text/plain' })],
      ['/api/messages', post(JSON.stringify({ ...activity, [LOST]: LOST, text: { [LOST]: 1 } }), json)],
      ['/api/messages', post(JSON.stringify({ ...activity, text: LOST.repeat(9000) }), json)],
      [
        '/api/messages',
        post(JSON.stringify({ ...activity, text: LOST, serviceUrl: `http://${LOST}/` }), json),
      ],
      ['/api/messages', post('{}', { ...json, authorization: `Bearer ${LOST}` })],
      ['/api/status-changes', post(JSON.stringify({ [LOST]: LOST }), json)],
      ['/', post(JSON.stringify({ a: LOST }), { ...json, 'sec-fetch-site': 'same-origin' })],
      ['/', post(`a=${LOST}`, { ...form, 'sec-fetch-site': 'cross-site' })],
      ['/', post(`a=${LOST.repeat(9000)}`, form)],
      ['/', post(`${LOST}=${LOST}&o=${LOST}&lang=${LOST}&change=${LOST}&v=${LOST}`, form)],
      ['/', { headers: { cookie: `haven=${LOST}`, 'accept-language': LOST, referer: `http://${LOST}/` } }],
      [`/?${LOST}=${LOST}`, {}],
      [`/${LOST}`, {}],
      [`/${LOST}`, post(`a=${LOST}`, form)],
      [`/directory/services?text=${LOST}`, {}],
      [`/directory/services/${LOST}`, {}],
      ['/gateway/sign-in', post(`key=${LOST}`, form)],
      [`/gateway/v1/referrals/${LOST}/status`, { headers: { authorization: `Bearer ${LOST}` } }],
      ['/gateway/v1/referrals', post(JSON.stringify({ name: LOST }), { ...json, 'idempotency-key': LOST })],
      [
        '/v3/directline/conversations',
        post(`{"${LOST}":"${LOST}"}`, { ...json, authorization: `Bearer ${LOST}` }),
      ],
      ['/sms/twilio', post(`Body=${LOST}&From=${LOST}`, form)],
      ['/sms/notify', post(`{"message":"${LOST}"}`, { ...json, authorization: `Bearer ${LOST}` })],
      ['/', { method: 'PUT', body: LOST }],
    ]
    for (const [path, init] of wrong) {
      const answer = await hear(`${init.method ?? 'GET'} ${path}`, path, init)
      expect(answer.status, path).to.be.below(500)
    }
  })

  it('is in the gateway, for those who work there, field by field', async () => {
    const signIn = await fetch(new URL('/gateway/sign-in', haven.address), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ key: new URL(haven.signInLink).searchParams.get('key') ?? '' }),
    })
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    for (const way of Object.keys(COMING) as Way[]) {
      const shown = await fetch(new URL(`/gateway/referrals/${references[way]}`, haven.address), {
        headers: { cookie },
      })
      const text = (await shown.text()).replaceAll('&#39;', "'")
      for (const at of SENT_BOXES[COMING[way].who]) expect(text, `${way}, ${at}`).to.contain(birds[way][at])
      expect(text).to.not.contain('nightjar')
    }
  })

  it('is nowhere in what Haven answered, printed or counts', async () => {
    for (const path of [
      '/metrics',
      '/health/live',
      '/health/ready',
      '/gateway/v1/openapi.json',
      '/script.js',
    ])
      await hear(path, path)
    const found = heard.flatMap(({ what, text }) => net.caughtIn(text).map((caught) => `${what}: ${caught}`))
    expect(heard.length).to.be.greaterThan(150)
    expect(found).to.deep.equal([])
    expect(net.caughtIn(haven.output())).to.deep.equal([])
  })

  it('is in no file that Haven has, while it runs and after it ended', async () => {
    expect(net.caughtBelow(folder)).to.deep.equal([])
    await haven.stop()
    expect(net.caughtBelow(folder)).to.deep.equal([])
    expect(net.caughtIn(haven.output())).to.deep.equal([])
  })
})

/** The boxes that a referral carries, for oneself and for a friend. */
const SENT: readonly (keyof Birds)[] = [
  'where/ask',
  'needs/language',
  'referral/name',
  'referral/crime-reference',
  'referral/account',
  'contact/phone',
  'contact/text',
  'contact/email',
  'contact/post',
  'contact/never',
  'contact/code-word',
  'contact/safe-name',
  'contact/safe-number',
]
const SENT_BOXES = { me: SENT, someone: [...SENT, 'someone/name'] } as const
const EVERY_BOX = {
  me: [...SENT, 'happened/what', 'referral/own-secret'],
  'by text': [...SENT, 'happened/what', 'referral/word'],
  someone: [...SENT, 'happened/what', 'someone/name'],
} as const

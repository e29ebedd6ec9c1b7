import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { HAVEN_NUMBER } from '../../src/tools/handset/carrier.ts'
import { PUBLIC_URL } from '../../src/tools/handset/haven.ts'
import { signed } from '../../src/tools/handset/taking.ts'
import { handsets, type Handset, type Handsets } from '../support/handset.ts'
import { birdsOf, planOf } from './canaries/birds.ts'
import { netFor } from './canaries/nets.ts'
import { numberWords, openDigestsOf } from './canaries/numbers.ts'

const COMING = {
  twilio: { number: '+447700900811', own: 'redshankwing' },
  notify: { number: '+447700900822', own: 'turnstonebill' },
} as const
/** What is sent in ways that are taken by nobody. */
const LOST = 'whimbrelnest'
const REFERENCE = /^([A-Z]{3,}) (\d{3,})$/m

describe('What people text, and the numbers that they text from,', function () {
  this.timeout(180_000)
  const scratch = mkdtempSync(join(tmpdir(), 'haven-scratch-'))
  const numbers = Object.values(COMING).map(({ number }) => number)
  const words = Object.values(COMING).flatMap(({ own }) => Object.values(birdsOf(own)))
  const net = netFor([...new Set([...words, ...numbers.flatMap(numberWords), LOST])])
  const answered: string[] = []
  let all: Handsets

  before(async () => (all = await handsets({ HAVEN_TEXTS_GATHER_SECONDS: '1', TMPDIR: scratch })))
  after(async () => {
    await all.stop()
    rmSync(scratch, { recursive: true, force: true })
  })

  /** What stands in any file, also as a digest that needs no key, and in the files that SQLite writes ahead. */
  function inFiles(): readonly string[] {
    const digests = numbers.flatMap(openDigestsOf)
    const files = readdirSync(all.haven.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    expect(files.map(({ name }) => name)).to.include.members(['haven.db', 'haven.db-wal'])
    const hashed = files.flatMap(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name))
      return digests.filter((one) => bytes.includes(one.bytes)).map((one) => `${name}: ${one.name}`)
    })
    return [...net.caughtBelow(all.haven.folder), ...net.caughtBelow(scratch), ...hashed]
  }

  async function say(phone: Handset, text: string): Promise<void> {
    const before = phone.texts().length
    const statuses = await phone.send(text)
    expect(statuses.every((status) => status < 300)).to.equal(true)
    await phone.received(before + 1)
  }

  for (const provider of ['twilio', 'notify'] as const)
    it(`are sent from the first text to a reference, by ${provider}`, async () => {
      const { number, own } = COMING[provider]
      const birds = birdsOf(own)
      const phone = all.handsetOf(number, provider)
      await say(phone, 'hello')
      const plan = await planOf('sms', 'me', birds)
      for (const { typed } of plan) await say(phone, typed)
      for (let part = 0; part < 8 && !REFERENCE.test(phone.texts().at(-1)!); part += 1)
        await say(phone, 'more')
      expect(phone.texts().join('\n')).to.match(REFERENCE)
      expect(plan.filter(({ said }) => 'type' in said)).to.have.length.greaterThan(8)
      expect(inFiles()).to.deep.equal([])
    })

  it('are sealed while an account waits for more of it, and while an answer waits for the carrier', async () => {
    const { number, own } = COMING.twilio
    const phone = all.handsetOf(number)
    await phone.send(`there is more to say of this ${own}`)
    expect(inFiles(), 'waiting for more').to.deep.equal([])
    all.carrier.setAir({ refuse: 1 })
    try {
      const before = phone.texts().length
      await phone.send('DONE')
      await pause(1_500)
      expect(phone.texts(), 'the carrier takes nothing').to.have.length(before)
      expect(inFiles(), 'waiting for the carrier').to.deep.equal([])
    } finally {
      all.carrier.setAir({ refuse: 0 })
    }
  })

  it('are sent in every wrong way, and given back in no answer', async () => {
    const { number } = COMING.twilio
    const form = { MessageSid: 'SM9', From: number, To: HAVEN_NUMBER, Body: LOST, NumMedia: '0' }
    const right = signed(all.credentials.token, `${PUBLIC_URL}/sms/twilio`, form)
    const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
    const asJson = { 'content-type': 'application/json' }
    const bearer = { authorization: `Bearer ${all.credentials.bearer}` }
    const text = JSON.stringify({ id: LOST, source_number: number, message: LOST })
    const wrong: readonly (readonly [
      path: string,
      headers: Record<string, string>,
      body: string,
      status: number,
    ])[] = [
      ['/sms/twilio', asForm, new URLSearchParams(form).toString(), 403],
      ['/sms/twilio', { ...asForm, 'x-twilio-signature': LOST }, new URLSearchParams(form).toString(), 403],
      ['/sms/twilio', { ...asForm, 'x-twilio-signature': right }, `Body=${LOST}`, 403],
      [`/sms/twilio?${LOST}=${number}`, { ...asForm, 'x-twilio-signature': right }, `Body=${LOST}`, 403],
      ['/sms/twilio', asJson, text, 415],
      ['/sms/twilio', asForm, `Body=${LOST.repeat(9_000)}`, 413],
      ['/sms/notify', { ...asJson, authorization: `Bearer ${LOST}` }, text, 403],
      ['/sms/notify', { ...asJson, ...bearer }, text, 400],
      ['/sms/notify', { ...asJson, ...bearer }, text.slice(0, -9), 400],
      ['/sms/notify', { ...asForm, ...bearer }, text, 415],
      [`/sms/${LOST}`, { ...asJson, ...bearer }, text, 404],
      ['/sms/notify/receipts', { ...asJson, ...bearer }, JSON.stringify({ id: 'x', status: LOST }), 400],
    ]
    for (const [path, headers, body, status] of wrong) {
      const answer = await fetch(all.haven.url + path, { method: 'POST', headers, body })
      expect(answer.status, path).to.equal(status)
      expect(answer.headers.get('content-type')).to.include('application/problem+json')
      answered.push([...answer.headers].join('\n'), await answer.text())
    }
  })

  it('stand in nothing that Haven printed, counted or answered machines with', async () => {
    for (const path of ['/metrics', '/health/live', '/health/ready']) {
      const answer = await fetch(all.haven.url + path)
      answered.push([...answer.headers].join('\n'), await answer.text())
    }
    expect(answered.join('\n')).to.include('haven_actions_total{name="text-in",outcome="answered"}')
    expect(answered.flatMap(net.caughtIn)).to.deep.equal([])
    expect(all.haven.output()).to.include('Haven is at')
    expect(net.caughtIn(all.haven.output())).to.deep.equal([])
  })

  it('stand in no file after Haven was killed, and started again', async () => {
    await all.haven.killAndRestart()
    expect(inFiles()).to.deep.equal([])
    expect(net.caughtIn(all.haven.output())).to.deep.equal([])
  })
})

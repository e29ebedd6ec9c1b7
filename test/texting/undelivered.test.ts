import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { handsets, type Handsets } from '../support/handset.ts'

/** They are counted anew every quarter of a minute. */
const RECOUNTED_MS = 30_000

describe('Texts that do not reach a phone', function () {
  this.timeout(120_000)
  let all: Handsets
  before(async () => (all = await handsets()))
  after(() => all.stop())
  afterEach(() => all.carrier.setAir({ lose: 0, reject: 0 }))

  const metrics = async (): Promise<string> => (await fetch(`${all.haven.url}/metrics`)).text()
  async function counted(count: number): Promise<string> {
    for (const until = Date.now() + RECOUNTED_MS; Date.now() < until; await pause(300)) {
      const text = await metrics()
      if (text.includes(`haven_texts_undelivered ${count}\n`)) return text
    }
    throw new Error(`not ${count}: ${/haven_texts\w+ \d+/.exec(await metrics())?.[0]}`)
  }
  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await pause(50)
  }

  it('are counted whatever went wrong, also over a restart, and nobody is named', async () => {
    await counted(0)
    all.carrier.setAir({ lose: 1 })
    for (const provider of ['twilio', 'notify'] as const) await all.handset(provider).send('hello')
    await until(() => all.carrier.counts.undelivered === 2)
    await counted(2)
    all.carrier.setAir({ lose: 0, reject: 1 })
    const phone = all.handset()
    await phone.send('hello')
    await until(() => all.carrier.counts.rejected === 1)
    const text = await counted(3)
    expect(text).to.include('name="text-receipt",outcome="failed"} 2')
    expect(text).to.include('name="text-out",outcome="refused"} 1')
    expect(text).to.not.match(/7700|\+44/)
    await all.haven.killAndRestart()
    expect(await counted(3)).to.not.match(/7700|\+44/)
  })

  it('do not make Haven unready, and the next one is sent', async () => {
    all.carrier.setAir({ lose: 1, reject: 0.5 })
    const phones = Array.from({ length: 6 }, () => all.handset())
    for (const phone of phones) await phone.send('hello')
    const { status } = await fetch(`${all.haven.url}/health/ready`)
    expect(status).to.equal(200)
    all.carrier.setAir({ lose: 0, reject: 0 })
    await pause(500)
    expect(await phones[0]!.ask('1')).to.include('danger right now')
  })

  it('are not those that a number wants no more of: they are counted as that', async () => {
    const phone = all.handset()
    await phone.ask('hello')
    const undelivered = /haven_texts_undelivered \d+/.exec(await metrics())![0]
    await phone.silence('QUIT')
    const text = await metrics()
    expect(text).to.include('name="text-out",outcome="stopped"} 1').and.include(undelivered)
    expect((await fetch(`${all.haven.url}/health/ready`)).status).to.equal(200)
  })

  it('are forgotten after eight days', async () => {
    await all.shift(9 * 24 * 60 * 60 * 1000)
    await all.haven.killAndRestart()
    await counted(0)
  })
})

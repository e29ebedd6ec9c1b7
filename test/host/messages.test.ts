import { expect } from 'chai'
import { anActivity } from '../bot/an-activity.ts'
import { inMemory } from '../support/memory.ts'
import { aHost } from './a-host.ts'
import type { Host } from './a-host.ts'

const buffered = (parts: Record<string, unknown> = {}) =>
  anActivity({ channelId: 'emulator', deliveryMode: 'expectReplies', ...parts })

const SECRET = 'canary-7391'

interface Replies {
  readonly activities: readonly { readonly text?: string; readonly serviceUrl?: string }[]
}

describe('POST /api/messages', () => {
  let host: Host
  before(async () => (host = await aHost()))
  after(() => host.stop())

  const say = async (text: string): Promise<string> => {
    const answer = await host.post(buffered({ text }))
    expect(answer.status).to.equal(200)
    return ((await answer.json()) as Replies).activities.map((activity) => activity.text ?? '').join('\n')
  }

  it('holds a conversation up to the emergency card and back to the question it left', async () => {
    expect(await say('only me')).to.contain('Is anyone in danger right now?')
    expect(await say('no')).to.contain('?')
    expect((await say('he is going to kill me')).split('\n')).to.include('999')
    expect(await say('carry on')).not.to.contain('We cannot send help')
  })

  it('answers an expectReplies call with no address in it, and without posting anything anywhere', async () => {
    const answer = await host.post(buffered({ text: 'help', serviceUrl: 'https://evil.example/' }))
    const { activities } = (await answer.json()) as Replies
    expect(activities).to.have.length(1)
    expect(activities[0]).not.to.have.property('serviceUrl')
  })

  it('takes an activity once, however often it is delivered, and answers the repeats with nothing', async () => {
    const conversation = { id: 'delivered twice' }
    await host.post(buffered({ text: 'only me', conversation }))
    const repeated = buffered({ id: 'the same', text: 'no', conversation })
    const [first, ...others] = [
      await host.post(repeated),
      await host.post(repeated),
      await host.post(repeated),
    ]
    expect(((await first.json()) as Replies).activities).to.have.length(1)
    for (const answer of others) {
      expect(answer.status).to.equal(200)
      expect(((await answer.json()) as Replies).activities).to.have.length(0)
    }
    const elsewhere = await host.post(
      buffered({ id: 'the same', text: 'only me', conversation: { id: 'another' } }),
    )
    expect(
      ((await elsewhere.json()) as Replies).activities,
      'ids count within a conversation',
    ).to.have.length(1)
  })

  it('answers 60,000 characters of text calmly and keeps none of them', async () => {
    const answer = await host.post(
      buffered({ text: `${SECRET} `.repeat(5000), conversation: { id: 'long' } }),
    )
    const { activities } = (await answer.json()) as Replies
    expect(activities[0]?.text).to.contain('more than we can take')
    expect(JSON.stringify([...host.memory.places.values()])).not.to.contain(SECRET)
  })

  it('hears danger in 60,000 characters of text', async () => {
    const text = `${'all of it '.repeat(3000)} he is going to kill me ${'and more '.repeat(3000)}`
    const answer = await host.post(buffered({ text, conversation: { id: 'long danger' } }))
    const { activities } = (await answer.json()) as Replies
    expect(activities[0]?.text?.split('\n')).to.include('999')
  })

  it('takes null for what is not there', async () => {
    const answer = await host.post(buffered({ text: null, value: null, locale: null, recipient: null }))
    expect(answer.status).to.equal(200)
  })

  it('takes control characters for spaces', async () => {
    const answer = await host.post(
      buffered({ text: '\u0000he\u0007lp\u202e', conversation: { id: 'control' } }),
    )
    expect(answer.status).to.equal(200)
  })

  const hostile: readonly (readonly [string, unknown, number])[] = [
    ['is not JSON', `{"type": ${SECRET}`, 400],
    ['is empty', '', 400],
    ['is a list', [anActivity({ text: SECRET })], 400],
    ['is an empty object', {}, 400],
    ['is null', 'null', 400],
    ['has a number for a type', buffered({ type: 7 }), 400],
    ['has a type with signs in it', buffered({ type: '__proto__' }), 400],
    ['has a number for its text', buffered({ text: 7 }), 400],
    ['has no conversation', buffered({ conversation: undefined }), 400],
    ['has no sender', buffered({ from: undefined }), 400],
    ['has an id of a megabyte', buffered({ conversation: { id: 'x'.repeat(600) } }), 400],
    ['is two megabytes', buffered({ text: SECRET.repeat(200_000) }), 413],
    ['is 100,000 characters', buffered({ text: 'x'.repeat(100_000) }), 413],
    ['has no address to answer to', anActivity({ text: SECRET }), 400],
    [
      'has somebody else’s address to answer to',
      anActivity({ text: SECRET, serviceUrl: 'https://evil.example/' }),
      400,
    ],
    [
      'has an address inside the network',
      anActivity({ text: SECRET, serviceUrl: 'http://169.254.169.254/' }),
      400,
    ],
    ['has an address that is none', anActivity({ text: SECRET, serviceUrl: 'javascript:alert(1)' }), 400],
  ]
  for (const [name, body, status] of hostile) {
    it(`refuses a body that ${name} at once, repeating nothing of it`, async () => {
      const started = performance.now()
      const answer = await host.post(body)
      const text = await answer.text()
      expect(answer.status).to.equal(status)
      expect(answer.headers.get('content-type')).to.contain('application/problem+json')
      expect(JSON.parse(text)).to.have.keys('type', 'title', 'status')
      expect(text).not.to.contain(SECRET)
      expect(performance.now() - started).to.be.below(2000)
    })
  }

  it('refuses a body that is larger than it claims', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let count = 0; count < 20; count += 1) controller.enqueue(new Uint8Array(8192).fill(32))
        controller.close()
      },
    })
    const answer = await fetch(`${host.url}/api/messages`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit)
    expect(answer.status).to.equal(413)
  })

  it('refuses bytes that are no UTF-8', async () => {
    const answer = await fetch(`${host.url}/api/messages`, {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).to.equal(400)
  })

  for (const headers of [{ 'content-type': 'text/plain' }, { 'content-encoding': 'gzip' }]) {
    it(`refuses ${JSON.stringify(headers)}`, async () => {
      expect((await host.post(buffered(), headers)).status).to.equal(415)
    })
  }

  it('says to a GET which method there is', async () => {
    const answer = await fetch(`${host.url}/api/messages`)
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'POST'])
  })

  it('says that it does not know an invoke that is none of ours', async () => {
    const answer = await host.post(
      buffered({
        type: 'invoke',
        name: 'unknown/thing',
        deliveryMode: undefined,
        serviceUrl: 'http://127.0.0.1:1',
      }),
    )
    expect(answer.status).to.equal(501)
  })

  it('refuses callers through a proxy while nobody can be known', async () => {
    expect((await host.post(buffered(), { 'x-forwarded-for': '192.0.2.7' })).status).to.equal(403)
  })

  it('says something calm with 999 when a turn fails, counts the class of the fault and nothing that was said', async () => {
    const memory = inMemory()
    const failing = Object.assign(memory, {
      setting: {
        ...memory.setting,
        conversations: {
          ...memory.setting.conversations,
          load: () => Promise.reject(new RangeError(SECRET)),
        },
      },
    })
    const broken = await aHost({}, {}, failing)
    try {
      const answer = await broken.post(buffered({ text: SECRET }))
      const { activities } = (await answer.json()) as Replies
      expect(activities[0]?.text?.split('\n')).to.include('999')
      expect(activities[0]?.text).to.contain('Your place is kept')
      expect(memory.traced).to.deep.equal(['{"where":"bot","fault":"RangeError"}'])
    } finally {
      await broken.stop()
    }
  })

  it('stops waiting for a turn that never ends', async () => {
    const memory = inMemory()
    const hanging = Object.assign(memory, {
      setting: {
        ...memory.setting,
        conversations: { ...memory.setting.conversations, load: () => new Promise<never>(() => {}) },
      },
    })
    const slow = await aHost({}, { turnTimeoutMs: 30 }, hanging)
    try {
      expect((await slow.post(buffered({ text: 'hello', conversation: { id: 'never' } }))).status).to.equal(
        500,
      )
    } finally {
      await slow.stop()
    }
  })

  it('is refused in production while there is no app id', async () => {
    const live = await aHost({ production: true }, { production: true })
    try {
      const answer = await live.post(buffered({ text: 'hello' }))
      expect(answer.status).to.equal(503)
      expect(answer.headers.get('content-type')).to.contain('application/problem+json')
    } finally {
      await live.stop()
    }
  })
})

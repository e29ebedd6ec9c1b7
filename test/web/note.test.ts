import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import { takeNote } from '../../src/conversation/take-note.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'
import type { FormVisitor } from './form-visitor.ts'

/** What may stand on no note: what opens it, what happened, whom it is from, who they are. */
const NEVER = [...Object.values(TYPED), 'Staffordshire', 'Victim', 'Gateway', 'crime', 'referral', 'secret']

const makeNote = async (visitor: FormVisitor, from = 'referral/next'): Promise<void> => {
  if (from === 'referral/next') await visitor.choose(['agree'])
  await visitor.choose(['note'])
  await visitor.choose(['yes'])
  await visitor.choose(['sts-victim-gateway', 'nat-victim-support'])
  await visitor.choose(['library-hours'])
}

describe('A note to take away, with no scripts at all', function () {
  this.timeout(30_000)
  let haven: RunningHaven
  before(async () => {
    haven = await startHaven()
  })
  after(() => haven.stop())

  const come = async (end?: string): Promise<FormVisitor> => {
    const visitor = formVisitor({ address: haven.address })
    await visitor.open()
    await walkTo(visitor, end)
    return visitor
  }
  const openPage = (visitor: FormVisitor | undefined, headers: Record<string, string> = {}) =>
    fetch(new URL('/page', haven.address), {
      redirect: 'manual',
      headers: { ...(visitor?.cookie() !== undefined && { cookie: visitor.cookie()! }), ...headers },
    })

  it('has the reference and the numbers under a name that says nothing, and nothing else', async () => {
    const visitor = await come()
    await makeNote(visitor)
    const shown = visitor.screen().html
    expect(shown).to.include('href="/page"')
    const answer = await openPage(visitor)
    const page = await answer.text()
    expect([answer.status, answer.headers.get('cache-control')]).to.deep.equal([200, 'no-store'])
    expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'")
    expect(page).to.include('<title>Library hours</title>').and.include('Library hours</h1>')
    expect(page).to.match(/<bdi>[A-Z]+ \d+<\/bdi>/)
    expect(page).to.match(/>The team<[^]*0330 0881 339[^]*>Number 1<[^]*0808 168 9111/)
    expect(page).to.include('This is a demonstration. Nobody will be in touch.')
    expect(page).to.include('id="x" href="/exit"')
    const [, secret] = /These three words open it\n([\w -]+)\n/.exec(await secretsOf(visitor)) ?? []
    for (const word of [...NEVER, secret ?? 'no secret']) expect(page, word).to.not.include(word)
  })

  it('opens once', async () => {
    const visitor = await come()
    await makeNote(visitor)
    expect((await openPage(visitor)).status).to.equal(200)
    const again = await openPage(visitor)
    expect([again.status, again.headers.get('location'), await again.text()]).to.deep.equal([303, '/', ''])
    await visitor.open()
    expect(visitor.screen().text).to.include('The note was opened, and is gone from here')
    await visitor.choose(['carry-on'])
    expect(visitor.screen().text).to.include('Change something I sent')
  })

  it('opens once of many at the same moment', async () => {
    const visitor = await come()
    await makeNote(visitor)
    const all = await Promise.all(Array.from({ length: 10 }, () => openPage(visitor)))
    expect(all.filter(({ status }) => status === 200)).to.have.length(1)
  })

  it('is nobody else’s, is not fetched ahead, and is not there before it is asked for', async () => {
    const visitor = await come()
    expect((await openPage(visitor)).status, 'not asked for').to.equal(303)
    await makeNote(visitor)
    expect((await openPage(undefined)).status, 'no cookie').to.equal(303)
    expect((await openPage(await come('who/who'))).status, 'another cookie').to.equal(303)
    for (const purpose of ['prefetch', 'prefetch;prerender'])
      expect((await openPage(visitor, { 'sec-purpose': purpose })).status).to.equal(303)
    for (const method of ['HEAD', 'POST']) {
      const answer = await fetch(new URL('/page', haven.address), {
        method,
        headers: { cookie: visitor.cookie()! },
      })
      expect(answer.status, method).to.equal(405)
    }
    expect((await openPage(visitor)).status).to.equal(200)
  })

  it('is gone with the conversation', async () => {
    const visitor = await come()
    await makeNote(visitor)
    const cookie = visitor.cookie()!
    await visitor.press('leave')
    expect((await openPage(undefined, { cookie })).status).to.equal(303)
  })

  it('has numbers alone where nothing was sent', async () => {
    const visitor = await come('services/offer')
    await visitor.choose(['myself'])
    await makeNote(visitor, 'services/myself')
    const page = await (await openPage(visitor)).text()
    expect(page).to.include('0808 168 9111').and.not.include('Reference')
  })

  /** What stood on the screen after sending. */
  const secretsOf = async (visitor: FormVisitor): Promise<string> =>
    visitor.exchanges
      .map(({ body }) => body.replace(/<[^>]*>/g, '\n').replace(/\n+/g, '\n'))
      .findLast((text) => text.includes('These three words open it')) ?? ''
})

describe('A note', () => {
  it('can be opened for five minutes', async () => {
    for (const [minutes, isThere] of [
      [4.9, true],
      [5, false],
    ] as const) {
      const memory = inMemory()
      const note = { until: new Date(TUESDAY.getTime() + 5 * 60_000).toISOString() }
      const { book } = memory.setting
      const trail = [{ kind: 'done', at: 'note/make', outcome: 'ready', found: { note } }]
      const place = { edition: book.edition, language: 'en', at: 'note/ready', trail, before: [] }
      memory.places.set('me', { version: 3, place: { ...place, changed: [], asking: '', paused: [] } })
      const clock = { now: () => new Date(TUESDAY.getTime() + minutes * 60_000) }
      const taken = await takeNote({ ...memory.setting, clock }, 'me')
      expect(taken !== undefined, `${minutes}`).to.equal(isThere)
    }
  })

  it('is not made by text message or in a chat, and they are told so', async () => {
    for (const channel of ['sms', 'teams', 'directline'] as const) {
      const memory = inMemory()
      const said = (option: string) => ({ kind: 'chosen', options: [option] }) as const
      const { book } = memory.setting
      const place = { edition: book.edition, language: 'en', at: 'referral/next', trail: [], before: [] }
      const heardAt = TUESDAY.toISOString()
      memory.places.set('me', {
        version: 1,
        place: { ...place, changed: [], asking: '', paused: [], heardAt },
      })
      const reply = await converse(memory.setting, { conversation: 'me', channel, said: said('note') })
      expect(reply.screen.at).to.equal('note/not-here')
      expect(JSON.stringify(reply.screen.says)).to.include('only be made on the web page')
    }
  })
})

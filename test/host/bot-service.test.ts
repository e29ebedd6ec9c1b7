import { expect } from 'chai'
import { anActivity } from '../bot/an-activity.ts'
import { aBotService, SERVICE_URL } from './a-bot-service.ts'
import type { BotService } from './a-bot-service.ts'
import { aHost } from './a-host.ts'
import type { Host } from './a-host.ts'

const CANARY = 'canary-2854'

describe('Bot Framework’s service', () => {
  let service: BotService
  before(async () => (service = await aBotService()))
  after(() => service.stop())

  describe('with an app id, in production', () => {
    let host: Host
    const printed: unknown[] = []
    const { error, warn } = console
    before(async () => {
      console.error = console.warn = (...words: unknown[]) => void printed.push(words)
      host = await aHost({ production: true }, { production: true, microsoftApp: service.microsoftApp })
    })
    after(async () => {
      Object.assign(console, { error, warn })
      await host.stop()
    })
    const call = (authorization: string | undefined, parts: Record<string, unknown> = {}) =>
      host.post(
        anActivity({
          channelId: 'directline',
          deliveryMode: 'expectReplies',
          serviceUrl: SERVICE_URL,
          text: 'help',
          ...parts,
        }),
        authorization === undefined ? {} : { authorization },
      )

    it('is answered when its token is good', async () => {
      const answer = await call(service.token())
      expect(answer.status).to.equal(200)
      expect(JSON.stringify(await answer.json())).to.contain('999')
    })

    const now = Math.floor(Date.now() / 1000)
    const refused: readonly (readonly [string, () => string | undefined, Record<string, unknown>?])[] = [
      ['no token', () => undefined],
      ['something that is no token', () => 'Bearer abc'],
      ['another scheme', () => 'Basic YTpi'],
      ['a stranger’s signature', () => service.token({}, 'stranger')],
      ['no signature at all', () => service.token({}, 'nobody')],
      ['another app’s token', () => service.token({ aud: 'another' })],
      ['a token of another issuer', () => service.token({ iss: 'https://evil.example' })],
      ['a token that ended an hour ago', () => service.token({ exp: now - 3600, nbf: now - 7200 })],
      ['a token for another address', () => service.token({ serviceurl: 'https://other.botframework.com/' })],
      ['a channel that the key does not vouch for', () => service.token(), { channelId: 'slack' }],
    ]
    for (const [name, authorization, parts] of refused) {
      it(`is 401 with ${name}, and hears no more than that`, async () => {
        const answer = await call(authorization(), parts)
        expect(answer.status).to.equal(401)
        expect(await answer.json()).to.deep.equal({
          type: 'about:blank',
          title: 'The caller is not known',
          status: 401,
        })
      })
    }

    it('cannot have answers posted to this machine', async () => {
      const answer = await call(service.token({ serviceurl: service.url }), {
        deliveryMode: undefined,
        serviceUrl: service.url,
      })
      expect(answer.status).to.equal(400)
      expect(service.posted).to.deep.equal([])
    })

    it('makes nothing be printed of what was said', () => {
      // Bot Framework itself prints that a key was not found: the keys, never the activity.
      expect(JSON.stringify(printed)).not.to.contain(CANARY)
    })
  })

  describe('in development, without an app id', () => {
    let host: Host
    before(async () => (host = await aHost()))
    after(() => host.stop())
    beforeEach(() => void service.posted.splice(0))

    it('has answers posted to its address on this machine', async () => {
      const answer = await host.post(anActivity({ serviceUrl: service.url, text: 'help' }))
      expect(answer.status).to.equal(200)
      expect(service.posted).to.have.length(1)
      expect(service.posted[0]?.path).to.contain('/v3/conversations/conversation-1/activities')
      expect(service.posted[0]?.text).to.contain('999')
    })

    it('is told that the turn was taken when the answer could not be posted, so that it does not come twice', async () => {
      const answer = await host.post(
        anActivity({ serviceUrl: `${service.url}/refused/`, text: 'only me', conversation: { id: 'lost' } }),
      )
      expect(answer.status).to.equal(200)
      expect(host.memory.traced.join()).to.contain('"where":"api/messages"')
      expect(JSON.stringify([...host.memory.places.values()])).to.contain('"heard":"nobody"')
    })
  })
})

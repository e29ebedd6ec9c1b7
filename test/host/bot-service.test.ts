import { expect } from 'chai'
import type { Activity } from 'botbuilder'
import { anActivity } from '../bot/an-activity.ts'
import { readIn } from '../bot/read-card.ts'
import { aBotService, SERVICE_URL, TENANT } from './a-bot-service.ts'
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

    beforeEach(() => host.memory.places.clear())

    it('is answered when its token is good', async () => {
      const answer = await call(service.token())
      expect(answer.status).to.equal(200)
      expect(JSON.stringify(await answer.json())).to.contain('999')
    })

    const now = Math.floor(Date.now() / 1000)
    const other = 'https://other.botframework.com/'
    const refused: readonly (readonly [string, () => string | undefined, Record<string, unknown>?])[] = [
      ['no token', () => undefined],
      ['an empty header', () => ''],
      ['something that is no token', () => 'Bearer abc'],
      ['a scheme without a token', () => 'Bearer'],
      ['another scheme', () => 'Basic YTpi'],
      ['two tokens', () => `${service.token()} ${service.token().slice(7)}`],
      ['a stranger’s signature', () => service.token({}, 'stranger')],
      ['no signature at all', () => service.token({}, 'nobody')],
      ['a signature that was cut off', () => service.token().split('.').slice(0, 2).join('.') + '.'],
      ['a token without its last part', () => service.token().split('.').slice(0, 2).join('.')],
      ['the public key as a password', () => service.token({}, 'public')],
      ['“none” in the head over a good signature', () => service.token({}, 'service', { alg: 'none' })],
      ['a key that nobody published', () => service.token({}, 'service', { kid: 'key-2' })],
      ['another app’s token', () => service.token({ aud: 'another' })],
      ['a token for nobody', () => service.token({ aud: undefined })],
      ['a token of another issuer', () => service.token({ iss: 'https://evil.example' })],
      ['a token of no issuer', () => service.token({ iss: undefined })],
      ['a token that ended an hour ago', () => service.token({ exp: now - 3600, nbf: now - 7200 })],
      ['a token that is good in an hour', () => service.token({ exp: now + 7200, nbf: now + 3600 })],
      ['a token for another address', () => service.token({ serviceurl: other })],
      ['a token for no address', () => service.token({ serviceurl: undefined })],
      ['a channel that the key does not vouch for', () => service.token(), { channelId: 'slack' }],
      [
        'a token of Microsoft’s directory for another app, as the emulator has',
        () =>
          service.token({
            iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
            ver: '1.0',
            appid: 'another',
          }),
        { channelId: 'emulator' },
      ],
    ]
    for (const [name, authorization, parts] of refused) {
      for (const channelId of ['msteams', 'directline'])
        it(`is 401 with ${name}, on ${channelId}, and hears no more than that`, async () => {
          const answer = await call(authorization(), { channelId, ...parts })
          expect(answer.status).to.equal(401)
          expect(await answer.json()).to.deep.equal({
            type: 'about:blank',
            title: 'The caller is not known',
            status: 401,
          })
          expect(host.memory.places.size).to.equal(0)
        })
    }

    const inTeams = (conversation: Record<string, unknown>, parts: Record<string, unknown> = {}) =>
      call(service.token(), {
        channelId: 'msteams',
        conversation: { id: 'a:chat', conversationType: 'personal', ...conversation },
        ...parts,
      })
    const heard = async (answer: Response): Promise<string> => {
      const { activities } = (await answer.json()) as { activities: Partial<Activity>[] }
      return activities.map(readIn).join('\n')
    }

    it('is talked to in Teams when it comes from the organisation that the app is registered in', async () => {
      for (const [conversation, parts] of [
        [{ tenantId: TENANT }, {}],
        [{ tenantId: TENANT.toUpperCase() }, {}],
        [{}, { channelData: { tenant: { id: TENANT } } }],
      ] as const)
        expect(await heard(await inTeams(conversation, parts))).to.contain('Talk to a person')
    })

    it('hears from another organisation’s Teams whom to ring, and nothing is kept', async () => {
      for (const [conversation, parts] of [
        [{ tenantId: 'another' }, {}],
        [{ tenantId: 'another' }, { channelData: { tenant: { id: TENANT } } }],
        [{}, {}],
        [{}, { channelData: { tenant: 7 } }],
      ] as const) {
        const text = await heard(await inTeams(conversation, parts))
        expect(text.split('\n')).to.include('999')
        expect(text).to.contain('We do not answer in Teams here yet')
      }
      expect(host.memory.places.size).to.equal(0)
    })

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

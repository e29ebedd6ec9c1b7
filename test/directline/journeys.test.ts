import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { httpGateways } from '../../src/adapters/gateway-http/index.ts'
import { messagesVisitor } from '../conversations/messages-visitor.ts'
import { play } from '../conversations/play.ts'
import { readJourneys } from '../conversations/script.ts'
import { watched } from '../conversations/sent.ts'
import { aDesk, TOKEN } from '../gateway/a-desk.ts'
import type { Host } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { aDirectLine, talking, type Attached, type Talking } from './a-direct-line.ts'

/**
 * Those who come by the page can come by a chat window: every script for it is played there too. A note to take away is
 * made on the page alone.
 */
const JOURNEYS = readJourneys(join(ROOT, 'test', 'conversations')).filter(
  ({ channel, visits }) =>
    ['web', 'directline'].includes(channel) && visits.flat().every(({ choose }) => choose !== 'note'),
)

/** Direct Line in the place of `/api/messages`: each visit is a conversation of its own. */
function overDirectLine(line: Attached): Pick<Host, 'memory' | 'post'> {
  const visits = new Map<string, { readonly me: Talking; seen: string }>()

  async function visitOf(activity: { conversation: { id: string }; locale: string }) {
    const known = visits.get(activity.conversation.id)
    if (known) return known
    const { token } = await line.token()
    const { body } = await line.call('POST', '/conversations', { token, body: { locale: activity.locale } })
    const visit = { me: talking(line.call, body), seen: '0' }
    visits.set(activity.conversation.id, visit)
    return visit
  }

  return {
    memory: line.memory,
    async post(body) {
      const activity = body as { type: string; conversation: { id: string }; locale: string }
      const visit = await visitOf(activity)
      if (activity.type === 'message') {
        const { status } = await visit.me.post(activity)
        if (status !== 200) return new Response('{}', { status })
      }
      const { body: set } = await visit.me.poll(visit.seen)
      visit.seen = set.watermark
      const activities = set.activities.filter(({ from }) => from.role === 'bot')
      return Response.json({ activities })
    },
  }
}

describe('A journey over Direct Line, typed in numbers and words:', function () {
  this.timeout(30_000)
  for (const journey of JOURNEYS) {
    it(journey.title, async () => {
      const memory = inMemory(journey.now === undefined ? undefined : new Date(journey.now))
      const { clock } = memory.setting
      const desk = await aDesk({ now: () => clock.now() })
      const url = journey.gateway === 'up' ? desk.url : 'http://127.0.0.1:1'
      const gateways = httpGateways(() => ({ url, token: TOKEN }), { now: () => clock.now() })
      const { setting, sent } = watched({ ...memory.setting, gateways })
      const line = await aDirectLine({}, Object.assign(memory, { setting }))
      try {
        const host = overDirectLine(line) as Host
        const visitor = messagesVisitor({ host, channel: 'directline', language: journey.language })
        const played = await play(journey, visitor, sent)
        expect(played.failures).to.deep.equal([])
      } finally {
        await line.stop()
        await desk.stop()
      }
    })
  }
})

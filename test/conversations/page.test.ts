import { join } from 'node:path'
import { expect } from 'chai'
import { inProcess } from '../../src/bot/in-process.ts'
import { ROOT } from '../../src/content.ts'
import { openingScreen } from '../../src/conversation/converse.ts'
import { createPage } from '../../src/web/page.ts'
import { aHost } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { formVisitor } from '../web/form-visitor.ts'
import { play } from './play.ts'
import type { Played } from './play.ts'
import { readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

const JOURNEYS = readJourneys(join(ROOT, 'test', 'conversations')).filter(({ channel }) => channel === 'web')

/** Plays a journey on the page itself, over HTTP, with everything behind it in memory. */
async function run(journey: Journey, isEnhanced: boolean): Promise<Played> {
  const { now, gateway } = journey
  const memory = inMemory(now === undefined ? undefined : new Date(now))
  memory.isGatewayUp = gateway === 'up'
  const { setting, sent } = watched(memory.setting)
  const talk = inProcess(setting)
  const opening = openingScreen(setting, 'web')
  let at = opening.at
  const page = createPage({
    async converse(message) {
      const reply = await talk(message)
      at = reply.screen.at
      return reply
    },
    openingScreen: (language) => openingScreen(setting, 'web', language),
    text: (language, key) => setting.words.text(language, key) ?? `[${key}]`,
    publicUrl: () => 'http://localhost',
    fault: (where, fault) => setting.trace.fault({ where, fault }),
  })
  const host = await aHost({ page }, {}, memory)
  try {
    const visitor = formVisitor({ address: host.url, isEnhanced, at: () => at })
    const fromTheStart = { ...visitor, open: () => ((at = opening.at), visitor.open()) }
    return await play(journey, fromTheStart, sent)
  } finally {
    await host.stop()
  }
}

for (const [isEnhanced, how] of [
  [false, 'without scripts'],
  [true, 'with scripts'],
] as const) {
  describe(`A journey on the page, ${how}:`, () => {
    for (const journey of JOURNEYS) {
      it(journey.title, async () => {
        expect((await run(journey, isEnhanced)).failures).to.deep.equal([])
      })
    }
  })
}

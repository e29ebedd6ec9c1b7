import { join } from 'node:path'
import { expect } from 'chai'
import { idlingInProcess, inProcess, noteInProcess } from '../../src/bot/in-process.ts'
import { ROOT } from '../../src/content.ts'
import { openingScreen } from '../../src/conversation/converse.ts'
import { hiddenWords } from '../../src/conversation/hidden-word.ts'
import { createPage } from '../../src/web/page.ts'
import { aHost } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { formVisitor } from '../web/form-visitor.ts'
import type { Exchange } from '../web/form-visitor.ts'
import { play } from './play.ts'
import type { Played } from './play.ts'
import { readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

const JOURNEYS = readJourneys(join(ROOT, 'test', 'conversations')).filter(({ channel }) => channel === 'web')

/** What a page could fetch or post to by itself, or have fetched or posted, and where; a link that is pressed is not meant. */
const FETCHED =
  /<(?:script|img|iframe|frame|source|video|audio|embed|object|input|form|button|link|base)\b[^>]*?\b(?:src|srcset|data|poster|action|formaction|href)="([^"]*)"|url\(([^)]*)\)|@import[^;]*|\bping="([^"]*)"|http-equiv="refresh"[^>]*/gi

/** What leads to another host in what the page was answered with, a line each. */
const otherHosts = (exchanges: readonly Exchange[]): readonly string[] =>
  exchanges.flatMap(({ method, url, headers, body }) => {
    const policy = headers.get('content-security-policy') ?? ''
    const isClosed = policy.startsWith("default-src 'none'; ") && !/https?:|[*]|unsafe|data:/.test(policy)
    return [
      ...(isClosed ? [] : [`${method} ${url}: ${policy}`]),
      ...[...body.matchAll(FETCHED)]
        .filter(([whole, ...at]) => !at.some((one) => /^[/#]/.test(one ?? '')) || whole.includes('//'))
        .map(([whole]) => `${method} ${url}: ${whole}`),
    ]
  })

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
    takeNote: noteInProcess(setting),
    idling: idlingInProcess(setting),
    text: (language, key) => setting.words.text(language, key) ?? `[${key}]`,
    publicUrl: () => 'http://localhost',
    hiddenWords: hiddenWords(setting.words),
    fault: (where, fault) => setting.trace.fault({ where, fault }),
  })
  const host = await aHost({ page }, {}, memory)
  try {
    const visitor = formVisitor({ address: host.url, isEnhanced, at: () => at })
    const fromTheStart = { ...visitor, open: () => ((at = opening.at), visitor.open()) }
    const played = await play(journey, fromTheStart, sent)
    return { ...played, failures: [...played.failures, ...otherHosts(visitor.exchanges)] }
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

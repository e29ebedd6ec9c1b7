import { join } from 'node:path'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply, Setting } from '../../src/conversation/converse.ts'
import { ROOT } from '../../src/content.ts'
import { isUnasked } from '../../src/conversation/texts.ts'
import type { Layout } from '../../src/domain/layout.ts'
import { inMemory } from '../support/memory.ts'
import { withPseudo } from '../support/pseudo.ts'
import type { Visitor } from './play.ts'
import { play } from './play.ts'
import { readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'
import type { Sent } from './sent.ts'

/** Journeys in which English words are typed for options, or another language is chosen: here they are other words. */
const OF_THEIR_OWN_WORDS = [
  'brief-by-text.yaml',
  'by-text-message.yaml',
  'said-it-all-by-text.yaml',
  'yn-gymraeg.yaml',
]

/** Each journey without what it looks for in English: the way is the same in every language. */
export const PSEUDO_JOURNEYS: readonly Journey[] = readJourneys(join(ROOT, 'test', 'conversations'))
  .filter(({ file }) => !OF_THEIR_OWN_WORDS.includes(file))
  .map((journey): Journey => ({
    ...journey,
    visits: journey.visits.map((visit) => visit.map(({ sees: _sees, sees_not: _not, ...step }) => step)),
  }))

/** What runs behind a journey in a language that nobody speaks. */
export interface Behind {
  readonly setting: Setting
  readonly sent: Sent
}

/**
 * Plays a journey in a language that nobody speaks; `look` sees every answer. Somebody who wants another layout asks for
 * it on the first screen. Returns what did not go as written.
 */
export async function playInPseudo(
  journey: Journey,
  language: string,
  look: (reply: Reply, behind: Behind) => void,
  layout: Layout = 'question',
): Promise<readonly string[]> {
  const memory = inMemory(journey.now === undefined ? undefined : new Date(journey.now))
  memory.isGatewayUp = journey.gateway === 'up'
  const behind = watched(withPseudo(memory.setting))
  const visitor = lookingVisitor(
    journey,
    language,
    (message) => converse(behind.setting, message),
    (reply) => look(reply, behind),
    (key) => behind.setting.words.text(language, key) ?? key,
    layout,
  )
  return (await play(journey, visitor, behind.sent)).failures
}

function lookingVisitor(
  { channel }: Journey,
  language: string,
  talk: (message: Message) => Promise<Reply>,
  look: (reply: Reply) => void,
  word: (key: string) => string,
  layout: Layout,
): Visitor {
  let visit = 1
  let last: Reply | undefined
  const say = async (said: Message['said']): Promise<void> => {
    const seen = last === undefined ? {} : { version: last.version }
    last = await talk({ conversation: `visit ${visit}`, channel, language, said, ...seen })
    look(last)
  }
  return {
    async open() {
      await say({ kind: 'open' })
      if (layout !== 'question') await say({ kind: 'layout', layout })
    },
    choose: (options) => say({ kind: 'chosen', options }),
    async type(text) {
      // Longer words come in more parts, and by text only what was shown can be answered.
      while (channel === 'sms' && last && isUnasked(last, word)) await say({ kind: 'typed', text: 'more' })
      await say({ kind: 'typed', text })
    },
    press: (word) => say({ kind: 'everywhere', word }),
    change: (at) => say({ kind: 'change', at }),
    screen: () => ({ at: last?.screen.at ?? '', text: '' }),
    async forget() {
      visit += 1
      last = undefined
    },
  }
}

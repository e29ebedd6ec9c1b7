import { converse } from '../../src/conversation/converse.ts'
import type { Message, Setting } from '../../src/conversation/converse.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import { hasMore } from '../../src/conversation/texts.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Visitor } from './play.ts'

/** How somebody comes to the engine itself, with no surface between. */
export interface Coming {
  readonly setting: Setting
  readonly channel: Channel
  readonly language: string
}

const MORE = { kind: 'typed', text: 'more' } as const

/** Somebody who talks to the engine. By text message they have no buttons and type numbers, as on a phone. */
export function engineVisitor({ setting, channel, language }: Coming): Visitor {
  let visit = 1
  let version: number | undefined
  let screen: Screen | undefined
  const say = async (said: Message['said']): Promise<void> => {
    const seen = version === undefined ? {} : { version }
    const message = { conversation: `visit ${visit}`, channel, language, said, ...seen }
    let reply = await converse(setting, message)
    const word = (key: string): string => setting.words.text(reply.screen.language, key) ?? key
    // By text they read on to the end before they answer.
    while (channel === 'sms' && hasMore(reply, word))
      reply = await converse(setting, { ...message, version: reply.version, said: MORE })
    ;({ version, screen } = reply)
  }
  const standing = (): Screen => {
    if (!screen) throw new Error('nobody has come yet')
    return screen
  }
  return {
    // Texting has no greeting: whoever comes writes first.
    open: () => say(channel === 'sms' ? { kind: 'typed', text: 'hello' } : { kind: 'open' }),
    async choose(ids) {
      const numbers = ids.map((id) => numberOf(standing(), id))
      await say(
        channel === 'sms' ? { kind: 'typed', text: numbers.join(' and ') } : { kind: 'chosen', options: ids },
      )
    },
    type: (text) => say({ kind: 'typed', text }),
    press: (word) => say({ kind: 'everywhere', word }),
    change: (at) => say({ kind: 'change', at }),
    screen: () => ({ at: standing().at, text: textOf(standing()) }),
    async forget() {
      visit += 1
      version = undefined
    },
  }
}

/** Numbers count items first, then options, from 1. Throws when the question has no such answer. */
function numberOf({ question, at }: Screen, id: string): number {
  const ids = [...(question?.items ?? []), ...(question?.options ?? [])].map((choice) => choice.id)
  if (!ids.includes(id)) throw new Error(`there is no "${id}" at ${at}; there are: ${ids.join(', ')}`)
  return ids.indexOf(id) + 1
}

/** Every word on a screen, what can be opened included; never the ids that only machines see. */
const textOf = (screen: Screen): string =>
  [screen.banner, screen.notes, screen.says, screen.question].flatMap(words).join('\n')

const UNSEEN: readonly string[] = ['kind', 'at', 'id', 'change', 'dial', 'href', 'earlier']

const words = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (UNSEEN.includes(key) ? [] : words(part)))
}

import { drawScreen } from '../../src/conversation/draw-screen.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Place } from '../../src/engine/place.ts'
import type { Host } from '../host/a-host.ts'
import type { Visitor } from './play.ts'

/** How somebody comes by Bot Framework: to a real port, with replies expected in the answer. */
export interface ComingByBot {
  readonly host: Host
  readonly channel: Channel
  readonly language: string
}

/** The names by which Bot Framework knows our channels. */
const CHANNEL_IDS: Readonly<Record<Channel, string>> = {
  web: 'webchat',
  directline: 'directline',
  teams: 'msteams',
  sms: 'sms',
}
/** What is typed for the words that work at any moment. */
const PRESSED = {
  back: 'back',
  help: 'help',
  leave: 'leave',
  'start-again': 'start again',
  language: 'language',
}

/**
 * Somebody who has only a box to type in: options are chosen by their numbers. Where they stand is read from what the
 * store keeps, since no message says it.
 */
export function messagesVisitor({ host, channel, language }: ComingByBot): Visitor {
  let visit = 1
  let count = 0
  let text = ''
  const post = async (parts: Readonly<Record<string, unknown>>): Promise<void> => {
    const response = await host.post({
      type: 'message',
      id: String((count += 1)),
      channelId: CHANNEL_IDS[channel],
      conversation: { id: `visit-${visit}` },
      from: { id: 'person', name: '' },
      recipient: { id: 'bot', name: '' },
      locale: language,
      deliveryMode: 'expectReplies',
      ...parts,
    })
    if (response.status !== 200) throw new Error(`the answer was ${response.status}`)
    const { activities } = (await response.json()) as { readonly activities: readonly unknown[] }
    text = activities.flatMap(wordsIn).join('\n')
  }
  const place = (): Place | undefined => [...host.memory.places.values()].at(-1)?.place as Place | undefined
  const screen = (): Screen | undefined => {
    const current = place()
    return current && drawScreen(host.memory.setting, current, channel)
  }
  return {
    open: () => post({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] }),
    async choose(ids) {
      const question = screen()?.question ?? drawOpening(host).question
      const all = [...(question?.items ?? []), ...(question?.options ?? [])].map((option) => option.id)
      const wrong = ids.find((id) => !all.includes(id))
      if (wrong !== undefined) throw new Error(`there is no "${wrong}" here; there are: ${all.join(', ')}`)
      await post({ text: ids.map((id) => all.indexOf(id) + 1).join(' and ') })
    },
    type: (typed) => post({ text: typed }),
    press: (word) => post({ text: PRESSED[word] }),
    change: (at) => post({ value: { haven: { change: at } } }),
    screen: () => ({ at: place()?.at ?? (count > 1 ? 'end' : 'start/screen'), text }),
    async forget() {
      visit += 1
      count = 0
      host.memory.places.clear()
    },
  }
}

const drawOpening = (host: Host): Screen => {
  const { book } = host.memory.setting
  const start = {
    edition: book.edition,
    language: 'en',
    at: 'start/screen',
    trail: [],
    before: [],
    changed: [],
    asking: '',
    paused: [],
  }
  return drawScreen(host.memory.setting, start, 'web')
}

/** Every text in an activity that a person reads, its card and buttons included. */
function wordsIn(activity: unknown): readonly string[] {
  if (typeof activity !== 'object' || activity === null) return []
  return Object.entries(activity).flatMap(([key, value]) => {
    if (typeof value === 'string')
      return ['text', 'title', 'subtitle', 'summary'].includes(key) ? [value] : []
    return ['attachments', 'content', 'buttons', 'suggestedActions', 'actions'].includes(key) ||
      /^\d+$/.test(key)
      ? wordsIn(value)
      : []
  })
}

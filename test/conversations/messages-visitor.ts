import type { Activity } from 'botbuilder'
import { drawScreen } from '../../src/conversation/draw-screen.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import { isUnasked } from '../../src/conversation/texts.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Place } from '../../src/engine/place.ts'
import { readIn } from '../bot/read-card.ts'
import type { Host } from '../host/a-host.ts'
import type { Visitor } from './play.ts'

/** How somebody comes by Bot Framework: to a real port, with replies expected in the answer. */
export interface ComingByBot {
  readonly host: Host
  readonly channel: Channel
  readonly language: string
  /** By text: what went each way is written here, and they read on only until they are asked, as a person does. */
  readonly traffic?: Traffic
}

/** Texts each way. */
export interface Traffic {
  readonly sent: string[]
  readonly got: string[]
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
  answers: 'change',
  later: 'carry on later',
  status: 'status',
  more: 'more',
  delete: 'delete',
  language: 'language',
}

/**
 * Somebody who has only a box to type in: options are chosen by their numbers. Where they stand is read from what the
 * store keeps, since no message says it.
 */
export function messagesVisitor({ host, channel, language, traffic }: ComingByBot): Visitor {
  let visit = 1
  let count = 0
  let text = ''
  const post = async (parts: Readonly<Record<string, unknown>>, isRest = false): Promise<void> => {
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
    const words = activities
      .flatMap((one) => [readIn(one as Partial<Activity>), ...buttonsOf(one)])
      .join('\n')
    text = isRest ? `${text}\n${words}` : words
    traffic?.sent.push(String(parts.text))
    traffic?.got.push(...activities.map((one) => String((one as Partial<Activity>).text)))
    // By text they read on to the end before they answer.
    const hasMore = channel === 'sms' && /(Text MORE|Tecstiwch MWY)[^\n]*$/.test(words)
    if (hasMore && (!traffic || isToBeRead())) await post({ text: 'more' }, true)
  }
  const place = (): Place | undefined => [...host.memory.places.values()].at(-1)?.place as Place | undefined
  const isToBeRead = (): boolean => {
    const current = screen()
    const { part } = place() ?? {}
    const say = (key: string): string => host.memory.setting.words.text(current!.language, key) ?? key
    const isPart = part === undefined ? {} : { part }
    return current !== undefined && isUnasked({ screen: current, version: count, ...isPart }, say)
  }
  const screen = (): Screen | undefined => {
    const current = place()
    return current && drawScreen(host.memory.setting, current, channel)
  }
  return {
    open: () =>
      post(
        channel === 'sms' ? { text: 'hello' } : { type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] },
      ),
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

/** The buttons under an activity that are no card. */
function buttonsOf(activity: unknown): readonly string[] {
  if (typeof activity !== 'object' || activity === null) return []
  return Object.entries(activity).flatMap(([key, value]) => {
    if (typeof value === 'string') return key === 'title' ? [value] : []
    return ['suggestedActions', 'actions'].includes(key) || /^\d+$/.test(key) ? buttonsOf(value) : []
  })
}

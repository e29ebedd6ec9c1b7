import type { Activity } from 'botbuilder'
import type { Setting } from '../conversation/converse.ts'
import { Assistant, conversationKey, languageOf } from './assistant.ts'
import { calmTexts } from './calm.ts'
import type { Renderer } from './channels/channel.ts'
import { forChatWindow } from './channels/directline.ts'
import { InProcessAdapter } from './in-process.ts'

/** Who is at a chat window: the one person of one conversation. */
interface Who {
  readonly conversation: string
  readonly locale?: string | undefined
}

/** What is shown next. `isOver`: nothing of the conversation is left. */
interface Shown {
  readonly activities: readonly Partial<Activity>[]
  readonly isOver: boolean
}

/** The conversation as chat windows have it, for a server that speaks in activities itself. Only `isKept` rejects. */
export interface ChatWindows {
  /** The screen where they stand; the first one for somebody new. Nothing is kept for it. */
  open(who: Who): Promise<Shown>
  answer(who: Who, posted: { readonly text?: string | undefined; readonly value?: unknown }): Promise<Shown>
  forget(who: Who): Promise<void>
  /** Whether a place is kept for them. */
  isKept(who: Who): Promise<boolean>
}

const BOT = { id: 'haven', name: '' }
/** Whatever their client calls them, there is one person in a conversation: so nothing of it is kept under another name. */
const PERSON = { id: 'person', name: '' }

/** Marks an answer after which nothing is left. */
const OVER = 'haven:over'

const drawn: Renderer = (reply, say) =>
  forChatWindow(reply, say).map((activity) => (reply.forgotten ? { ...activity, label: OVER } : activity))

export function chatWindows(setting: Setting): ChatWindows {
  const adapter = new InProcessAdapter()
  const assistant = new Assistant(setting, { rendererOf: () => drawn, refusalOf: () => undefined })

  const fault = (error: unknown): void =>
    setting.trace.fault({ where: 'directline', fault: error instanceof Error ? error.name : 'unknown' })

  async function shown(activity: Partial<Activity>): Promise<Shown> {
    try {
      const sent = await adapter.processMessage(activity, (context) => assistant.answerTo(context))
      return {
        activities: sent.map(({ label: _ours, ...rest }) => rest),
        isOver: sent.some(({ label }) => label === OVER),
      }
    } catch (error) {
      fault(error)
      const texts = calmTexts(setting, 'channel:fault', languageOf(setting, activity), 'directline')
      return {
        activities: texts.map((text) => ({ type: 'message', text, textFormat: 'plain' })),
        isOver: false,
      }
    }
  }

  return {
    open: (who) => shown({ ...around(who), type: 'conversationUpdate', membersAdded: [BOT] }),
    answer: (who, { text = '', value }) => shown({ ...around(who), type: 'message', text, value }),
    async forget(who) {
      const ended = { ...around(who), type: 'endOfConversation' }
      await adapter.processMessage(ended, (context) => assistant.run(context)).catch(fault)
    },
    async isKept(who) {
      const key = conversationKey(around(who) as Activity, 'directline')
      return (await setting.conversations.load(key)) !== undefined
    },
  }
}

const around = ({ conversation, locale }: Who): Partial<Activity> => ({
  channelId: 'directline',
  conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
  from: PERSON,
  recipient: BOT,
  ...(locale !== undefined && { locale }),
})

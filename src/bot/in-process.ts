import type { Activity, ConversationReference, ResourceResponse } from 'botbuilder'
import { BotAdapter, TurnContext } from 'botbuilder'
import type { Message, Reply, Setting } from '../conversation/converse.ts'
import { lapse, stay } from '../conversation/staying.ts'
import { takeNote, type Note } from '../conversation/take-note.ts'
import { Assistant, conversationKey } from './assistant.ts'
import { RENDERERS } from './channels/all.ts'
import { forPage, replyIn } from './channels/web.ts'
import { carry, type Carried } from './heard-in.ts'
import { refusalOf } from './refusal.ts'

const SENT = Symbol('what was sent in this turn')

/** Bot Framework without a network: what is sent in a turn comes back from it. */
export class InProcessAdapter extends BotAdapter {
  /** Takes one activity and resolves with every answer to it, in order. Rejects when the turn fails. */
  async processMessage(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<readonly Partial<Activity>[]> {
    const context = new TurnContext(this, activity)
    const sent: Partial<Activity>[] = []
    context.turnState.set(SENT, sent)
    await this.runMiddleware(context, logic)
    return sent
  }

  async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const sent = context.turnState.get<Partial<Activity>[]>(SENT)
    sent?.push(...activities)
    return activities.map(() => ({ id: '' }))
  }

  updateActivity(): Promise<void> {
    return Promise.reject(new Error('what was sent in process cannot be changed'))
  }

  deleteActivity(): Promise<void> {
    return Promise.reject(new Error('what was sent in process cannot be deleted'))
  }

  /** Nothing is ever sent without being asked. */
  continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('a conversation in process is only answered'))
  }
}

/** Answers one activity with activities drawn for its channel: for servers that speak in activities themselves. */
export function activitiesInProcess(
  setting: Setting,
): (activity: Partial<Activity>) => Promise<readonly Partial<Activity>[]> {
  const adapter = new InProcessAdapter()
  const assistant = new Assistant(setting, { rendererOf: (channel) => RENDERERS[channel], refusalOf })
  return (activity) => adapter.processMessage(activity, (context) => assistant.run(context))
}

/**
 * Answers one message with the screen itself, for channels of ours that draw it: the page, text messages. Whether the
 * channel may be used at all is theirs to ask.
 */
export function inProcess(setting: Setting): (message: Message) => Promise<Reply> {
  const adapter = new InProcessAdapter()
  const assistant = new Assistant(setting, {
    rendererOf: () => forPage,
    refusalOf: () => undefined,
    callerOf: ({ callerId }) => callerId,
  })
  const logic = (context: TurnContext): Promise<void> => assistant.answerTo(context)
  return async (message) => {
    const [answer] = await adapter.processMessage(activityOf(message), logic)
    return replyIn(answer)
  }
}

/** Opens the note of somebody at the page, once: their conversation is known here by the same key as their messages. */
export const noteInProcess =
  (setting: Setting): ((conversation: string) => Promise<Note | undefined>) =>
  (id) =>
    takeNote(setting, conversationKey({ conversation: conversationOf(id), from: PERSON }, 'web'))

/** What becomes of somebody at the page who is away: by the same key. */
export const idlingInProcess = (setting: Setting) => {
  const key = (id: string): string =>
    conversationKey({ conversation: conversationOf(id), from: PERSON }, 'web')
  return {
    stay: (id: string): Promise<boolean> => stay(setting, { conversation: key(id), channel: 'web' }),
    lapse: (id: string, version: number): Promise<boolean> =>
      lapse(setting, { conversation: key(id), channel: 'web', version }),
  }
}

const conversationOf = (id: string) => ({ id, name: '', isGroup: false, conversationType: 'personal' })

const BOT = { id: 'haven', name: '' }
const PERSON = { id: 'person', name: '' }

function activityOf(message: Message): Partial<Activity> {
  const { channel, conversation, language, version, caller } = message
  const around = {
    channelId: channel,
    conversation: conversationOf(conversation),
    from: PERSON,
    recipient: BOT,
    ...(language !== undefined && { locale: language }),
    ...(caller !== undefined && { callerId: caller }),
  }
  const carried = version === undefined ? {} : { version }
  const pressing = (more: Carried): object => ({
    ...carry({ ...carried, ...more }),
    ...(message.unsent !== undefined && { words: message.unsent }),
  })
  const { said } = message
  switch (said.kind) {
    case 'open':
      return { ...around, type: 'conversationUpdate', membersAdded: [BOT] }
    case 'typed':
      return { ...around, type: 'message', text: said.text, value: carry(carried) }
    case 'chosen':
      return { ...around, type: 'message', value: pressing({ options: [...said.options] }) }
    case 'everywhere':
      return { ...around, type: 'message', value: pressing({ everywhere: said.word }) }
    case 'change':
      return { ...around, type: 'message', value: pressing({ change: said.at }) }
    case 'language':
      return { ...around, type: 'message', value: carry({ ...carried, language: said.language }) }
    case 'layout':
      return { ...around, type: 'message', value: carry({ ...carried, layout: said.layout }) }
  }
}

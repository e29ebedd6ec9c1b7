import type { Activity, TurnContext } from 'botbuilder'
import { ActivityHandler } from 'botbuilder'
import { NATIONAL } from '../domain/area.ts'
import type { Channel } from '../domain/channel.ts'
import { converse } from '../conversation/converse.ts'
import { forgetWhole } from '../conversation/keeper.ts'
import type { Message, Setting } from '../conversation/converse.ts'
import { calmTexts } from './calm.ts'
import { channelOf } from './channels/channel.ts'
import type { Renderer } from './channels/channel.ts'
import { saidIn } from './heard-in.ts'

/** How an adapter wants it. */
export interface AssistantSetup {
  readonly rendererOf: (channel: Channel) => Renderer
  /** Why we do not talk to whoever sent this, as the key of a sentence; nothing when we do. */
  readonly refusalOf: (setting: Setting, activity: Activity, channel: Channel) => string | undefined
  /** Who calls, where whoever made the activity knows; never believed of an activity that came from outside. */
  readonly callerOf?: (activity: Activity) => string | undefined
}

/**
 * The one thing that every channel talks to: an activity becomes a message, the message is answered, and the answer
 * is drawn for the channel it came by. Typing, reactions and everything else are not answered.
 */
export class Assistant extends ActivityHandler {
  readonly #setting: Setting
  readonly #setup: AssistantSetup

  constructor(setting: Setting, setup: AssistantSetup) {
    super()
    this.#setting = setting
    this.#setup = setup
    this.onMessage((context) => this.#answer(context, saidIn(context.activity)))
    this.onMembersAdded(async (context) => {
      // Teams also says that it installed us, so it would greet twice.
      if (isBotAdded(context.activity) && context.activity.channelId !== 'msteams') await this.#greet(context)
    })
    this.onInstallationUpdateAdd(async (context) => {
      if (!isUpgrade(context.activity)) await this.#greet(context)
    })
    this.onInstallationUpdateRemove(async (context) => {
      if (!isUpgrade(context.activity)) await this.#forget(context)
    })
    this.onEndOfConversation((context) => this.#forget(context))
  }

  /** A message is answered at once; for everything else the handlers decide. Spares each message their long chain. */
  answerTo(context: TurnContext): Promise<void> {
    const { activity } = context
    return activity.type === 'message' ? this.#answer(context, saidIn(activity)) : this.run(context)
  }

  #greet(context: TurnContext): Promise<void> {
    return this.#answer(context, { said: { kind: 'open' } })
  }

  async #answer(context: TurnContext, heard: Pick<Message, 'said' | 'version' | 'unsent'>): Promise<void> {
    const { activity } = context
    const channel = channelOf(activity.channelId)
    const refusal = this.#setup.refusalOf(this.#setting, activity, channel)
    if (refusal !== undefined) {
      const texts = calmTexts(this.#setting, refusal, languageOf(this.#setting, activity), channel)
      await context.sendActivities(texts.map((text) => ({ type: 'message', text, textFormat: 'plain' })))
      return
    }
    const caller = this.#setup.callerOf?.(activity)
    const message = messageOf(this.#setting, activity, channel, heard)
    const reply = await converse(this.#setting, { ...message, ...(caller !== undefined && { caller }) })
    const { words, page, directory } = this.#setting
    const say = (key: string): string => words.text(reply.screen.language, key) ?? `[${key}]`
    // No area is known when somebody begins, so it is the number that counts for all.
    const elsewhere = { page, textNumber: directory.area(NATIONAL)?.text_number }
    await context.sendActivities(this.#setup.rendererOf(channel)(reply, say, elsewhere))
  }

  /** Who removes us or ends the conversation leaves nothing behind; nobody is there to be answered. */
  async #forget({ activity }: TurnContext): Promise<void> {
    await forgetWhole(this.#setting, conversationKey(activity, channelOf(activity.channelId)))
  }
}

function messageOf(
  setting: Setting,
  activity: Activity,
  channel: Channel,
  heard: Pick<Message, 'said' | 'version'>,
): Message {
  const conversation = conversationKey(activity, channel)
  return { conversation, channel, language: languageOf(setting, activity), ...heard }
}

/** Ids may hold any sign, so they are quoted: two conversations never share a key. */
export const conversationKey = (
  { conversation, from }: Pick<Activity, 'conversation' | 'from'>,
  channel: Channel,
): string => JSON.stringify([channel, conversation.id, from.id])

/** The client's language, where the first screen may be shown in it. */
export function languageOf(setting: Pick<Setting, 'directory'>, activity: Partial<Activity>): string {
  const offered = setting.directory.area(NATIONAL)?.languages ?? []
  const asked = activity.locale?.split(/[-_]/)[0]?.toLowerCase()
  return offered.find((language) => language === asked) ?? offered[0] ?? 'en'
}

const isBotAdded = ({ membersAdded, recipient }: Activity): boolean =>
  membersAdded?.some(({ id }) => id === recipient?.id) ?? false

/** A new version of the app was given out: nobody asked for anything, and nobody left. */
const isUpgrade = ({ action }: Activity): boolean => action?.endsWith('-upgrade') ?? false

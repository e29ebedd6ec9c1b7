import type { Activity, TurnContext } from 'botbuilder'
import type { Setting } from '../conversation/converse.ts'
import { CannotKeep } from '../ports/store.ts'
import type { Inbox } from '../ports/turns.ts'
import { activityIn } from './activity-schema.ts'
import { Assistant, languageOf } from './assistant.ts'
import { calmTexts } from './calm.ts'
import { RENDERERS } from './channels/all.ts'
import { channelOf } from './channels/channel.ts'
import { QuietCloudAdapter } from './cloud-adapter.ts'
import type { Taken } from './cloud-adapter.ts'
import { refusalOf } from './refusal.ts'
import { mayPostTo, SERVICE_HOSTS } from './service-url.ts'
import { isFromTenant } from './tenant.ts'

/** How Bot Framework's service reaches us. */
export interface MessagesOptions {
  readonly setting: Setting
  /** Channels deliver some activities twice. */
  readonly inbox: Inbox
  /** `MicrosoftAppId` and its kin; absent: callers cannot be known, so only this machine may call, and never in production. */
  readonly microsoftApp: Readonly<Record<string, string>> | undefined
  readonly production: boolean
  /** Hosts that answers may be posted to besides Bot Framework's own. */
  readonly serviceHosts?: readonly string[]
  /** How long one call may take, in milliseconds; Azure Bot Service itself gives up after 15 s. */
  readonly turnTimeoutMs?: number
}

/** One call to `/api/messages`. `isLocal`: it came from this machine, through no proxy. */
export interface Call {
  readonly authorization: string
  readonly body: string
  readonly isLocal: boolean
}

export interface Messages {
  /** Takes one call. Never throws, never repeats what was sent, and says of a refusal only its status. */
  take(call: Call): Promise<Taken>
}

const TURN_TIMEOUT_MS = 14_000

/** Makes `POST /api/messages`, for Teams and Azure Bot Service. */
export function createMessages(options: MessagesOptions): Messages {
  const { setting, inbox, microsoftApp, production } = options
  const hosts = [...SERVICE_HOSTS, ...(options.serviceHosts ?? [])]
  const tenant = microsoftApp?.MicrosoftAppTenantId
  const assistant = new Assistant(setting, {
    rendererOf: (channel) => RENDERERS[channel],
    refusalOf: (of, activity, channel) =>
      channel === 'teams' && tenant !== undefined && !isFromTenant(activity, tenant)
        ? 'channel:teams.off'
        : refusalOf(of, activity, channel),
  })
  const adapter = new QuietCloudAdapter(microsoftApp ?? {})
  adapter.onTurnError = (context, error) => sayCalmly(setting, context, error)

  async function turn({ authorization, body }: Call): Promise<Taken> {
    const activity = activityIn(body)
    if (!activity) return { status: 400 }
    const isBuffered = activity.deliveryMode === 'expectReplies'
    if (!isBuffered && !mayPostTo(activity.serviceUrl ?? '', hosts, !production)) return { status: 400 }
    let isTaken = false
    try {
      return await adapter.take(authorization, activity, async (context) => {
        // After the token is known to be good: nobody else can use up the ids of messages to come.
        if (!(await isNew(inbox, activity, setting.clock.now()))) return
        isTaken = true
        await assistant.run(context)
      })
    } catch (error) {
      setting.trace.fault({ where: 'api/messages', fault: nameOf(error) })
      // An answer that was taken but could not be replied to must not come again: it would answer the next question.
      return { status: isTaken ? 200 : 500 }
    }
  }

  return {
    async take(call) {
      if (!microsoftApp && production) return { status: 503 }
      if (!microsoftApp && !call.isLocal) return { status: 403 }
      return within(options.turnTimeoutMs ?? TURN_TIMEOUT_MS, turn(call))
    },
  }
}

/**
 * Some channels' ids count only within a conversation. An activity without an id cannot be known again. Where nothing can
 * be kept, no answer is taken either, so it is heard as new: whoever is in danger is answered.
 */
async function isNew(inbox: Inbox, { id, channelId, conversation }: Activity, now: Date): Promise<boolean> {
  if (id === undefined) return true
  try {
    return await inbox.isNew(channelId, JSON.stringify([conversation.id, id]), now)
  } catch (error) {
    if (error instanceof CannotKeep) return true
    throw error
  }
}

/** A bug: the place stays as it was, and the person hears a calm sentence with whom to ring. */
async function sayCalmly(setting: Setting, context: TurnContext, error: unknown): Promise<void> {
  // The turn went well and only its answer could not be posted: then neither can this be.
  if (nameOf(error) === 'RestError') throw error
  setting.trace.fault({ where: 'bot', fault: nameOf(error) })
  if (context.activity.type !== 'message') return
  const key = error instanceof CannotKeep ? 'channel:not-kept' : 'channel:fault'
  const { activity } = context
  const texts = calmTexts(setting, key, languageOf(setting, activity), channelOf(activity.channelId))
  await context.sendActivities(texts.map((text) => ({ type: 'message', text, textFormat: 'plain' })))
}

/** Only the class: a message could hold what somebody wrote. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** The turn goes on when its time is up, and is kept; only the caller stops waiting. */
async function within(milliseconds: number, work: Promise<Taken>): Promise<Taken> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Taken>((resolve) => {
    timer = setTimeout(() => resolve({ status: 500 }), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

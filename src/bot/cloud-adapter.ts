import type { Activity, TurnContext } from 'botbuilder'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder'

type Logic = (context: TurnContext) => Promise<void>

/** What a call was answered with; `body` is JSON. */
export interface Taken {
  readonly status: number
  readonly body?: unknown
}

/**
 * Bot Framework's own adapter without its HTTP part, which prints errors (with what was to be sent in them) and tells
 * callers what went wrong.
 */
export class QuietCloudAdapter extends CloudAdapter {
  constructor(microsoftApp: Readonly<Record<string, string>>) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        microsoftApp as ConfigurationBotFrameworkAuthenticationOptions,
      ),
    )
  }

  /** Nothing is ever sent without being asked: who told us something at work is not written to there. */
  override continueConversationAsync(): Promise<void> {
    return Promise.reject(new Error(ONLY_ANSWERS))
  }

  override createConversationAsync(): Promise<void> {
    return Promise.reject(new Error(ONLY_ANSWERS))
  }

  /**
   * Takes one activity. Whatever is wrong with the token is 401, a bad signature included, for which Bot Framework
   * itself answers 500.
   */
  async take(authorization: string, activity: Activity, logic: Logic): Promise<Taken> {
    let caller: Awaited<ReturnType<typeof this.botFrameworkAuthentication.authenticateRequest>>
    try {
      caller = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
    } catch {
      return { status: 401 }
    }
    // Replies that ride in the answer need no address, so none is left that they could be posted to.
    const isBuffered = activity.deliveryMode === 'expectReplies'
    const known = isBuffered ? { ...activity, serviceUrl: NOWHERE } : activity
    const answer = await this.processActivity(caller, known, logic)
    return {
      status: answer?.status ?? 200,
      ...(answer?.body !== undefined && { body: cleared(answer.body) }),
    }
  }
}

const ONLY_ANSWERS = 'a conversation is only answered, never begun or gone on with'

const NOWHERE = 'https://nowhere.invalid/'

/** The made-up address is ours alone. */
function cleared(body: unknown): unknown {
  const { activities } = body as { activities?: readonly Partial<Activity>[] }
  return activities ? { activities: activities.map(({ serviceUrl: _ours, ...rest }) => rest) } : body
}

import type { Activity } from 'botbuilder'
import type { Channel } from '../domain/channel.ts'
import type { Setting } from '../conversation/converse.ts'

/**
 * Why we do not talk here, as the key of a sentence. Teams and text messages pass through another company: every area
 * must have assessed it, because the area is not known when somebody starts. A shared chat is never private.
 */
export function refusalOf(
  { directory }: Pick<Setting, 'directory'>,
  activity: Activity,
  channel: Channel,
): string | undefined {
  if (channel !== 'teams' && channel !== 'sms') return undefined
  const isAssessed = directory.areas().every((area) => area.sample || area.processors[channel])
  if (!isAssessed) return `channel:${channel}.off`
  const { isGroup, conversationType } = activity.conversation
  const isShared = isGroup === true || (conversationType !== undefined && conversationType !== 'personal')
  return channel === 'teams' && isShared ? 'channel:teams.shared' : undefined
}

import type { Activity } from 'botbuilder'
import type { Channel } from '../../domain/channel.ts'
import type { Reply } from '../../conversation/converse.ts'

/** Words of the reply's own language. */
export type Say = (key: string) => string

/** Where somebody can go on by themselves: our page, and by text where a number takes texts. */
export interface Elsewhere {
  readonly page?: string | undefined
  readonly textNumber?: string | undefined
}

/** Makes the activities that show a reply on one channel. */
export type Renderer = (reply: Reply, say: Say, elsewhere?: Elsewhere) => Partial<Activity>[]

/** Our name for what Bot Framework calls a channel; the rest are chat windows. */
export function channelOf(channelId: string | undefined): Channel {
  if (channelId === 'msteams') return 'teams'
  return channelId === 'sms' || channelId === 'web' || channelId === 'teams' ? channelId : 'directline'
}

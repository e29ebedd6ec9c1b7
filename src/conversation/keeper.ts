import type { Channel } from '../domain/channel.ts'
import type { Place } from '../engine/place.ts'
import { foundOn } from '../engine/place.ts'
import type { Message, Setting } from './message.ts'

/** Keeps the place of one conversation, and knows the version that it then has. */
export interface Keeper {
  readonly version: () => number
  readonly keep: (place: Place) => Promise<'saved' | 'stale'>
}

export function keeperOf(setting: Setting, message: Message, loaded: number): Keeper {
  let version = loaded
  return {
    version: () => version,
    async keep(place) {
      const { channel, conversation } = message
      const idleAt = new Date(setting.clock.now().getTime() + idleMinutes(setting, place, channel) * 60_000)
      const saved = await setting.conversations.save(conversation, version, { channel, place, idleAt })
      if (saved === 'saved') version += 1
      return saved
    },
  }
}

/** How long this conversation may stand idle before it is forgotten: the area's own figure for the channel. */
function idleMinutes(setting: Setting, place: Place, channel: Channel): number {
  const area = setting.directory.area(String(foundOn(place).area)) ?? setting.directory.area('national')
  return area?.idle[`${channel}_minutes`] ?? 60
}

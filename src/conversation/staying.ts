import type { Place } from '../engine/place.ts'
import type { Channel } from '../domain/channel.ts'
import { idleMinutes } from './idle.ts'
import { forgetKept } from './keeper.ts'
import type { Setting } from './message.ts'

/** A conversation on a channel whose screen says when it will clear itself. */
export interface Stayed {
  readonly conversation: string
  readonly channel: Channel
}

/** Somebody is still here: the time begins again. Nothing else changes. False: nothing is kept of them any more. */
export async function stay(setting: Setting, { conversation, channel }: Stayed): Promise<boolean> {
  const kept = await setting.conversations.load(conversation)
  if (!kept) return false
  const minutes = idleMinutes(setting, kept.place as Place, channel)
  const idleAt = new Date(setting.clock.now().getTime() + minutes * 60_000)
  return setting.conversations.touch(conversation, idleAt)
}

/**
 * Nobody was here for that long: the conversation is forgotten, but not a code that was made in it, which is there to be
 * used later. False, and nothing is forgotten, where another tab of the same person has gone on since `version`.
 */
export const lapse = (
  setting: Setting,
  { conversation, version }: Stayed & { readonly version: number },
): Promise<boolean> =>
  setting.turns.inTurn(conversation, async () => {
    const kept = await setting.conversations.load(conversation)
    if (kept && kept.version !== version) return false
    await forgetKept(setting, [conversation])
    return true
  })

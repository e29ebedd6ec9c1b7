import { mindsSilence } from '../domain/silence.ts'
import type { Place } from '../engine/place.ts'
import { CannotKeep } from '../ports/store.ts'
import { withWhatIsShown } from './agreement.ts'
import { idleMinutes } from './idle.ts'
import type { Message, Setting } from './message.ts'
import { awake } from './sleep.ts'

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
      const now = setting.clock.now()
      const kept = mindsSilence(channel) ? { ...place, heardAt: now.toISOString() } : place
      const idleAt = idleFrom(setting, kept, message, now)
      const saved = await setting.conversations.save(conversation, version, { channel, place: kept, idleAt })
      if (saved === 'saved') version += 1
      return saved
    },
  }
}

/** What sleeps is not kept for longer because somebody else, who has the number now, goes on texting. */
function idleFrom(setting: Setting, kept: Place, { channel }: Message, now: Date): Date {
  const place = awake(kept)
  const heard = place === kept ? now : new Date(place.heardAt ?? now)
  return new Date(heard.getTime() + idleMinutes(setting, place, channel) * 60_000)
}

/**
 * Keeps the place. When nothing can be kept, an answer must not look taken, so that rejects; but whoever is in danger
 * or asked for people sees them all the same, and stands where they stood.
 */
export async function keepOrShow(
  setting: Setting,
  keeper: Keeper,
  place: Place,
  kind: 'interruption' | 'answer',
): Promise<'saved' | 'stale' | 'only-shown'> {
  try {
    return await keeper.keep(withWhatIsShown(setting, place))
  } catch (error) {
    if (!(error instanceof CannotKeep) || kind === 'answer') throw error
    setting.trace.fault({ where: 'conversation', fault: error.name })
    return 'only-shown'
  }
}

/** Whoever leaves has left, also when the disk takes nothing; the store then forgets them as soon as it can. */
export const forgetAll = (setting: Setting, { conversation }: Message): Promise<void> =>
  forgetKept(setting, [conversation])

/** The same from outside a turn, for whoever is gone already: with the code that they made. */
export async function forgetWhole(setting: Setting, conversation: string): Promise<void> {
  const kept = await setting.conversations.load(conversation).catch(() => undefined)
  const code = (kept?.place as Place | undefined)?.code
  await forgetKept(setting, [conversation, ...(code === undefined ? [] : [code])])
}

/** Forgets what ended, by the ids that it is kept under. */
export async function forgetKept(setting: Setting, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    try {
      await setting.conversations.forget(id)
    } catch (error) {
      if (!(error instanceof CannotKeep)) throw error
      setting.trace.fault({ where: 'conversation', fault: error.name })
    }
  }
}

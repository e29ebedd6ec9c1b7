import type { Channel } from './channel.ts'

/**
 * After so long without a word somebody else may hold the phone, and whoever comes back may not remember what was asked.
 * An hour, by text alone (design, promise 3: "after 1 h only the place and encrypted answers stay, and nothing past is
 * ever sent back"): a page forgets by itself, and Teams is behind its own sign-in.
 */
const LONG_MS: Partial<Readonly<Record<Channel, number>>> = { sms: 60 * 60 * 1000 }

/** Whether this channel needs to know when somebody was last heard. */
export const mindsSilence = (channel: Channel): boolean => LONG_MS[channel] !== undefined

/** Whether it has been so long that nothing goes on by itself. Where nobody noted when they were heard, it has. */
export function isLongSilence(channel: Channel, heardAt: string | undefined, now: Date): boolean {
  const long = LONG_MS[channel]
  if (long === undefined) return false
  return heardAt === undefined || now.getTime() - Date.parse(heardAt) >= long
}

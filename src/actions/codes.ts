import { createHash } from 'node:crypto'
import type { Channel } from '../domain/channel.ts'
import { keptCopySchema, triesSchema } from '../domain/kept-copy.ts'
import { plain } from '../engine/hear.ts'
import type { Place } from '../engine/place.ts'
import type { Conversations } from '../ports/conversations.ts'

/**
 * Codes to carry on with: three random words, under which a sealed copy of a place is kept until somebody takes it out,
 * or its time is over. The words themselves are kept nowhere: a copy is found by a digest of them.
 */

/** What is kept under a code. */
export interface Copy {
  readonly place: Place
  /** The conversation that it was made in: it ends when somebody carries on. */
  readonly conversation: string
}

/** Under what a copy is kept. Nobody can tell the words by it from outside: the store digests it again, with a key. */
export const idOf = (words: string): string =>
  `code:${createHash('sha256').update(plain(words)).digest('hex')}`

/** A code is three words; a reference has digits. */
export const looksLikeCode = (text: string): boolean => /^\p{L}+ \p{L}+ \p{L}+$/u.test(plain(text))

/** Keeps a copy. Answers whether nobody had the same words: then nothing was changed. */
export const keepCopy = async (
  conversations: Conversations,
  id: string,
  { channel, until, ...copy }: Copy & { readonly channel: Channel; readonly until: Date },
): Promise<boolean> =>
  (await conversations.save(id, 0, {
    channel,
    place: { ...copy, until: until.toISOString() },
    idleAt: until,
  })) === 'saved'

/**
 * Takes a copy out, for good: of several who ask at the same moment one gets it. Nothing where there is none, where it
 * was taken out, and where its time is over: nobody can tell which.
 */
export async function takeOut(
  conversations: Conversations,
  id: string,
  { channel, now }: { readonly channel: Channel; readonly now: Date },
): Promise<Copy | undefined> {
  const kept = await conversations.load(id)
  const copy = keptCopySchema.safeParse(kept?.place).data
  if (!kept || !copy) return undefined
  // Whoever writes over it first has it.
  const claimed = await conversations.save(id, kept.version, { channel, place: 'taken', idleAt: now })
  if (claimed === 'stale') return undefined
  await conversations.forget(id)
  // It is the place that `keepCopy` was given; flows that changed since are seen to where it is opened (`engine/mend.ts`).
  const place = copy.place as unknown as Place
  return new Date(copy.until) > now ? { place, conversation: copy.conversation } : undefined
}

const HOUR = 60 * 60 * 1000

/** Under what the tries of somebody are counted. */
export const triesOf = (who: string): string => `tries:${who}`

/** Whether `who` may try now: at most so many within an hour. */
export const mayTry = async (...asked: Parameters<typeof triesLeft>): Promise<boolean> =>
  (await triesLeft(...asked)) !== undefined

/** How many tries `who` has left after this one; nothing when this is one too many. Counted, durably, before it is made. */
export async function triesLeft(
  conversations: Conversations,
  who: string,
  {
    most,
    channel,
    now,
    withinMs = HOUR,
  }: {
    readonly most: number
    readonly channel: Channel
    readonly now: Date
    /** For how long a try counts, from the first. */
    readonly withinMs?: number
  },
): Promise<number | undefined> {
  const id = triesOf(who)
  const kept = await conversations.load(id)
  const before = triesSchema.safeParse(kept?.place).data
  const current =
    before && new Date(before.until) > now
      ? before
      : { tries: 0, until: new Date(now.getTime() + withinMs).toISOString() }
  if (current.tries >= most) return undefined
  const place = { ...current, tries: current.tries + 1 }
  const idleAt = new Date(current.until)
  // Two at once are one too many: whoever types is a person, and can try again.
  const saved = await conversations.save(id, kept?.version ?? 0, { channel, place, idleAt })
  return saved === 'saved' ? most - place.tries : undefined
}

import type { Channel } from '../domain/channel.ts'
import type { Told } from '../domain/told.ts'
import { mayBeNamed } from '../domain/told.ts'
import type { Book } from '../engine/flow.ts'
import { answersOn, foundOn, type Place } from '../engine/place.ts'
import type { Block } from './screen.ts'

/**
 * Whether nothing may be named: on a phone that the person has not said is theirs alone. Texts stay there, and anyone
 * who picks it up can read them.
 */
export const isQuiet = (told: Told, channel: Channel): boolean => !mayBeNamed(told, channel)

/** 999 in all its ways says nothing about what happened; any other number stands without whose it is. */
export function quietly(blocks: readonly Block[], say: (key: string) => string): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'service') return []
    if (block.kind !== 'line' || isEmergency(block.number)) return [block]
    // A video call or a textphone service is found by its name alone.
    if (block.number === undefined || block.dial === undefined) return []
    const { number, dial, extra } = block
    return [{ kind: 'line', name: say('screen:someone'), number, dial, ...(extra && { extra }) }]
  })
}

/** 18000 is 999 too, by text relay: a person who is deaf must see that it is, and it says nothing of what happened. */
const isEmergency = (number: string | undefined): boolean =>
  number?.startsWith('999') === true || number === '18000'

/** The last screen of somebody who has said that the phone is theirs alone: everything is forgotten on it but that. */
export function lastOf(book: Book, before: Place, last: Place, channel: Channel): Place {
  const isTheirs = mayBeNamed({ answers: answersOn(book, before), found: foundOn(before) }, channel)
  if (channel !== 'sms' || !isTheirs) return last
  const heard = { kind: 'done', at: 'everywhere/heard', outcome: 'heard', found: { theirs: true } } as const
  return { ...last, trail: [heard, ...last.trail] }
}

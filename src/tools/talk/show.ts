import type { Reply } from '../../conversation/converse.ts'
import { asText } from '../../conversation/plain-text.ts'
import { textsNext } from '../../conversation/texts.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Words } from '../../ports/words.ts'

/** A reply as a terminal shows it: the same plain text as every channel without buttons, numbers included. */
export type Show = (reply: Pick<Reply, 'screen' | 'version' | 'part'>) => string

/**
 * Shows replies with these words; by text message, one text at a time. A word that is missing shows as its key, as on
 * every channel.
 */
export const showing =
  (words: Words, channel: Channel): Show =>
  (reply) => {
    const text = (key: string): string => words.text(reply.screen.language, key) ?? `[${key}]`
    return channel === 'sms'
      ? textsNext(reply, text).join('\n\n')
      : asText(reply.screen, { numbered: true, text }).join('\n\n')
  }

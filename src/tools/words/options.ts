import { doubleMetaphone } from 'double-metaphone'
import { plain } from '../../engine/hear.ts'

/**
 * Words that carriers act on themselves, so that a text with only one of them may never reach us, or may end all texts
 * (Twilio's and the CTIA's opt-out words; the facts on channels say how each behaves). No option may be one of them.
 */
export const CARRIER_WORDS: readonly string[] = [
  'stop',
  'stopall',
  'unsubscribe',
  'end',
  'quit',
  'cancel',
  'start',
  'unstop',
  'help',
  'info',
]

/** Whether a text message with this alone would be acted on by carriers. */
export const isCarrierWord = (label: string): boolean => CARRIER_WORDS.includes(plain(label))

/** Pairs of options that a listener may not tell apart: every word of one sounds as that of the other. */
export function soundAlike(labels: readonly string[]): readonly (readonly [string, string])[] {
  const heard = labels.map(soundOf)
  return labels.flatMap((label, at) =>
    labels
      .slice(at + 1)
      .filter((_, after) => heard[at] !== '' && heard[at] === heard[at + 1 + after])
      .map((other): readonly [string, string] => [label, other]),
  )
}

/** Double Metaphone, word for word. Made for English; in other languages it still finds what is nearly the same. */
const soundOf = (label: string): string =>
  plain(label)
    .split(' ')
    .map((word) => doubleMetaphone(word)[0] || word)
    .join(' ')

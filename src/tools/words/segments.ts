import { SegmentedMessage } from 'sms-segments-calculator'

/** A text message as carriers count it. */
export interface Segments {
  readonly count: number
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** The characters that force UCS-2, each once. */
  readonly costly: readonly string[]
}

/** The most segments that one text of ours may have (design: SMS). */
export const MOST_SEGMENTS = 2

/** Splits a text as carriers do: 160 or 153 characters a segment in GSM-7 (3GPP TS 23.038), 70 or 67 in UCS-2. */
export function segmentsOf(text: string): Segments {
  const message = new SegmentedMessage(text)
  const encoding = message.encodingName
  const isCostly = (character: string): boolean => new SegmentedMessage(character).encodingName === 'UCS-2'
  return {
    count: message.segments.length,
    encoding,
    costly: encoding === 'UCS-2' ? [...new Set(text)].filter(isCostly) : [],
  }
}

/** Whether a key holds the words of a text message. */
export const isForTexts = (key: string): boolean => /_sms(\.|$)/.test(key)

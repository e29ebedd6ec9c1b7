import { SegmentedMessage } from 'sms-segments-calculator'

/** The most segments that one text of ours may have (design: SMS). */
const MOST_SEGMENTS = 2

/** A piece of what is said, and what joins it to the piece before where both are in one text. */
interface Piece {
  readonly text: string
  readonly joint: '' | ' ' | '\n' | '\n\n'
}

/** What stands on every text besides its own part. */
export interface Around {
  /** Stands first on every text; empty when there is nothing that must. */
  readonly lead: string
  /** Ends every text after which there is more. */
  readonly more: string
  /** Splits a paragraph into sentences, in the language of the screen. */
  readonly language: string
}

/** What a screen says, for a channel that shows it in parts. */
export interface Pieces {
  /** Comes first, whatever else there is. */
  readonly said: readonly string[]
  /** Waits for whoever asks for more; in brief it may stand beside the question. */
  readonly extras: readonly { readonly brief: string; readonly whole: string }[]
  readonly question: string
}

/** The texts of a screen, and the place among them of the first by which everything that must be read is read. */
export interface ScreenTexts {
  readonly texts: readonly string[]
  readonly asked: number
}

/**
 * The texts of a screen. Where something can wait, what must come first and the question come before it, with as much of
 * it as there is room for; whoever asks for more gets the rest whole, and the question once more.
 */
export function screenTexts({ said, extras, question }: Pieces, around: Around): ScreenTexts {
  const first = (count: number, end: string): string =>
    joined(around.lead, ...said, ...extras.slice(0, count).map(({ brief }) => brief), question, end)
  const whole = [...said, ...extras.map((extra) => extra.whole), question].filter((piece) => piece !== '')
  // Where nothing is asked nobody can ask for more.
  if (extras.length === 0 || question === '' || fits(joined(around.lead, ...whole))) {
    const texts = textsOf(whole, around)
    return { texts, asked: texts.length - 1 }
  }
  let count = 0
  while (count < extras.length && fits(first(count + 1, around.more))) count += 1
  const rest = extras.flatMap(({ brief, whole: all }, index) => (index < count && brief === all ? [] : [all]))
  if (fits(first(0, around.more))) {
    const texts = rest.length === 0 ? [] : textsOf([...rest, question], around)
    return { texts: [first(count, rest.length === 0 ? '' : around.more), ...texts], asked: 0 }
  }
  const before = partsOf([...said, question], around)
  return {
    texts: numbered([...before, ...partsOf([...rest, question], around)], around),
    asked: before.length - 1,
  }
}

/**
 * Cuts what is said into texts of at most two segments as carriers count them (160 or 153 characters of GSM-7, 70 or 67
 * of UCS-2: 3GPP TS 23.038). Each of `blocks` stays whole where it fits; else it is cut between its lines, then between
 * sentences, then words. Where there are several texts, each says which of how many it is.
 */
export function textsOf(blocks: readonly string[], around: Around): readonly string[] {
  const whole = joined(around.lead, blocks.join('\n\n'))
  if (fits(whole)) return [whole]
  return numbered(partsOf(blocks, around), around)
}

const numbered = (parts: readonly string[], around: Around): readonly string[] =>
  parts.map((part, index) => dressed(part, around, index + 1, parts.length))

const partsOf = (blocks: readonly string[], around: Around): readonly string[] =>
  packed(
    blocks.map((text) => ({ text: text.trim(), joint: '\n\n' })),
    (part) => fits(dressed(part, around, MOST_PARTS, MOST_PARTS)),
    around.language,
  )

/** Room is kept for "99/99", however many there are. */
const MOST_PARTS = 99

/** No text of so few UTF-16 units takes more than two segments, in either encoding; none of more than the other fits. */
const ALWAYS = 120
const NEVER = 306

const fits = (text: string): boolean =>
  text.length <= ALWAYS ||
  (text.length <= NEVER && new SegmentedMessage(text).segments.length <= MOST_SEGMENTS)

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

/** The last text ends with the question itself; room for saying that there is more is kept on it all the same. */
const dressed = (part: string, { lead, more }: Around, number: number, of: number): string =>
  joined(lead, `${number}/${of} ${part}`, number < of || of === MOST_PARTS ? more : '')

/** Fills one text after the other. */
function packed(
  pieces: readonly Piece[],
  hasRoom: (part: string) => boolean,
  language: string,
): readonly string[] {
  const parts: string[] = []
  let part = ''
  const add = (piece: Piece): void => {
    const grown = part === '' ? piece.text : part + piece.joint + piece.text
    if (hasRoom(grown)) {
      part = grown
      return
    }
    if (hasRoom(piece.text)) {
      parts.push(part)
      part = piece.text
      return
    }
    const smaller = cut(piece, language)
    // What stands on every text leaves room for nothing more: then a text is too long, and nothing is lost.
    if (smaller.length < 2) part = grown
    else for (const one of smaller) add(one)
  }
  for (const piece of pieces) add(piece)
  return part === '' ? parts : [...parts, part]
}

/** The next smaller pieces of one that is too long for a text of its own. */
function cut({ text, joint }: Piece, language: string): readonly Piece[] {
  const ways: readonly (readonly [Piece['joint'], () => readonly string[]])[] = [
    ['\n\n', () => text.split(/\n{2,}/)],
    ['\n', () => linesOf(text)],
    [' ', () => sentencesOf(text, language)],
    [' ', () => text.split(/\s+/)],
  ]
  for (const [between, split] of ways) {
    const smaller = split().filter((one) => one.trim() !== '')
    if (smaller.length > 1)
      return smaller.map((one, index) => ({ text: one.trim(), joint: index === 0 ? joint : between }))
  }
  // One word that is longer than a text; nothing of ours is, but somebody may have written it.
  const signs = [...new Intl.Segmenter(language).segment(text)].map(({ segment }) => segment)
  return signs.map((sign, index) => ({ text: sign, joint: index === 0 ? joint : '' }))
}

/** A number to ring stays with what stands before it, which says whose it is. */
const linesOf = (text: string): readonly string[] => text.split(/\n(?!\+?[\d ]+(?:\n|$))/)
const NUMBER = /^\+?[\d ]+$/

const sentencesOf = (text: string, language: string): readonly string[] =>
  [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].reduce<string[]>(
    (sentences, { segment }) =>
      sentences.length > 0 && NUMBER.test(segment.trim())
        ? [...sentences.slice(0, -1), `${sentences.at(-1)}${segment}`]
        : [...sentences, segment],
    [],
  )

import type { Reply } from './message.ts'
import type { Block } from './screen.ts'
import type { ScreenTexts } from './parts.ts'
import { screenTexts, textsOf } from './parts.ts'
import { piecesOf } from './plain-text.ts'

type Shown = Pick<Reply, 'screen' | 'version' | 'part'>
type Say = (key: string) => string

/**
 * The texts that are sent next: the first of a screen, or as far as the rest of it was asked for; after the last it begins
 * again. When it is over they are sent all at once: nobody is known any more who could ask for the rest.
 */
export function textsNext(reply: Shown, say: Say): readonly string[] {
  const texts = textsFor(reply, say)
  return reply.screen.over ? texts : [texts[(reply.part ?? 0) % texts.length] ?? '']
}

/** Whether there is more of this screen to ask for, before it begins again. */
export function hasMore(reply: Shown, say: Say): boolean {
  const { length } = textsFor(reply, say)
  return !reply.screen.over && ((reply.part ?? 0) % length) + 1 < length
}

/** Whether there is more to ask for before they have seen the question and everything that must come before it. */
export const isUnasked = (reply: Shown, say: Say): boolean =>
  !reply.screen.over && (reply.part ?? 0) < screenIn(reply, say).asked

/** Everything that a screen says, in texts of at most two segments. */
export const textsFor = (reply: Omit<Shown, 'part'>, say: Say): readonly string[] =>
  screenIn(reply, say).texts

/**
 * Whether their texts so far show what this answers: of options, the number of each one; of words of their own, the
 * question. Whoever answers a question that they have not seen means something else by it.
 */
export function isShown(reply: Shown, answer: readonly string[] | 'words', say: Say): boolean {
  const { question } = reply.screen
  if (!question) return true
  const { texts, asked } = screenIn(reply, say)
  const last = (reply.part ?? 0) % texts.length
  if (last >= asked) return true
  const sent = texts.slice(0, last + 1).join('\n')
  if (answer === 'words') return sent.includes(withPlainSigns(question.heading))
  const numbers = new Set([...sent.matchAll(/^(?:\d+\/\d+ )?(\d+)\. /gm)].map(([, number]) => Number(number)))
  return answer.every((id) => {
    const at = [...question.items, ...question.options].findIndex((choice) => choice.id === id)
    return at === -1 || numbers.has(at + 1)
  })
}

/** Texting has no greeting, so the first text can answer no question yet: nobody is told then that it was not understood. */
function screenIn({ screen, version }: Omit<Shown, 'part'>, say: Say): ScreenTexts {
  const shown = inTheirLanguage(version === 1 ? { ...screen, notes: [] } : screen)
  const isKnown = shown.isPractised === true || screen.speaks !== undefined
  const { said, extras, question } = piecesOf(shown, { numbered: true, text: say, isKnown })
  const pieces = {
    said: said.map(withPlainSigns),
    extras: extras.map(({ brief, whole }) => ({
      brief: withPlainSigns(brief),
      whole: withPlainSigns(whole),
    })),
    question: withPlainSigns(question),
  }
  const around = {
    lead: withPlainSigns(shown.banner ?? ''),
    more: screen.over ? '' : screen.speaks === undefined ? say('channel:more') : MORE,
    language: screen.language,
  }
  const whole = screenTexts(pieces, around)
  if (shown.isRefused !== true || whole.asked === 0) return whole
  // The question again says by itself that the answer was not taken; without it nobody could answer.
  const before = [...pieces.said.map(alone), ...pieces.extras]
  const asked = [before, []].map((extras) => screenTexts({ ...pieces, said: [], extras }, around))
  return asked.find((texts) => texts.asked === 0) ?? whole
}

const alone = (text: string): { readonly brief: string; readonly whole: string } => ({
  brief: text,
  whole: text,
})

/** Heard at every step, whatever language somebody writes. */
const MORE = 'MORE'

/**
 * A card in a language that the conversation is not in: many of its letters leave half the room, so nothing stands around
 * it that is not in it, and the numbers come before every sentence, in their order: 999, and whoever listens right after it.
 */
function inTheirLanguage({ banner, ...screen }: Shown['screen']): Shown['screen'] {
  if (screen.speaks === undefined) return { ...screen, ...(banner !== undefined && { banner }) }
  const isFirst = (block: Block): boolean => block.kind === 'line'
  const { says } = screen
  return { ...screen, says: [...says.filter(isFirst), ...says.filter((block) => !isFirst(block))] }
}

/** Signs that make a text twice as long and say nothing more than a plain one (3GPP TS 23.038). Letters are never changed. */
const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '\u00A0': ' ',
}

const withPlainSigns = (text: string): string =>
  text.replace(/[\u2018\u2019\u201C\u201D\u2013\u2014\u2026\u00A0]/g, (sign) => PLAIN_SIGNS[sign] ?? sign)

/** One thing said outside a screen, as texts of at most two segments; they are sent all at once. */
export const plainTextsOf = (text: string, language: string): readonly string[] =>
  textsOf([withPlainSigns(text)], { lead: '', more: '', language })

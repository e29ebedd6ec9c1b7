import type { Reply } from './message.ts'
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

/** Texting has no greeting, so the first text can answer no question yet: nobody is told then that it was not understood. */
function screenIn({ screen, version }: Omit<Shown, 'part'>, say: Say): ScreenTexts {
  const shown = version === 1 ? { ...screen, notes: [] } : screen
  const isKnown = shown.isPractised === true
  const { said, extras, question } = piecesOf(shown, { numbered: true, text: say, isKnown })
  const pieces = {
    said: said.map(withPlainSigns),
    extras: extras.map(({ brief, whole }) => ({
      brief: withPlainSigns(brief),
      whole: withPlainSigns(whole),
    })),
    question: withPlainSigns(question),
  }
  return screenTexts(pieces, {
    lead: withPlainSigns(screen.banner ?? ''),
    more: screen.over ? '' : say('channel:more'),
    language: screen.language,
  })
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

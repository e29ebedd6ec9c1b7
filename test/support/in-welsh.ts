import { expect } from 'chai'

/** Every text of a language, cut at its blanks. */
const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value.split(/\{\{\w+\}\}/).flatMap((part) => part.trim() || [])
    : Object.values(value ?? {}).flatMap(textsOf)

/** What a page shows, as text. */
export const shown = (text: string): string =>
  text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/**
 * Expects a page to be in Welsh, and to show none of these English texts: neither whole nor within another. What the page
 * itself marks as English is left aside, and so are `names`, which are the same in every language.
 */
export function welshOnly(
  english: unknown,
  welsh: unknown,
): (text: string, names?: readonly string[]) => void {
  const both = new Set(textsOf(welsh))
  const phrases = textsOf(english).filter((text) => !both.has(text))
  return (text, names = []) => {
    expect(text).to.include('<html lang="cy">')
    const ours = text.replace(/<style>[^]*<\/style>/, '').replace(/<span lang="en">[^]*?<\/span>/g, '')
    // Between tags, and where a screen reader or a narrow screen reads an attribute.
    const pieces = [...shown(ours).matchAll(/>([^<]+)<|(?:aria-label|data-label)="([^"]*)"/g)]
      .map((found) => (found[1] ?? found[2] ?? '').trim().replace(/\s+/g, ' '))
      .filter((piece) => piece !== '' && !names.includes(piece))
    expect(pieces).to.have.length.greaterThan(4)
    for (const phrase of phrases) {
      const within = phrase.length > 12 ? pieces.filter((piece) => piece.includes(phrase)) : []
      expect([...within, ...pieces.filter((piece) => piece === phrase)], phrase).to.deep.equal([])
    }
  }
}

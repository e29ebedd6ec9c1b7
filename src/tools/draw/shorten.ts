/** A width of one character in the drawing's font at 13 px, in px: a little wide, so that text never leaves its box. */
const CHARACTER = 6.9

/** Breaks a text into lines of a width in px, and shortens it to so many lines, the last ending in "…". */
export function wrap(text: string, width: number, most: number, scale = 1): readonly string[] {
  const fits = Math.max(6, Math.floor(width / (CHARACTER * scale)))
  const lines: string[] = []
  for (const word of text.replace(/\s+/g, ' ').trim().split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= fits) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > fits ? `${word.slice(0, fits - 1)}…` : word)
  }
  if (lines.length <= most) return lines
  const cut = lines.slice(0, most)
  const end = cut[most - 1]!
  cut[most - 1] = `${end.length + 1 > fits ? end.slice(0, fits - 1) : end.replace(/[.,:;]$/, '')}…`
  return cut
}

/** The width that a line needs, in px. */
export const widthOf = (text: string, scale = 1): number => text.length * CHARACTER * scale

/** Text for SVG or HTML: what people wrote must never become markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

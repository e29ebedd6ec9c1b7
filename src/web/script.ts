import { withWaysOut } from './ways-out.ts'

const FILE = withWaysOut('./script.js')
/** Where the digests of the hidden words go in. */
const BLANK = 'const HIDDEN = []'
if (!FILE.includes(BLANK)) throw new Error('script.js has no place for the hidden words')

/**
 * The script that enhances the page; the page works whole without it. It knows the hidden words by their digests alone:
 * whoever reads it later does not read them.
 */
export const scriptFor = (hiddenWords: readonly string[]): string =>
  FILE.replace(BLANK, `const HIDDEN = [${hiddenWords.map(digest).join(', ')}]`)

/** A short digest (FNV-1a, 32 bits), the same as in script.js. It hides a word from a glance, and from nobody who tries. */
export function digest(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0
  return sum
}

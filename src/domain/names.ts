/**
 * Finds words that look like somebody else's name, so that the person can take them out: an account may be read in
 * court, and a name of whoever caused harm is not ours to pass on. A hint and no more: the person decides.
 */

/** Words that begin a sentence or are always written large, and are nobody's name. */
const NOT_NAMES = new Set(
  (
    'i im ive id ill monday tuesday wednesday thursday friday saturday sunday january february march april may june ' +
    'july august september october november december christmas easter english welsh polish urdu british england wales ' +
    'facebook instagram whatsapp snapchat tiktok police mum dad nan gran'
  ).split(' '),
)
/** After these a name often follows, even in small letters. */
const CUES =
  /\b(?:named?|called|my (?:ex|husband|wife|partner|boyfriend|girlfriend|boss|neighbour|brother|sister|uncle|aunt|cousin|son|daughter|friend|stepdad|stepmum))\s+(?:is\s+)?([a-z][a-z'-]{2,})/g
const ORDINARY = new Set(
  'and has was is keeps who that came got had the has his her their will would said says did does never always still put been when then they kept hit took now just she for with from hes shes'.split(
    ' ',
  ),
)

/** The words of the text that look like names other than the person's own, each once. */
export function namesIn(text: string, own: string | undefined): readonly string[] {
  const mine = new Set((own ?? '').toLowerCase().split(/\s+/))
  const large = [...text.matchAll(/(?<![.!?\n]\s*)(?<=\S\s+)(\p{Lu}\p{Ll}[\p{L}'\u2019-]*)/gu)].map(
    (match) => match[1]!,
  )
  const cued = [...text.matchAll(CUES)].map((match) => match[1]!).filter((word) => !ORDINARY.has(word))
  return [...new Set([...large, ...cued])].filter((word) => {
    const lower = word.toLowerCase().replace(/['\u2019]s?$/, '')
    return !mine.has(lower) && !NOT_NAMES.has(lower.replace(/['\u2019]/g, ''))
  })
}

/** The text with those names taken out. */
export const withoutNames = (text: string, own: string | undefined): string =>
  namesIn(text, own).reduce(
    (rest, name) => rest.replaceAll(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'gu'), '[name]'),
    text,
  )

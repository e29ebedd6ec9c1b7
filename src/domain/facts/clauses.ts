/** Cuts a text where one thing said ends and another begins, so that what is said of one is not taken for the other. */
export const clausesOf = (text: string): readonly string[] =>
  text
    .split(/[.!?;,:](?=\s|$)|\n|\s(?:-|\u2013|\u2014)\s|\b(?:but|and|because|cos|so|then|though|although)\b/i)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')

/** Where `clausesOf` also cuts; a number after "my number is:" must stay with it. */
export const clausesWithColons = (text: string): readonly string[] => clausesOf(text.replace(/:(?=\s)/g, ' '))

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\b(ha(?:ve|s|d)|do(?:es)?|did|is|are|was|were|would|could|should)n'?t\b/g, '$1 not'],
  [/\bwon'?t\b/g, 'will not'],
  [/\bcan'?t\b/g, 'cannot'],
  [/\b(i|we|they|you)'?ve\b/g, '$1 have'],
  [/\bi'?m\b/g, 'i am'],
  [/\b(we|they|you)'re\b/g, '$1 are'],
]

/** Small letters, short forms written out, single spaces. */
export const writtenOut = (clause: string): string =>
  SHORT.reduce((text, [short, long]) => text.replace(short, long), clause.toLowerCase())
    .replace(/[^a-z0-9' ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

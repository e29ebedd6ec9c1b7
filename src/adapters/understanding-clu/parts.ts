/** The longest text that CLU takes at once, in characters (Microsoft's limits for custom features). */
export const LONGEST_PART = 1_000
/** What has not been said in so many parts will not make it clearer. */
export const MOST_PARTS = 3

/** Splits a text at its sentences into at most three parts of at most 1,000 characters; what is beyond is left out. */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let part = ''
  for (const sentence of sentencesOf(text)) {
    if (part !== '' && part.length + sentence.length > LONGEST_PART) {
      parts.push(part)
      part = ''
    }
    part += sentence
  }
  return [...parts, part]
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, MOST_PARTS)
}

/** Sentences with what stands after them; one that is too long is cut between words, or anywhere if need be. */
const sentencesOf = (text: string): string[] =>
  (
    text
      .replace(/[^\S\n]+/gu, ' ')
      .replace(/\s*\n\s*/gu, '\n')
      .match(/[^.!?\n]*(?:[.!?\n]+\s*|$)/gu) ?? []
  ).flatMap((sentence) => (sentence.length <= LONGEST_PART ? sentence : (sentence.match(CUT) ?? [])))

/** By whole characters, some of which take two places: so many never take more than a part holds. */
const CUT = /.{1,499}(?:\s|$)|.{1,500}/gsu

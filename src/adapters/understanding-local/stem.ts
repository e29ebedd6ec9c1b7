/**
 * The stem of an English word, by a few endings: enough to bring "stalked", "stalking" and "stalks" together.
 * Doubled letters become one, which also forgives "harrassed" and "adress".
 */
export function stem(word: string): string {
  const bare =
    word.length > 4 ? withoutEnding(word) : word.length === 4 ? word.replace(/([^s])s$/, '$1') : word
  const single = bare.replace(/(.)\1+/g, '$1')
  return single.length > 3 ? single.replace(/e$/, '') : single
}

function withoutEnding(word: string): string {
  if (/.{3}ing$/.test(word)) return word.slice(0, -3)
  if (/.{3}ied$/.test(word) || /.{2}ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/.{3}ed$/.test(word)) return word.slice(0, -2)
  if (/(?:s|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.replace(/([^suio])s$/, '$1')
}

const BLANK = /\{\{(\w+)\}\}/g

/** Fills the blanks of a text: `{{when}}` becomes the value of `when`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(BLANK, (blank, name: string) => values[name] ?? blank)

/** The names of a text's blanks, each once, in order. */
export const blanksIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(BLANK)].map((found) => found[1] ?? ''))].toSorted()

import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Lines of words with a space between them: a list of two thousand names that people can still read. */
const words = z
  .array(z.string().min(1))
  .min(1)
  .transform((lines) => new Set(lines.flatMap((line) => line.split(' '))))

const listSchema = z.strictObject({
  about: z.array(z.string()),
  /** Names in any case. */
  first: words,
  /** Also ordinary words: names only when written large. */
  wordsToo: words,
  /** Surnames that are taken along, in small letters, after a first name. */
  last: words,
  /** Two words that together name nobody: a Stanley knife, Clare's law. */
  pairs: z.array(z.string()).transform((pairs) => new Set(pairs)),
  /** "my ex", "my neighbour": a name written large often follows. */
  relations: words,
  titles: words,
  /** What people do: after one of these even the first word of a sentence is a name. */
  does: words,
  /** Written large, and nobody. */
  notNames: words,
  /** What may follow "name is" or "mrs", and is no name. */
  ordinary: words,
})

/** What masking knows of names; every word in small letters without accents. */
export type NameList = Readonly<Omit<z.infer<typeof listSchema>, 'about'>>

/** Reads `locales/names.json`. Throws when it is not such a list. */
export const readNameList = (file: string): NameList =>
  listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

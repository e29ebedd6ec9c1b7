import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Secrets } from '../../ports/secrets.ts'

const listSchema = z.strictObject({
  about: z.string(),
  /** For references: short, spoken clearly over a bad line, no two alike. */
  references: z.array(z.string().regex(/^[a-z]{3,8}$/)).min(100),
  /** For secrets: common words that are easy to spell and carry no feeling. 900 words make three of them 29 bits. */
  words: z.array(z.string().regex(/^[a-z]{3,9}$/)).min(900),
})

/** Draws references and secrets from a word list (`locales/en/spoken-words.json`). Throws when the list is wrong. */
export function randomSecrets(file: string): Secrets {
  const list = listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const pick = (from: readonly string[]): string => from[randomInt(from.length)]!
  return {
    reference: () => `${pick(list.references).toUpperCase()}-${String(randomInt(100, 1000))}`,
    words: () => {
      const chosen = new Set<string>()
      while (chosen.size < 3) chosen.add(pick(list.words))
      return [...chosen]
    },
  }
}

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

/** Numbers that people ring: a reference that ends in one would be heard as a cry for help when it is typed. */
const RUNG = new Set([101, 105, 111, 112, 116, 118, 119, 123, 159, 911, 999])

const NUMBERS = Array.from({ length: 900 }, (_, at) => 100 + at)
  .filter((number) => !RUNG.has(number))
  .map(String)

/** Draws references and secrets from a word list (`locales/en/spoken-words.json`). Throws when the list is wrong. */
export function randomSecrets(file: string): Secrets {
  const list = listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const pick = (from: readonly string[]): string => from[randomInt(from.length)]!
  return {
    reference: () => `${pick(list.references).toUpperCase()}-${pick(NUMBERS)}`,
    words: () => {
      const chosen = new Set<string>()
      while (chosen.size < 3) chosen.add(pick(list.words))
      return [...chosen]
    },
  }
}

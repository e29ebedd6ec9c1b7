import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

/**
 * Draws references and secrets from the word list of a language (`locales/<language>/spoken-words.json`), or from the
 * English one where it has none. Throws when there is no English list, or a list is wrong.
 */
export function randomSecrets(locales: string): Secrets {
  const lists = new Map(
    readdirSync(locales, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => listIn(join(locales, name, 'spoken-words.json'), name)),
  )
  const english = lists.get('en')
  if (!english) throw new Error('There is no locales/en/spoken-words.json')
  const listFor = (language: string): List => lists.get(language) ?? english
  const pick = (from: readonly string[]): string => from[randomInt(from.length)]!
  return {
    reference: (language) => `${pick(listFor(language).references).toUpperCase()}-${pick(NUMBERS)}`,
    words(language) {
      const { words } = listFor(language)
      const chosen = new Set<string>()
      while (chosen.size < 3) chosen.add(pick(words))
      return [...chosen]
    },
  }
}

type List = z.infer<typeof listSchema>

function listIn(file: string, language: string): readonly (readonly [string, List])[] {
  if (!existsSync(file)) return []
  const read = listSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${file} is not what it should be`, { cause: read.error })
  return [[language, read.data]]
}

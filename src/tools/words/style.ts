import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const styleSchema = z.strictObject({
  /** What is never said in this language, with what to say instead. */
  never: z.record(z.string().min(1), z.string().min(1)),
  /** Long words that stay although people do not say them, each with its reason. */
  kept: z.record(z.string().min(1), z.string().min(1)).default({}),
})
/** The rules of style of one language: `locales/<language>/style.json`. */
export type Style = z.infer<typeof styleSchema>

const NONE: Style = { never: {}, kept: {} }

/** Reads the style of a language; a language without the file has no rules of its own. Throws when it is wrong. */
export function styleOf(locales: string, language: string): Style {
  const file = join(locales, language, 'style.json')
  if (!existsSync(file)) return NONE
  const read = styleSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  throw new Error(`locales/${language}/style.json: ${z.prettifyError(read.error)}`)
}

/** What a text says that is never said, with the cure. Whole words only; blanks are not words. */
export function neverSaid(text: string, style: Style): readonly { said: string; cure: string }[] {
  const plain = spaced(text.replace(/\{\{[^}]*\}\}/g, ' '))
  return Object.entries(style.never)
    .filter(([said]) => (/\p{L}/u.test(said) ? plain.includes(spaced(said)) : text.includes(said)))
    .map(([said, cure]) => ({ said, cure }))
}

const spaced = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}'’&]+/gu)
      ?.join(' ') ?? ''
  } `

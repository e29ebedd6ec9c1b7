import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Tree } from './tree.ts'
import { unitsOf } from './tree.ts'

const schema = z.record(z.string(), z.string())
/** For each paragraph of a language (`file:key`), the digest of the English that its words were made from. */
export type MadeFrom = z.infer<typeof schema>

const fileOf = (locales: string, language: string): string => join(locales, language, 'made-from.json')

/** What a language was made from; empty when nobody has written it down. */
export const madeFrom = (locales: string, language: string): MadeFrom =>
  existsSync(fileOf(locales, language))
    ? schema.parse(JSON.parse(readFileSync(fileOf(locales, language), 'utf8')))
    : {}

/** Writes down what a language was made from. */
export const writeMadeFrom = (locales: string, language: string, made: MadeFrom): void =>
  writeFileSync(fileOf(locales, language), `${JSON.stringify(made, null, 2)}\n`)

/** The digest of a paragraph: enough of SHA-256 to see that it changed. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The digest of every paragraph of the English, by `file:key`. */
export const digestsOf = (files: Readonly<Record<string, Tree>>): MadeFrom =>
  Object.fromEntries(
    Object.entries(files).flatMap(([file, tree]) =>
      unitsOf(tree).map(({ id, text }) => [`${file}:${id}`, digestOf(text)]),
    ),
  )

/** The paragraphs, by `file:key`, whose English is not what their words were made from. */
export const staleIn = (english: MadeFrom, made: MadeFrom): readonly string[] =>
  Object.keys(english).filter((key) => made[key] !== english[key])

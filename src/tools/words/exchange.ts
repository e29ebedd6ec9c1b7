import { js2xliff, xliff2js } from 'xliff'
import { z } from 'zod'
import type { Tree } from './tree.ts'
import { unitsOf } from './tree.ts'

/** What is said to a translator of one paragraph. */
export type Note = (file: string, id: string, text: string) => string

/** English and another language as XLIFF 2.0 (OASIS 2014), a note with each paragraph. Stale words are left in, and noted. */
export async function asXliff(
  english: Readonly<Record<string, Tree>>,
  other: Readonly<Record<string, Tree>>,
  language: string,
  note: Note,
): Promise<string> {
  const resources = Object.fromEntries(
    Object.entries(english).map(([file, tree]) => {
      const known = new Map(unitsOf(other[file] ?? {}).map(({ id, text }) => [id, text]))
      return [
        file,
        Object.fromEntries(
          unitsOf(tree).map(({ id, text }) => {
            const target = known.get(id)
            return [id, { source: text, ...(target !== undefined && { target }), note: note(file, id, text) }]
          }),
        ),
      ]
    }),
  )
  return js2xliff({ sourceLanguage: 'en', targetLanguage: language, resources }, { indent: '  ' })
}

const contentSchema = z.object({
  sourceLanguage: z.string(),
  targetLanguage: z.string(),
  resources: z.record(
    z.string(),
    z.record(z.string(), z.object({ source: z.string(), target: z.string().optional() })),
  ),
})
/** A translator's file, read: by file and key, the English it was made from and the words. */
export type Translated = z.infer<typeof contentSchema>

/** Reads a translator's file. Throws with what is wrong when it is not XLIFF 2.0. */
export async function readXliff(xml: string): Promise<Translated> {
  const read = contentSchema.safeParse(await xliff2js(xml).catch(() => undefined))
  if (read.success) return read.data
  throw new Error('this is not an XLIFF 2.0 file as `npm run words -- export` writes them')
}

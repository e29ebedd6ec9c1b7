import type { Geography } from '../../ports/geography.ts'
import type { Words } from '../../ports/words.ts'

/** What things are called for a reader of the directory. Undefined: it has no name, and its id is used. */
export interface Names {
  council(code: string): string | undefined
  force(id: string): { readonly name: string; readonly country: 'England' | 'Wales' } | undefined
  crime(id: string): string | undefined
  need(id: string): string | undefined
}

/** The English names that people see on their screens, and those of the geography. */
export const namesFrom = (
  geography: Pick<Geography, 'council' | 'force'>,
  words: Pick<Words, 'text'>,
): Names => ({
  council: (code) => geography.council(code)?.name.en,
  force: (id) => {
    const force = geography.force(id)
    return force && { name: force.name.en, country: force.country }
  },
  crime: (id) => words.text('en', `crimes:${id}`),
  need: (id) => words.text('en', `kinds-of-help:${id}`),
})

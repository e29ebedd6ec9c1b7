import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NOT_SAID } from '../check/texts.ts'

/** Texts as authors write them: nested by key; a list is several paragraphs. */
export type Tree = { readonly [key: string]: string | readonly string[] | Tree }

/** One paragraph that is translated by itself: `id` is its dotted key, and its number in a list. */
export interface Unit {
  readonly id: string
  readonly text: string
}

/** The files of words of a language that are said to people, by name without `.json`. */
export const filesOf = (locales: string, language: string): Readonly<Record<string, Tree>> =>
  Object.fromEntries(
    readdirSync(join(locales, language))
      .filter((file) => file.endsWith('.json') && !NOT_SAID.includes(file))
      .toSorted()
      .map((file) => [
        basename(file, '.json'),
        JSON.parse(readFileSync(join(locales, language, file), 'utf8')) as Tree,
      ]),
  )

/** The paragraphs of a file, in its order. */
export const unitsOf = (tree: Tree, path = ''): readonly Unit[] =>
  Object.entries(tree).flatMap(([key, value]): readonly Unit[] => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') return [{ id: at, text: value }]
    return isList(value) ? value.map((text, index) => ({ id: `${at}.${index}`, text })) : unitsOf(value, at)
  })

/** The same tree with each paragraph replaced; a paragraph that `say` does not know is left out. */
export function withWords(tree: Tree, say: (id: string) => string | undefined, path = ''): Tree {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, Tree[string]][] => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') return entry(key, say(at))
    if (isList(value)) return listed(key, value, (index) => say(`${at}.${index}`))
    const inner = withWords(value, say, at)
    return Object.keys(inner).length > 0 ? [[key, inner]] : []
  })
  return Object.fromEntries(entries)
}

const entry = (key: string, text: string | undefined): [string, string][] =>
  text === undefined ? [] : [[key, text]]

function listed(
  key: string,
  list: readonly string[],
  say: (index: number) => string | undefined,
): [string, readonly string[]][] {
  const said = list.flatMap((_, index) => say(index) ?? [])
  return said.length > 0 ? [[key, said]] : []
}

const isList = (value: Tree[string]): value is readonly string[] => Array.isArray(value)

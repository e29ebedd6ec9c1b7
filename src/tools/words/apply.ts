import { FOR_STAFF } from '../check/texts.ts'
import { blanksOf } from '../check/words.ts'
import type { Translated } from './exchange.ts'
import type { MadeFrom } from './made-from.ts'
import { digestOf } from './made-from.ts'
import { isForTexts, MOST_SEGMENTS, segmentsOf } from './segments.ts'
import type { Style } from './style.ts'
import { neverSaid } from './style.ts'
import type { Tree } from './tree.ts'
import { unitsOf, withWords } from './tree.ts'

/** What a translator's file would make of a language, or everything that is wrong with it. */
export type Applied =
  | { readonly ok: false; readonly faults: readonly string[] }
  | {
      readonly ok: true
      readonly files: Readonly<Record<string, Tree>>
      readonly made: MadeFrom
      /** Paragraphs whose English changed after the file was exported; their words are taken, and count as stale. */
      readonly stale: readonly string[]
    }

/** Checks a translator's file whole and applies it whole, or not at all. What it does not hold stays as it was. */
export function applied(
  translated: Translated,
  english: Readonly<Record<string, Tree>>,
  other: Readonly<Record<string, Tree>>,
  made: MadeFrom,
  style: Style,
): Applied {
  const wanted = new Map(
    Object.entries(english).flatMap(([file, tree]) =>
      unitsOf(tree).map(({ id, text }) => [`${file}:${id}`, text]),
    ),
  )
  const given = Object.entries(translated.resources).flatMap(([file, units]) =>
    Object.entries(units).flatMap(([id, { source, target }]) =>
      target === undefined || target.trim() === ''
        ? []
        : [{ key: `${file}:${id}`, source, target: target.trim() }],
    ),
  )
  const faults = given.flatMap(({ key, source, target }) => faultsOf(key, source, target, wanted, style))
  if (faults.length > 0) return { ok: false, faults }
  const words = new Map(given.map(({ key, target }) => [key, target]))
  const files = Object.fromEntries(
    Object.entries(english).map(([file, tree]) => {
      const known = new Map(unitsOf(other[file] ?? {}).map(({ id, text }) => [id, text]))
      return [file, withWords(tree, (id) => words.get(`${file}:${id}`) ?? known.get(id))]
    }),
  )
  return {
    ok: true,
    files: Object.fromEntries(Object.entries(files).filter(([, tree]) => Object.keys(tree).length > 0)),
    made: { ...made, ...Object.fromEntries(given.map(({ key, source }) => [key, digestOf(source)])) },
    stale: given.filter(({ key, source }) => wanted.get(key) !== source).map(({ key }) => key),
  }
}

function faultsOf(
  key: string,
  source: string,
  target: string,
  wanted: ReadonlyMap<string, string>,
  style: Style,
): readonly string[] {
  if (!wanted.has(key)) return [`${key}: there is no such text; take it out`]
  const segments = isForTexts(key) ? segmentsOf(target).count : 0
  return [
    ...(blanksOf(target) === blanksOf(source)
      ? []
      : [`${key}: has other blanks; use exactly these: ${blanksOf(source) || 'none'}`]),
    ...(segments > MOST_SEGMENTS
      ? [`${key}: needs ${segments} text messages; shorten it to ${MOST_SEGMENTS}`]
      : []),
    ...(isForStaff(key) ? [] : neverSaid(target, style)).map(
      ({ said, cure }) => `${key}: says "${said}"; ${cure}`,
    ),
  ]
}

const isForStaff = (key: string): boolean => FOR_STAFF.includes(key.split(':')[0] ?? '')

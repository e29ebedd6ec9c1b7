import type { Layout } from '../../src/domain/layout.ts'
import { looksOf } from '../../src/web/look.ts'
import type { PaintedLook } from '../../src/web/look.ts'
import { CONTENT } from '../support/content.ts'
import { PSEUDO } from '../support/pseudo.ts'
import { fewOfEveryKind, pseudoScreens } from './pseudo-screens.ts'
import type { PseudoPage } from './pseudo-screens.ts'

/** What a page can look like. */
export interface Looked {
  readonly language: string
  readonly look: string
  readonly scheme: Scheme
  readonly page: PseudoPage
}
export const SCHEMES = ['light', 'dark', 'forced'] as const
export type Scheme = (typeof SCHEMES)[number]

/** Every language that a page can be in, and those that nobody speaks. */
export const LANGUAGES: readonly string[] = [...CONTENT.words.languages, ...PSEUDO]

/** Every look there is, and the page's own. */
export const LOOKS: ReadonlyMap<string, PaintedLook | undefined> = new Map([
  ['own', undefined],
  ...CONTENT.directory
    .areas()
    .flatMap((area): readonly (readonly [string, PaintedLook | undefined])[] =>
      area.look ? [[area.id, looksOf([area], CONTENT.logos)(area.id)]] : [],
    ),
])

/** Screens of each language in a layout: a few that show every kind between them, or all that any journey comes to. */
export async function screensOf(
  which: 'few' | 'all',
  layout: Layout = 'question',
): Promise<ReadonlyMap<string, readonly PseudoPage[]>> {
  const screens = new Map<string, readonly PseudoPage[]>()
  for (const language of LANGUAGES) {
    const all = await pseudoScreens(language, layout)
    screens.set(language, which === 'all' ? all : fewOfEveryKind(all))
  }
  return screens
}

/** Everything with everything. */
export const product = (screens: ReadonlyMap<string, readonly PseudoPage[]>): readonly Looked[] =>
  [...screens].flatMap(([language, pages]) =>
    pages.flatMap((page) =>
      [...LOOKS.keys()].flatMap((look) => SCHEMES.map((scheme) => ({ language, look, scheme, page }))),
    ),
  )

/**
 * So few of them that each two values still meet somewhere: each page with each look and each scheme, each look with each
 * scheme. The one that brings most new meetings comes next.
 */
export function pairwise(all: readonly Looked[]): readonly Looked[] {
  const pairsOf = ({ language, look, scheme, page }: Looked): readonly string[] => {
    const kind = `${language} ${page.at}`
    return [
      `${kind}|${look}`,
      `${kind}|${scheme}`,
      `${look}|${scheme}`,
      `${language}|${look}`,
      `${language}|${scheme}`,
    ]
  }
  const missing = new Set(all.flatMap(pairsOf))
  const chosen: Looked[] = []
  const adds = (one: Looked): number => pairsOf(one).filter((pair) => missing.has(pair)).length
  while (missing.size > 0) {
    const next = all.reduce((best, one) => (adds(one) > adds(best) ? one : best))
    for (const pair of pairsOf(next)) missing.delete(pair)
    chosen.push(next)
  }
  return chosen
}

/** The page as it comes in this look. */
export function dressed({ page, look, language }: Looked): string {
  const painted = LOOKS.get(look)
  if (!painted) return page.html
  const band = painted.band(language).html.replace(/src="[^"]*"/, `src="${dataOf(painted)}"`)
  return page.html
    .replace('</head>', `<style>${painted.style}</style></head>`)
    .replace('</nav>', `</nav>${band}`)
}

const dataOf = ({ logo }: PaintedLook): string =>
  logo ? `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}` : ''

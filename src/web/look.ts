import { createHash } from 'node:crypto'
import type { Area } from '../domain/area.ts'
import { NATIONAL } from '../domain/area.ts'
import { clearest } from '../domain/contrast.ts'
import type { Logo } from '../domain/logo.ts'
import { INK } from '../domain/look.ts'
import type { Look } from '../domain/look.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** An area's look, ready to stand on a page. */
export interface PaintedLook {
  /** The area whose look it is. */
  readonly id: string
  /** Overrides the page's own colours; the policy allows it by its hash. */
  readonly style: string
  readonly hash: string
  readonly logo?: { readonly path: string } & Logo
  /** The band with the name, in a language; English where there is no other. */
  band(language: string): Html
}

/** How high a logo stands on the page, in pixels, and how wide at most. */
const HEIGHT = 32
const WIDEST = 160

/**
 * The look for a conversation that is with an area: its own, else the one of the national area. Where a deployment serves
 * one area alone, that area's look is there from the first screen.
 */
export function looksOf(
  areas: readonly Pick<Area, 'id' | 'look'>[],
  logos: ReadonlyMap<string, Logo>,
): (area: string) => PaintedLook | undefined {
  const painted = new Map(
    areas.flatMap(({ id, look }) => (look ? [[id, paint(id, look, logos.get(id))]] : [])),
  )
  const own = areas.filter(({ id }) => id !== NATIONAL)
  const usual = painted.get(own.length === 1 ? own[0]!.id : NATIONAL) ?? painted.get(NATIONAL)
  return (area) => painted.get(area) ?? usual
}

function paint(id: string, look: Look, file: Logo | undefined): PaintedLook {
  const style = `:root{${variables(look.light)}}@media(prefers-color-scheme:dark){:root{${variables(look.dark)}}}`
  const logo = file && { ...file, path: `/look/${id}.${file.type === 'image/png' ? 'png' : 'svg'}` }
  const width = logo && Math.min(WIDEST, Math.round(HEIGHT * logo.ratio))
  // The name beside it says the same, so that the picture says nothing to who cannot see it.
  const picture = logo && html`<img src="${logo.path}" alt="" width="${width}" height="${HEIGHT}">`
  return {
    id,
    style,
    hash: createHash('sha256').update(style).digest('base64'),
    ...(logo && { logo }),
    band: (language) =>
      html`<header class="m"><div class="w">${picture}<p>${look.name[language] ?? look.name['en'] ?? ''}</p></div></header>`,
  }
}

/** The names are those of `style.css`. What is written on a button or a header is white or black, whichever reads better. */
const variables = ({ accent, link, button, header }: Look['light']): string =>
  [
    `--a:${accent}`,
    `--l:${link}`,
    `--b:${button}`,
    `--c:${clearest(button, INK)}`,
    `--h:${header}`,
    `--k:${clearest(header, INK)}`,
  ].join(';')

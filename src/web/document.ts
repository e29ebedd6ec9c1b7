import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Screen } from '../conversation/screen.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Around } from './render.ts'
import { renderMain } from './render.ts'

/** Spaces that mean nothing are left out: every byte counts on a slow line. */
const minified = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
const STYLE = minified(readFileSync(new URL('./style.css', import.meta.url), 'utf8'))
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** The script that enhances the page; the page works whole without it. */
export const SCRIPT = readFileSync(new URL('./script.js', import.meta.url), 'utf8')

/**
 * Nothing but the page's own style and script, no other host, no frames. Leaving is a link, since a form may only go
 * to ourselves.
 */
export const POLICY =
  `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; script-src 'self'; connect-src 'self'; ` +
  `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** A whole page. The title, the address and the icon say nothing about what it is for. */
export function renderDocument(screen: Screen, version: number, around: Around): string {
  const title =
    screen.notes.length > 0
      ? `${around.text('page:note')}: ${around.text('page:title')}`
      : around.text('page:title')
  return frame(
    screen.language,
    title,
    screen.exit,
    screen.banner,
    around,
    renderMain(screen, version, around),
  )
}

/** A page that stands outside a conversation, for example when something went wrong. */
export const renderPlain = (language: string, exit: string, around: Around, main: Html): string =>
  frame(language, around.text('page:title'), exit, undefined, around, main)

const frame = (
  language: string,
  title: string,
  exit: string,
  banner: string | undefined,
  around: Around,
  main: Html,
): string =>
  html`<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${{ html: STYLE }}</style></head><body><a class="v" href="#m">${around.text('page:skip')}</a><div class="t"><div class="w"><a class="b x" id="x" href="/exit" data-to="${exit}" rel="noreferrer nofollow">${around.text('page:exit')}</a></div></div>${banner !== undefined && html`<aside class="d" aria-label="${around.text('page:notice')}"><div class="w"><p>${banner}</p></div></aside>`}<main id="m" class="w" tabindex="-1">${main}</main><footer><div class="w"><p>${around.text('page:danger')} <a href="tel:999">999</a></p><p>${around.text('page:about')}</p></div></footer><script src="/script.js" defer></script></body></html>`
    .html

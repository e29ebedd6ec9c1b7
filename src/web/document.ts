import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Screen } from '../conversation/screen.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Around } from './render.ts'
import { isWrong, renderMain } from './render.ts'

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

/** The title, the address and the icon say nothing about what the page is for; only that an answer was not taken. */
export const titleOf = (screen: Screen, { text }: Around): string =>
  isWrong(screen) ? `${text('page:note')}: ${text('page:title')}` : text('page:title')

/** A whole page. `draft`: what was typed and not taken, so that it need not be typed again. */
export const renderDocument = (screen: Screen, version: number, around: Around, draft = ''): string =>
  frame(screen, titleOf(screen, around), around, renderMain(screen, version, around, draft), true)

/** A page that stands outside a conversation, for example when something went wrong. */
export const renderPlain = (
  language: string,
  exit: string,
  around: Around,
  main: Html,
  banner?: string,
): string =>
  frame(
    { language, exit, ...(banner !== undefined && { banner }) },
    around.text('page:title'),
    around,
    main,
    false,
  )

/** The page for an answer that could not be heard: what is wrong, a number, and the way back. */
export function renderProblem({ language, exit, banner }: Screen, around: Around, key: string): string {
  const { text } = around
  const main = html`<h1>${text(key)}</h1><p>${text('page:ring')}</p><p><a class="p" href="tel:999">999</a></p><p><a href="/">${text('page:return')}</a></p>`
  return renderPlain(language, exit, around, main, banner)
}

/** The scripts that are written from the right and that people here read (Unicode, CLDR likely subtags). */
const FROM_THE_RIGHT = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']

/** Whether a language is written from the right; one that is not known is not. */
function isRightToLeft(language: string): boolean {
  try {
    return FROM_THE_RIGHT.includes(new Intl.Locale(language).maximize().script ?? '')
  } catch {
    return false
  }
}

/** Leaving comes first for the keyboard, then the skip link, then 999, before anything that a screen says. */
const frame = (
  { language, exit, banner }: Pick<Screen, 'language' | 'exit' | 'banner'>,
  title: string,
  { text }: Around,
  main: Html,
  hasQuestion: boolean,
): string =>
  html`<!DOCTYPE html><html lang="${language}"${isRightToLeft(language) && html` dir="rtl"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${{ html: STYLE }}</style></head><body><nav class="t" aria-label="${text('page:ways')}"><div class="w"><a class="b x" id="x" href="/exit" data-to="${exit}" rel="noreferrer nofollow">${text('page:exit')}</a>${hasQuestion && html`<a class="v" href="#q">${text('page:skip')}</a>`}<a class="q l" href="tel:999">${text('page:danger')}</a></div></nav>${banner !== undefined && html`<aside class="d" aria-label="${text('page:notice')}"><div class="w"><p>${banner}</p></div></aside>`}<main class="w"><p class="e" id="w" role="alert" tabindex="-1" hidden>${text('page:lost')}</p><div id="m">${main}</div></main><footer><div class="w"><p>${text('page:about')}</p></div></footer><script src="/script.js" defer></script></body></html>`
    .html

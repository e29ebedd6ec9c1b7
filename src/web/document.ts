import { isRightToLeft } from '../domain/direction.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Screen } from '../conversation/screen.ts'
import type { Layout } from '../domain/layout.ts'
import type { Note } from '../conversation/take-note.ts'
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
const styleOf = (...files: readonly string[]): { readonly text: string; readonly hash: string } => {
  const text = minified(files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n'))
  return { text, hash: createHash('sha256').update(text).digest('base64') }
}
/** Only a conversation carries what only a conversation needs. */
const STYLES: Readonly<Record<Layout, ReturnType<typeof styleOf>>> = {
  question: styleOf('./style.css'),
  conversation: styleOf('./style.css', './conversation.css'),
}

/**
 * Nothing but the page's own style and script, no other host, no frames. Leaving is a link, since a form may only go
 * to ourselves.
 */
export const policyFor = (
  { look, layout = 'question' }: Pick<Around, 'look' | 'layout'>,
  framedBy: readonly string[] = [],
): string =>
  `default-src 'none'; style-src 'sha256-${STYLES[layout].hash}'${look ? ` 'sha256-${look.hash}'` : ''}; script-src 'self'; ` +
  `connect-src 'self'; ${look?.logo ? `img-src 'self'; ` : ''}` +
  `form-action 'self'; base-uri 'none'; frame-ancestors ${framedBy.join(' ') || "'none'"}`

/** The policy of a page without an area's look. */
export const POLICY = policyFor({})

/** The title, the address and the icon say nothing about what the page is for; only that an answer was not taken. */
export const titleOf = (screen: Screen, { text }: Around): string =>
  isWrong(screen) ? `${text('page:note')}: ${text('page:title')}` : text('page:title')

/** A whole page. `draft`: what was typed and not taken, so that it need not be typed again. */
export const renderDocument = (screen: Screen, version: number, around: Around, draft = ''): string =>
  frame(screen, titleOf(screen, around), around, renderMain(screen, version, around, draft), true)

/** A note to take away: its name is all that a history, a printer or somebody beside it sees of what it is. */
export const renderNote = ({ language, exit, name, lines, sample }: Note, { text }: Around): string =>
  frame(
    { language, exit },
    name,
    { text },
    html`<h1 tabindex="-1" id="q">${name}</h1><dl>${lines.map(
      ({ label, value, dial }) =>
        html`<div><dt>${label}</dt><dd>${dial === undefined ? html`<bdi>${value}</bdi>` : html`<p><a href="tel:${dial}"><bdi>${value}</bdi></a></p>`}</dd></div>`,
    )}</dl>${sample !== undefined && html`<p>${sample}</p>`}<p class="np"><a href="/">${text('page:go-back')}</a></p>`,
    false,
    false,
  )

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

/** Somebody who can be rung. */
export interface Line {
  readonly name: string
  readonly number: string
}

/** What went wrong: its heading, what else is to be said, and who can be rung besides 999; keys of texts. */
export interface Problem {
  readonly key: string
  readonly more?: readonly string[]
  readonly lines?: readonly Line[]
}

/** The page for an answer that could not be heard: what is wrong, a number, and the way back. */
export function renderProblem(
  { language, exit, banner }: Screen,
  around: Around,
  { key, more = [], lines = [] }: Problem,
): string {
  const { text } = around
  const others = lines.map(
    ({ name, number }) =>
      html`<p>${name}</p><p><a class="p" href="tel:${number.replaceAll(' ', '')}">${number}</a></p>`,
  )
  const main = html`<h1>${text(key)}</h1>${more.map((one) => html`<p>${text(one)}</p>`)}<p>${text('page:ring')}</p><p><a class="p" href="tel:999">999</a></p>${lines.length > 0 && html`<p>${text('page:talk')}</p>`}${others}<p><a href="/">${text('page:return')}</a></p>`
  return renderPlain(language, exit, around, main, banner)
}

/** What the script shows before the page clears itself. The place that speaks is empty until then. */
const clearing = (text: Around['text']): Html =>
  html`<div id="i" role="alert"></div><template id="j"><div class="e z"><p>${text('page:clears')}</p><button class="b" type="button">${text('page:stay')}</button></div></template>`

/** Without scripts nothing can be said in time, so that it is said before. */
const away = (minutes: number | undefined, text: Around['text']): Html | false =>
  minutes !== undefined &&
  html`<noscript><p>${text('page:idle').replace('{{minutes}}', String(minutes))}</p></noscript>`

/** The first paint waits for the question: a paint without it is of no use, and on a slow phone it costs the next one. */
const QUESTION_FIRST = html`<link rel="expect" href="#q" blocking="render">`

/** What a page says of itself around what stands in the middle. */
type Surroundings = Pick<Screen, 'language' | 'exit' | 'banner' | 'idleMinutes' | 'layout'>

/** Leaving comes first for the keyboard, then the skip link, then 999, before anything that a screen says. */
const frame = (
  { language, exit, banner, idleMinutes, layout = 'question' }: Surroundings,
  title: string,
  { text, look, shown }: Around,
  main: Html,
  hasQuestion: boolean,
  hasFoot = true,
): string =>
  html`<!DOCTYPE html><html lang="${language}"${isRightToLeft(language) && html` dir="rtl"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${hasQuestion && QUESTION_FIRST}<title>${title}</title><style>${{ html: STYLES[layout].text }}</style>${look && html`<style>${{ html: look.style }}</style>`}</head><body><nav class="t" aria-label="${text('page:ways')}"><div class="w"><a class="b x" id="x" href="/exit" data-to="${exit}" rel="noreferrer nofollow">${text('page:exit')}</a>${hasQuestion && html`<a class="v" href="#q">${text('page:skip')}</a>`}<a class="q l" href="tel:999">${text('page:danger')}</a></div></nav>${look?.band(language)}${banner !== undefined && layout === 'question' && html`<aside class="d" aria-label="${text('page:notice')}"><div class="w"><p>${banner}</p></div></aside>`}<main class="w"><p class="e" id="w" role="alert" tabindex="-1" hidden>${text('page:lost')}</p><div id="m">${main}</div></main>${hasFoot && html`<footer><div class="w"><p>${text('page:about')}</p><p><a href="/about?${language}">${text('page:access')}</a></p>${shown === 'frame' && html`<p><a href="/" target="_blank" rel="noopener noreferrer">${text('page:own-page')}</a></p>`}${away(idleMinutes, text)}</div></footer>`}${hasQuestion && clearing(text)}<script src="/script.js" defer></script></body></html>`
    .html

import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import { asMarkup, html, type Html } from './html.ts'
import type { Voice } from './voice.ts'

/** What a page for staff is made of. */
export interface StaffPage {
  readonly status: number
  /** What the tab says: titles stay in a browser's history. */
  readonly title: string
  /** The name of this part of the site, and its first page. */
  readonly name: string
  readonly home: string
  /** Leads past the header. */
  readonly skip: string
  /** Where the language is changed. */
  readonly language: string
  /** Who is signed in, and the way out. */
  readonly signedIn?: Html | undefined
  readonly main: Html
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Draws whole pages in one style. It is in the page itself and known by its digest, so nothing else applies. */
export function pagesIn(style: string): (page: StaffPage, voice: Voice<unknown>) => Answer {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return (page, voice) => {
    const head = html`<meta charset="utf-8" /><meta
        name="viewport"
        content="width=device-width, initial-scale=1"
      />
      <title>${page.title} - ${page.name}</title>`
    const body = html`<a class="skip" href="#main">${page.skip}</a>
      <header class="top">
        <div class="wide">
          <a href="${page.home}">${page.name}</a>${otherLanguages(voice, page.language)}${page.signedIn}
        </div>
      </header>
      <main class="wide" id="main" tabindex="-1">${page.main}</main>`
    return {
      status: page.status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        ...page.headers,
      },
      body: `<!doctype html><html lang="${voice.lang}"><head>${asMarkup(head)}<style>${style}</style></head><body>${asMarkup(body)}</body></html>`,
    }
  }
}

/** The token that every form of somebody signed in carries. */
export const csrfField = ({ csrf }: { readonly csrf: string }): Html =>
  html`<input type="hidden" name="csrf" value="${csrf}" />`

/** A button for each other language, in that language. */
function otherLanguages({ others, here }: Voice<unknown>, action: string): Html | undefined {
  if (others.length === 0) return undefined
  return html`<form class="languages" method="post" action="${action}">
    <input type="hidden" name="to" value="${here}" />${others.map(
      ({ language, ownName }) =>
        html`<button name="language" value="${language}" lang="${language}">${ownName}</button>`,
    )}
  </form>`
}

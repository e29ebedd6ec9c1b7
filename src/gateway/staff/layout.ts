import { createHash } from 'node:crypto'
import type { Answer } from '../answer.ts'
import type { Session } from '../store/staff.ts'
import { asMarkup, html, type Html } from './html.ts'
import { STYLE } from './style.ts'

/** Where each page and form of the desk is. Nothing about a person is in an address but the reference. */
export const PATHS = {
  list: '/gateway/',
  signIn: '/gateway/sign-in',
  signOut: '/gateway/sign-out',
  referral: (reference: string) => `/gateway/referrals/${reference}`,
  status: (reference: string) => `/gateway/referrals/${reference}/status`,
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface Page {
  /** Never says what happened to anyone: titles stay in a browser's history. */
  readonly title: string
  readonly session?: Session
  readonly main: Html
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole page of the desk. */
export function page(status: number, { title, session, main, headers = {} }: Page): Answer {
  const head = html`<meta charset="utf-8" /><meta
      name="viewport"
      content="width=device-width, initial-scale=1"
    />
    <title>${title} - Referrals desk</title>`
  const body = html`<a class="skip" href="#main">Skip to the main part</a>
    <header class="top">
      <div class="wide"><a href="${PATHS.list}">Referrals desk</a>${session && signedIn(session)}</div>
    </header>
    <main class="wide" id="main" tabindex="-1">${main}</main>`
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, ...headers },
    body: `<!doctype html><html lang="en-GB"><head>${asMarkup(head)}<style>${STYLE}</style></head><body>${asMarkup(body)}</body></html>`,
  }
}

/** The token that every form of a signed-in person carries. */
export const csrfField = (session: Session): Html =>
  html`<input type="hidden" name="csrf" value="${session.csrf}" />`

/** A page that says one thing and leads back to the list. */
export const notice = (status: number, title: string, sentence: string, session?: Session): Answer =>
  page(status, {
    title,
    ...(session ? { session } : {}),
    main: html`<h1>${title}</h1>
      <p>${sentence}</p>
      <p><a href="${PATHS.list}">Go to the list of referrals</a></p>`,
  })

const signedIn = (session: Session): Html =>
  html`<form method="post" action="${PATHS.signOut}">
    ${csrfField(session)}<span>${session.label}</span><button>Sign out</button>
  </form>`

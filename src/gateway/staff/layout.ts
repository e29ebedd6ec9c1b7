import type { Answer } from '../../staff/answer.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField, pagesIn } from '../../staff/page.ts'
import { STYLE } from '../../staff/style.ts'
import type { Session } from '../store/staff.ts'
import type { Voice } from './voice.ts'

/** Where each page and form of the desk is. Nothing about a person is in an address but the reference. */
export const PATHS = {
  list: '/gateway/',
  signIn: '/gateway/sign-in',
  signOut: '/gateway/sign-out',
  language: '/gateway/language',
  capacity: '/gateway/capacity',
  referral: (reference: string) => `/gateway/referrals/${reference}`,
  status: (reference: string) => `/gateway/referrals/${reference}/status`,
}

/** The few boxes to write in, as big to hit as the lists to choose from. */
const INPUTS =
  'input[type=text]{font:inherit;width:6rem;min-height:2.75rem;padding:.25rem .5rem;border:2px solid #0b0c0c}'

const draw = pagesIn(`${STYLE}${INPUTS}`)

interface Page {
  /** Never says what happened to anyone: titles stay in a browser's history. */
  readonly title: string
  readonly session?: Session
  readonly main: Html
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole page of the desk. */
export function page(status: number, voice: Voice, { title, session, main, headers }: Page): Answer {
  const { name, skip } = voice.words.page
  const signedIn = session && whoIs(session, voice)
  return draw(
    { status, title, name, skip, home: PATHS.list, language: PATHS.language, signedIn, main, headers },
    voice,
  )
}

/** A page that says one thing and leads back to the list. */
export const notice = (
  status: number,
  voice: Voice,
  { title, say }: { readonly title: string; readonly say?: string },
  session?: Session,
): Answer =>
  page(status, voice, {
    title,
    ...(session ? { session } : {}),
    main: html`<h1>${title}</h1>
      ${say && html`<p>${say}</p>`}
      <p><a href="${PATHS.list}">${voice.words.page.to_list}</a></p>`,
  })

const whoIs = (session: Session, { words }: Voice): Html =>
  html`<form method="post" action="${PATHS.signOut}">
    ${csrfField(session)}<span>${session.label}</span><button>${words.page.sign_out}</button>
  </form>`

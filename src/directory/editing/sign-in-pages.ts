import type { KnownEditor } from '../../ports/editors.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { notice, page, PATHS } from './layout.ts'
import type { EditorVoice } from './voice.ts'

/** Shown to anyone who is not signed in, whatever they asked for: so what they asked for is not on it. */
export const signInNeeded = (voice: EditorVoice): Answer =>
  page(
    401,
    { ...voice, here: PATHS.list },
    {
      title: voice.words.sign_in.title,
      headers: { 'www-authenticate': 'Cookie realm="Directory of services"' },
      main: signInForm(voice),
    },
  )

/** The way in with a personal key; `says` tells why the last try did not open it. */
export const signInPage = (voice: EditorVoice, status = 200, says?: string): Answer =>
  page(status, voice, { title: voice.words.sign_in.title, main: signInForm(voice, says) })

const signInForm = ({ words: { sign_in: say } }: EditorVoice, says?: string): Html =>
  html`<h1>${say.title}</h1>
    ${says === undefined ? undefined : html`<div class="box loud" role="alert"><p>${says}</p></div>`}
    <form method="post" action="${PATHS.signIn}">
      <div class="ask">
        <label for="key">${say.key}</label>
        <p class="hint" id="key-hint">${say.key_hint}</p>
        <input
          type="password"
          id="key"
          name="key"
          autocomplete="current-password"
          maxlength="60"
          aria-describedby="key-hint"
        />
      </div>
      <button>${say.button}</button>
    </form>`

/** The page behind a link: only its button uses the link up, so that a program looking at links cannot. */
export function invitationPage({ name }: KnownEditor, secret: string, voice: EditorVoice): Answer {
  const { sign_in: say } = voice.words
  return page(200, voice, {
    title: say.title,
    main: html`<h1>${fill(say.welcome, { name })}</h1>
      <p>${say.link_says}</p>
      <form method="post" action="${PATHS.invitation}">
        <input type="hidden" name="key" value="${secret}" /><button>${say.get_key}</button>
      </form>`,
  })
}

/** Shown for a link that is wrong, used or too old: which of them is not said. */
export function invitationRefused(voice: EditorVoice): Answer {
  const { title, refused } = voice.words.sign_in
  return notice(403, voice, refused, undefined, [PATHS.signIn, title])
}

/** The personal key, shown this once. */
export function keyPage({ name }: KnownEditor, key: string, setCookie: string, voice: EditorVoice): Answer {
  const { sign_in: say } = voice.words
  return page(200, voice, {
    title: say.key_title,
    headers: { 'set-cookie': setCookie },
    main: html`<h1>${say.key_title}</h1>
      <p>${say.key_says}</p>
      <p class="box key">${key}</p>
      <p>${fill(say.signed_in, { name })}</p>
      <p><a href="${PATHS.list}">${say.go}</a></p>`,
  })
}

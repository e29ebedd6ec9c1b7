import type { EditorSession } from '../../ports/editors.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField, pagesIn } from '../../staff/page.ts'
import { ROOT_PATH } from './root-path.ts'
import { STYLE } from './style.ts'
import type { EditorVoice } from './voice.ts'

const at = (path: string): string => `${ROOT_PATH}${path}`

/** Where each page and form is. */
export const PATHS = {
  list: at('/'),
  signIn: at('/sign-in'),
  signOut: at('/sign-out'),
  language: at('/language'),
  invitation: at('/invitation'),
  proposals: at('/proposals'),
  proposal: (id: number) => at(`/proposals/${id}`),
  editors: at('/editors'),
  invite: at('/editors/invite'),
  end: (id: number) => at(`/editors/${id}/end`),
  record: (id: string) => at(`/services/${id}`),
  edit: (id: string) => at(`/services/${id}/edit`),
  checked: (id: string) => at(`/services/${id}/checked`),
  waiting: (id: string) => at(`/services/${id}/waiting`),
  close: (id: string) => at(`/services/${id}/close`),
  undo: (id: string) => at(`/services/${id}/undo`),
  file: (id: string) => at(`/services/${id}/file`),
  history: (id: string) => at(`/services/${id}/history`),
}

const draw = pagesIn(STYLE)

interface Page {
  readonly title: string
  readonly session?: EditorSession | undefined
  readonly main: Html
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole page. */
export function page(status: number, voice: EditorVoice, { title, session, main, headers }: Page): Answer {
  const { name, skip, error } = voice.words.page
  return draw(
    {
      status,
      title: status >= 400 ? fill(error, { title }) : title,
      name,
      skip,
      home: PATHS.list,
      language: PATHS.language,
      signedIn: session && whoIs(session, voice),
      main: html`${session && bar(voice)}${main}`,
      headers,
    },
    voice,
  )
}

/** A page that says one thing and leads on. */
export const notice = (
  status: number,
  voice: EditorVoice,
  { title, say }: { readonly title: string; readonly say: string },
  session?: EditorSession,
  next: readonly [path: string, label: string] = [PATHS.list, voice.words.page.to_list],
): Answer =>
  page(status, voice, {
    title,
    session,
    main: html`<h1>${title}</h1>
      <p>${say}</p>
      <p><a href="${next[0]}">${next[1]}</a></p>`,
  })

const bar = ({ words: { page: say } }: EditorVoice): Html =>
  html`<nav class="bar" aria-label="${say.pages}">
    <a href="${PATHS.list}">${say.records}</a><a href="${PATHS.proposals}">${say.proposals}</a
    ><a href="${PATHS.editors}">${say.editors}</a>
  </nav>`

const whoIs = (session: EditorSession, { words }: EditorVoice): Html =>
  html`<form method="post" action="${PATHS.signOut}">
    ${csrfField(session)}<span>${session.editor.name}</span><button>${words.page.sign_out}</button>
  </form>`

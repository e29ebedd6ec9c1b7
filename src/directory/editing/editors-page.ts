import type { Area } from '../../domain/area.ts'
import type { Audited, EditorSession, KnownEditor } from '../../ports/editors.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { mayEdit } from './amend.ts'
import { faultList } from './faults.ts'
import { page, PATHS } from './layout.ts'
import { areaName } from './say.ts'
import type { EditorVoice } from './voice.ts'

export interface EditorsView {
  readonly editors: readonly KnownEditor[]
  readonly areas: readonly Area[]
  readonly audited: readonly Audited[]
  readonly session: EditorSession
  readonly voice: EditorVoice
  readonly wrong?: { readonly status: number; readonly says: string }
  /** A name that was typed and not taken. */
  readonly name?: string
}

/** Who may change records, letting somebody in, ending somebody's access, and what was done. */
export function editorsPage(view: EditorsView): Answer {
  const { editors, session, voice, audited, wrong } = view
  const { editors: say } = voice.words
  const main = html`<h1>${say.title}</h1>
    ${wrong ? faultList(wrong.says, [], voice) : undefined}
    <ul class="plain rows">
      ${editors.map((editor) => line(editor, view))}
    </ul>
    <h2>${say.invite_title}</h2>
    ${inviteForm(view)}
    <h2>${say.audit}</h2>
    <ol class="plain">
      ${audited.map((one) => html`<li>${voice.time(one.at)}: ${sayDeed(one, voice)}</li>`)}
    </ol>`
  return page(wrong?.status ?? 200, voice, { title: say.title, session, main })
}

const sayDeed = ({ by, deed, about = '' }: Audited, { words }: EditorVoice): string =>
  fill(words.deed[deed], { who: by?.name ?? words.editors.nobody, about })

function line(editor: KnownEditor, { areas, session, voice }: EditorsView): Html {
  const { words, time } = voice
  const { editors: say } = words
  const { id, name, invitedBy, invitedAt, since, endedAt } = editor
  const scope =
    editor.areas === 'all'
      ? say.everywhere
      : editor.areas
          .map((id) => areaName(areas.find((one) => one.id === id) ?? { id, name: {} }, voice))
          .join(', ')
  const state = endedAt
    ? fill(say.ended, { when: time(endedAt) })
    : since
      ? fill(say.since, { when: time(since) })
      : say.unused
  const letIn = fill(say.invited_by, { who: invitedBy?.name ?? say.program, when: time(invitedAt) })
  return html`<li>
    <div><strong>${name}</strong></div>
    <div>
      <p>${scope}. ${state}. ${letIn}</p>
      ${
        endedAt || !mayManage(session.editor, editor)
          ? undefined
          : html`<form method="post" action="${PATHS.end(id)}">
              ${csrfField(session)}<button class="second small">${fill(say.end, { name })}</button>
            </form>`
      }
    </div>
  </li>`
}

/** Nobody gives or takes what they have not: an editor of one area looks after editors of that area. */
export const mayManage = (by: KnownEditor, other: Pick<KnownEditor, 'areas'>): boolean =>
  by.areas === 'all' || (other.areas !== 'all' && other.areas.every((area) => mayEdit(by, area)))

function inviteForm({ areas, session, voice, name = '' }: EditorsView): Html {
  const { editors: say } = voice.words
  return html`<form method="post" action="${PATHS.invite}">
    ${csrfField(session)}
    <div class="ask">
      <label for="name">${say.name}</label>
      <p class="hint" id="name-hint">${say.name_hint}</p>
      <input
        type="text"
        id="name"
        name="name"
        value="${name}"
        maxlength="80"
        autocomplete="off"
        aria-describedby="name-hint"
      />
    </div>
    <fieldset class="ask">
      <legend>${say.areas}</legend>
      <div class="ticks">
        ${session.editor.areas === 'all' ? tick('all', say.everywhere) : undefined}
        ${areas
          .filter(({ id }) => mayEdit(session.editor, id))
          .map((area) => tick(area.id, areaName(area, voice)))}
      </div>
    </fieldset>
    <button>${say.invite}</button>
  </form>`
}

const tick = (value: string, label: string): Html =>
  html`<label class="tick"
    ><input type="checkbox" name="area" value="${value}" /><span>${label}</span></label
  >`

/** The link of somebody who was let in: shown once. */
export function invitedPage(
  { name }: KnownEditor,
  link: string,
  session: EditorSession,
  voice: EditorVoice,
): Answer {
  const { editors: say } = voice.words
  return page(200, voice, {
    title: say.title,
    session,
    main: html`<h1>${fill(say.link_title, { name })}</h1>
      <p>${say.link_says}</p>
      <p class="box">${link}</p>
      <p><a href="${PATHS.editors}">${say.back}</a></p>`,
  })
}

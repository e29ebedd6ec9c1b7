import { mayDecide } from '../../domain/editing.ts'
import type { Version } from '../../ports/edits.ts'
import type { EditorSession, KnownEditor } from '../../ports/editors.ts'
import type { DirectoryRecord } from '../../ports/records.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { isStale, mayEdit } from './amend.ts'
import type { Difference } from './differences.ts'
import { differenceTable } from './difference-table.ts'
import { faultList, type Wrong } from './faults.ts'
import { page, PATHS } from './layout.ts'
import { sayDecided } from './say.ts'
import type { EditorVoice } from './voice.ts'

/** Proposals that wait for a second editor, oldest first. */
export const proposalsPage = (
  waiting: readonly Version[],
  session: EditorSession,
  voice: EditorVoice,
): Answer =>
  page(200, voice, {
    title: voice.words.proposal.title,
    session,
    main: html`<h1>${voice.words.proposal.title}</h1>
      ${waiting.length === 0 ? html`<p>${voice.words.proposal.none}</p>` : undefined}
      <ul class="plain rows">
        ${waiting.map(
          ({ id, service, edit, by, at }) =>
            html`<li>
              <a class="ref" href="${PATHS.proposal(id)}">${service.name}</a>
              <div>
                ${voice.words.edit[edit]}
                <div class="when">${by.name}, ${voice.time(at)}</div>
              </div>
            </li>`,
        )}
      </ul>`,
  })

/** What the page of one proposal is made of. */
export interface ProposalView {
  readonly proposal: Version
  readonly record: DirectoryRecord | undefined
  readonly changes: readonly Difference[]
  /** Who proposed it, as the page of editors knows them: who let them in can matter to whoever decides. */
  readonly proposer: KnownEditor | undefined
  readonly preview: Html
  readonly session: EditorSession
  readonly voice: EditorVoice
  readonly wrong?: Wrong
  /** A reason that was typed and not taken. */
  readonly reason?: string
}

/** One proposal: what would change, how it would look, and the word of a second editor. */
export function proposalPage(view: ProposalView): Answer {
  const { proposal, record, changes, proposer, session, voice, wrong } = view
  const { proposal: say, edit: edits } = voice.words
  const { service, by, at, edit } = proposal
  const main = html`<h1>${fill(say.one, { name: service.name })}</h1>
    ${wrong ? faultList(wrong.says, wrong.faults, voice) : undefined}
    <p>${edits[edit]}: ${by.name}, ${voice.time(at)}.</p>
    ${proposer?.invitedBy ? html`<p class="when">${fill(say.let_in_by, { name: proposer.invitedBy.name })}</p>` : undefined}
    ${differenceTable(changes, voice)}
    <h2>${say.preview}</h2>
    ${view.preview}
    <h2>${say.decide}</h2>
    ${decision(view, record !== undefined && !isStale(proposal, record))}
    <p><a href="${PATHS.record(service.id)}">${say.record}</a></p>`
  return page(wrong?.status ?? 200, voice, { title: service.name, session, main })
}

function decision(
  { proposal, session, voice, record, reason = '' }: ProposalView,
  isFresh: boolean,
): Html | undefined {
  const { id, state, by } = proposal
  const { proposal: say } = voice.words
  if (state !== 'proposed') return sayDecided(proposal, voice)
  if (!mayDecide({ by }, session.editor)) return html`<p>${say.own}</p>`
  if (!mayEdit(session.editor, record?.area.id ?? proposal.area)) return html`<p>${say.not_yours}</p>`
  return html`${isFresh ? undefined : html`<p>${say.stale}</p>`}
    <form method="post" action="${PATHS.proposal(id)}">
      ${csrfField(session)}
      <div class="ask">
        <label for="reason">${say.reason}</label>
        <p class="hint" id="reason-hint">${say.reason_hint}</p>
        <textarea id="reason" name="reason" rows="3" maxlength="500" aria-describedby="reason-hint">
${reason}</textarea>
      </div>
      <div class="acts side">
        ${isFresh ? html`<button name="do" value="approve">${say.approve}</button>` : undefined}
        <button name="do" value="refuse" class="second">${say.refuse}</button>
      </div>
    </form>`
}

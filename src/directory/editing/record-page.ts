import type { BankHolidays } from '../../domain/hours.ts'
import { inLondon } from '../../domain/london-time.ts'
import type { Version } from '../../ports/edits.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord, Records } from '../../ports/records.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { guardNow, mayEdit, seenNow } from './amend.ts'
import { faultList, type Wrong } from './faults.ts'
import { page, PATHS } from './layout.ts'
import { preview } from './preview.ts'
import { areaName, sayCapacity, sayChecked } from './say.ts'
import { standingOf } from './standing.ts'
import type { EditorVoice } from './voice.ts'

/** What the page of one record is made of. */
export interface RecordView {
  readonly record: DirectoryRecord
  readonly records: Records
  readonly waiting: readonly Version[]
  readonly session: EditorSession
  readonly voice: EditorVoice
  readonly now: Date
  readonly bankHolidays: BankHolidays
  /** What went wrong with the last button, and the status that says so. */
  readonly wrong?: Wrong
}

/** One record: how it stands, what can be done, and how a person would see it. */
export function recordPage(view: RecordView): Answer {
  const { record, records, session, voice, now, wrong } = view
  const { record: say, guard: guards, says } = voice.words
  const { service, fileChanged } = record
  const guard = guardNow(record, records)
  const main = html`<h1>${service.name}</h1>
    ${wrong ? faultList(wrong.says, wrong.faults, voice) : undefined}
    ${standing(view)}
    ${
      guard
        ? html`<div class="box">
            <p>${guards[guard]} ${says.two_people}</p>
          </div>`
        : undefined
    }
    ${proposals(view)}
    ${
      mayEdit(session.editor, record.area.id)
        ? html`${fileChanged ? choose(view) : undefined}${buttons(view)}`
        : html`<p>${say.not_yours}</p>`
    }
    <h2>${say.preview}</h2>
    ${preview(service, now, view.bankHolidays, voice)}
    <p><a href="${PATHS.history(service.id)}">${say.history}</a></p>`
  return page(wrong?.status ?? 200, voice, { title: service.name, session, main })
}

/** The fields that say what an editor had in front of them. */
export const seenFields = (record: DirectoryRecord): Html => {
  const { base, file } = seenNow(record)
  return html`<input type="hidden" name="base" value="${base}" /><input
      type="hidden"
      name="file"
      value="${file}"
    />`
}

function standing({ record, voice, now }: RecordView): Html {
  const { service, area, version } = record
  const { record: say, says, hidden, list, edit } = voice.words
  const { isShown, why, needsChecking } = standingOf(record, inLondon(now).date)
  const rows: readonly (readonly [string, string | undefined])[] = [
    [say.id, service.id],
    [say.area, `${areaName(area, voice)}${area.sample ? `. ${says.demonstration}` : ''}`],
    [say.shown, isShown ? say.yes : fill(say.no, { why: hidden[why ?? 'old'] })],
    [say.checked, `${sayChecked(record, voice)}${needsChecking ? `. ${list.needs_checking}` : ''}`],
    [say.capacity, sayCapacity(service.capacity, voice) || say.not_known],
    [
      say.source,
      version ? `${edit[version.edit]}: ${version.by.name}, ${voice.time(version.at)}` : say.from_file,
    ],
    [say.successor, service.successor],
    [say.recheck, service.recheck_reason],
  ]
  return html`<dl>
    ${rows.map(([label, value]) =>
      value === undefined
        ? undefined
        : html`<div>
            <dt>${label}</dt>
            <dd dir="auto">${value}</dd>
          </div>`,
    )}
  </dl>`
}

const proposals = ({ waiting, voice: { words, time } }: RecordView): Html | undefined =>
  waiting.length === 0
    ? undefined
    : html`<div class="box loud">
        <p>${words.record.proposed}</p>
        <ul>
          ${waiting.map(
            ({ id, edit, by, at }) =>
              html`<li><a href="${PATHS.proposal(id)}">${words.edit[edit]}: ${by.name}, ${time(at)}</a></li>`,
          )}
        </ul>
      </div>`

function choose({ record, session, voice }: RecordView): Html {
  const { record: say, says } = voice.words
  const answer = (value: string, label: string): Html =>
    html`<button name="answer" value="${value}" class="second">${label}</button>`
  return html`<div class="box loud">
    <p>${says.file_changed}</p>
    <form method="post" action="${PATHS.file(record.service.id)}">
      ${csrfField(session)}${seenFields(record)}
      <div class="acts side">
        ${answer('kept-mine', say.keep_mine)}${answer('took-file', say.take_file)}
      </div>
    </form>
    <p><a href="${PATHS.history(record.service.id)}">${say.compare_file}</a></p>
  </div>`
}

function buttons({ record, session, voice }: RecordView): Html {
  const { record: say, capacity: states } = voice.words
  const { id, capacity } = record.service
  const fields = html`${csrfField(session)}${seenFields(record)}`
  return html`<h2>${say.todo}</h2>
    <div class="acts side">
      <form method="post" action="${PATHS.checked(id)}">${fields}<button>${say.checked_today}</button></form>
      ${turnTo(PATHS.edit(id), say.edit)}${turnTo(PATHS.close(id), say.close)}
    </div>
    <p class="hint">${say.checked_hint}</p>
    <form method="post" action="${PATHS.waiting(id)}">
      ${fields}
      <fieldset>
        <legend>${say.waiting}</legend>
        ${(['open', 'waiting', 'closed'] as const).map(
          (state) =>
            html`<label class="tick"
              ><input
                type="radio"
                name="state"
                value="${state}"
                required
                ${capacity?.state === state ? html` checked` : undefined}
              /><span>${states[state]}</span></label
            >`,
        )}
        <label for="weeks">${say.weeks}</label
        ><input
          type="text"
          class="number"
          inputmode="numeric"
          id="weeks"
          name="weeks"
          value="${capacity?.wait_weeks ?? ''}"
          maxlength="3"
        />
      </fieldset>
      <button class="second">${say.save_waiting}</button>
    </form>`
}

/** A page that is as likely to be wanted as the button beside it. */
const turnTo = (path: string, label: string): Html =>
  html`<form method="get" action="${path}"><button class="second">${label}</button></form>`

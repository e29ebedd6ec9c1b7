import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord, Records } from '../../ports/records.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { guardNow } from './amend.ts'
import { faultList, type Wrong } from './faults.ts'
import { page, PATHS } from './layout.ts'
import { seenFields } from './record-page.ts'
import type { EditorVoice } from './voice.ts'

/** Says that a service ended, and who took over. Nothing is deleted: the record stays, closed. */
export function closePage(
  record: DirectoryRecord,
  records: Records,
  session: EditorSession,
  voice: EditorVoice,
  successor: string,
  wrong?: Wrong,
): Answer {
  const { service } = record
  const { close: say, guard: guards, says } = voice.words
  const guard = guardNow(record, records)
  const main = html`<h1>${fill(say.title, { name: service.name })}</h1>
    ${wrong ? faultList(wrong.says, wrong.faults, voice) : undefined}
    <p>${say.says}</p>
    ${guard ? html`<div class="box"><p>${guards[guard]} ${says.two_people}</p></div>` : undefined}
    <form method="post" action="${PATHS.close(service.id)}">
      ${csrfField(session)}${seenFields(record)}
      <div class="ask">
        <label for="successor">${say.successor}</label>
        <p class="hint" id="successor-hint">${say.hint}</p>
        <input
          type="text"
          id="successor"
          name="successor"
          value="${successor}"
          maxlength="100"
          autocomplete="off"
          aria-describedby="successor-hint"
        />
      </div>
      <button>${say.button}</button>
    </form>
    <p><a href="${PATHS.record(service.id)}">${say.leave}</a></p>`
  return page(wrong?.status ?? 200, voice, { title: service.name, session, main })
}

import type { CouncilNames } from '../csv/places.ts'
import type { Service } from '../../domain/service.ts'
import type { Edits, Version } from '../../ports/edits.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord } from '../../ports/records.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { mayEdit } from './amend.ts'
import { differences, type Difference } from './differences.ts'
import { differenceTable } from './difference-table.ts'
import { page, PATHS } from './layout.ts'
import { seenFields } from './record-page.ts'
import { sayDecided } from './say.ts'
import type { EditorVoice } from './voice.ts'

/** One version, and what it changed against the content that it was made from. */
export interface HistoryLine {
  readonly version: Version
  readonly changes: readonly Difference[]
}

/** Every version of a record, newest first, each beside what it was made from. */
export async function historyOf(
  record: DirectoryRecord,
  edits: Edits,
  voice: EditorVoice,
  names?: CouncilNames,
): Promise<readonly HistoryLine[]> {
  const versions = await edits.history(record.service.id)
  const byId = new Map(versions.map((version) => [version.id, version]))
  const madeOf = async ({ base, madeFrom, service }: Version): Promise<Service | undefined> =>
    byId.get(base)?.service ?? (await edits.fileRecord(service.id, madeFrom))
  return Promise.all(
    versions.map(async (version) => {
      const before = await madeOf(version)
      return { version, changes: before ? differences(before, version.service, voice, names) : [] }
    }),
  )
}

/** Who changed what, when, field by field; and the way back. */
export function historyPage(
  record: DirectoryRecord,
  lines: readonly HistoryLine[],
  session: EditorSession,
  voice: EditorVoice,
  names?: CouncilNames,
): Answer {
  const { service, file, version: current, fileChanged } = record
  const { history: say } = voice.words
  const main = html`<h1>${fill(say.title, { name: service.name })}</h1>
    <p><a href="${PATHS.record(service.id)}">${say.back}</a></p>
    ${
      fileChanged && file
        ? html`<h2>${say.file_now}</h2>
            ${differenceTable(differences(service, file.service, voice, names), voice, say.here, say.in_file)}`
        : undefined
    }
    ${lines.length === 0 ? html`<p>${say.none}</p>` : undefined}
    ${lines.map((line) => entry(line, record, session, voice))}
    ${file && current ? html`<p>${say.first}</p>` : undefined}
    ${file && current && mayEdit(session.editor, record.area.id) ? takeFile(record, session, voice) : undefined}`
  return page(200, voice, { title: service.name, session, main })
}

function entry(
  { version, changes }: HistoryLine,
  record: DirectoryRecord,
  session: EditorSession,
  voice: EditorVoice,
): Html {
  const { words, time } = voice
  const { history: say } = words
  const { id, edit, by, at, state } = version
  const isCurrent = id === record.version?.id
  const mayUndo = state === 'approved' && !isCurrent && mayEdit(session.editor, record.area.id)
  return html`<section aria-labelledby="v${id}">
    <h2 id="v${id}">${fill(say.version, { number: String(id), edit: words.edit[edit] })}</h2>
    <p class="when">${by.name}, ${time(at)}. ${isCurrent ? say.current : say.state[state]}</p>
    ${sayDecided(version, voice)} ${differenceTable(changes, voice)}
    ${
      mayUndo
        ? html`<form method="post" action="${PATHS.undo(record.service.id)}">
            ${csrfField(session)}${seenFields(record)}
            <button name="version" value="${id}" class="second">${fill(say.undo, { number: String(id) })}</button>
          </form>`
        : undefined
    }
  </section>`
}

const takeFile = (record: DirectoryRecord, session: EditorSession, { words }: EditorVoice): Html =>
  html`<form method="post" action="${PATHS.file(record.service.id)}">
    ${csrfField(session)}${seenFields(record)}
    <button name="answer" value="took-file" class="second">${words.history.take_file}</button>
  </form>`

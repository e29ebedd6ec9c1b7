import { revise } from '../../domain/editing.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord } from '../../ports/records.ts'
import type { Service } from '../../domain/service.ts'
import { mayEdit, type Seen } from './amend.ts'
import { differences } from './differences.ts'
import { editPage, type EditView } from './edit-page.ts'
import { besideInput, judge } from './judge.ts'
import { PATHS } from './layout.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import type { Parts } from './parts.ts'
import { preview } from './preview.ts'
import { formOf, readTyped, type TypedForm } from './read-form.ts'
import { noRecord, notYours, seenFrom } from './record-acts.ts'
import type { Arrived } from './routes.ts'
import type { EditorVoice } from './voice.ts'

/** The form of a record, as it is. */
export function openForm({ id, voice }: Arrived, session: EditorSession, parts: Parts): Answer {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  if (!mayEdit(session.editor, record.area.id)) return notYours(voice, session)
  return editPage({
    record,
    records: parts.records,
    session,
    voice,
    typed: formOf(record.service, parts.names),
    checkedToday: false,
    status: 200,
    faults: [],
    asksToLoseCheck: false,
  })
}

/** A form that was sent: looked at, saved, or shown again with everything that was typed. */
export async function sendForm(
  { id, voice }: Arrived,
  session: EditorSession,
  fields: URLSearchParams,
  parts: Parts,
): Promise<Answer> {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  if (!mayEdit(session.editor, record.area.id)) return notYours(voice, session)
  const seen = await contentSeen(record, seenFrom(fields), parts)
  const form = readTyped(fields, { now: record.service, seen }, parts.today(), parts.names)
  const checkedToday = fields.get('checked') === 'yes'
  const again = (rest: Partial<EditView>): Answer =>
    editPage({
      record,
      records: parts.records,
      session,
      voice,
      typed: form.typed,
      checkedToday,
      status: 422,
      faults: [],
      asksToLoseCheck: false,
      ...rest,
    })
  const { says: say } = voice.words
  if (form.faults.length > 0) return again({ says: say.refused, faults: form.faults })
  if (fields.get('do') === 'preview') return again(previewed(record, form, parts, voice))
  const amended = await parts.amending.amend(id, seenFrom(fields), session.editor, {
    edit: 'edited',
    change: form.change,
    checkedToday,
    mayLoseCheck: fields.get('unchecked') === 'yes',
  })
  switch (amended.result) {
    case 'saved':
      return seeOther(PATHS.record(id))
    case 'proposed':
      return seeOther(PATHS.proposal(amended.version.id))
    case 'refused':
      return again({ says: say.refused, faults: amended.faults })
    case 'unchecked':
      return again({ says: say.loses_check, asksToLoseCheck: true })
    case 'same':
      return again({ status: 200, says: say.nothing })
    case 'stale':
      return again({ status: 409, says: say.stale_form, clash: clash(record, form, parts, voice) })
    case 'not-yours':
      return notYours(voice, session)
    case 'unknown':
      return noRecord(voice, session)
  }
}

/** The content that a form was made from. Where it cannot be found, everything in the form counts as typed. */
async function contentSeen(record: DirectoryRecord, seen: Seen, { edits }: Parts): Promise<Service> {
  const { service } = record
  if (seen.base === (record.version?.id ?? 0) && (seen.base > 0 || seen.file === record.file?.digest))
    return service
  const version = seen.base > 0 ? await edits.version(seen.base) : undefined
  if (version?.service.id === service.id) return version.service
  return (seen.base === 0 ? await edits.fileRecord(service.id, seen.file) : undefined) ?? service
}

/** What is there now beside what was typed, as far as what was typed is a record. */
function clash(
  record: DirectoryRecord,
  { change }: TypedForm,
  parts: Parts,
  voice: EditorVoice,
): NonNullable<EditView['clash']> {
  const revision = revise(record.service, 'edited', change, { today: parts.today(), checkedToday: false })
  return revision.result === 'revised'
    ? differences(record.service, revision.service, voice, parts.names)
    : []
}

function previewed(
  record: DirectoryRecord,
  { change }: TypedForm,
  parts: Parts,
  voice: EditorVoice,
): Partial<EditView> {
  const { refused } = voice.words.says
  const revision = revise(record.service, 'edited', change, { today: parts.today(), checkedToday: false })
  if (revision.result === 'refused') return { says: refused, faults: revision.faults.map(besideInput) }
  const service = revision.result === 'revised' ? revision.service : record.service
  const faults = judge(service, record.area, parts.records)
  return {
    status: 200,
    preview: preview(service, parts.now(), parts.bankHolidays(), voice),
    ...(faults.length > 0 && { says: refused, faults }),
  }
}

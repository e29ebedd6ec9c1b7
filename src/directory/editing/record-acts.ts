import { z } from 'zod'
import type { Change } from '../../domain/editing.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord } from '../../ports/records.ts'
import type { Amended, Amendment, Seen } from './amend.ts'
import { closePage } from './close-page.ts'
import type { Wrong } from './faults.ts'
import { notice, PATHS } from './layout.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import type { Parts } from './parts.ts'
import type { InputFault } from './read-form.ts'
import { recordPage } from './record-page.ts'
import type { Arrived } from './routes.ts'
import type { EditorVoice } from './voice.ts'

const seenSchema = z.object({ base: z.coerce.number().int().min(0), file: z.string().max(64) })

/** What an editor had in front of them, as their form says; a form without it fits nothing. */
export const seenFrom = (fields: URLSearchParams): Seen => {
  const parsed = seenSchema.safeParse({ base: fields.get('base'), file: fields.get('file') ?? '' })
  return parsed.success && fields.has('base') ? parsed.data : { base: -1, file: '' }
}

type Act = (arrived: Arrived, session: EditorSession, fields: URLSearchParams) => Promise<Answer>

/** The page of one record. */
export async function openRecord(
  { id, voice }: Arrived,
  session: EditorSession,
  parts: Parts,
  wrong?: Wrong,
): Promise<Answer> {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  const waiting = (await parts.edits.waiting()).filter(({ service }) => service.id === id)
  return recordPage({
    record,
    records: parts.records,
    waiting,
    session,
    voice,
    now: parts.now(),
    bankHolidays: parts.bankHolidays(),
    ...(wrong && { wrong }),
  })
}

export const noRecord = (voice: EditorVoice, session: EditorSession): Answer =>
  notice(404, voice, voice.words.refusal.no_record, session)

export const notYours = (voice: EditorVoice, session: EditorSession): Answer =>
  notice(403, voice, voice.words.refusal.not_yours, session)

/** The buttons of a record's page. Each says what became of it on the same page. */
export function recordActs(parts: Parts): {
  readonly checked: Act
  readonly waiting: Act
  readonly undo: Act
  readonly file: Act
} {
  const answer = async (arrived: Arrived, session: EditorSession, amended: Amended): Promise<Answer> => {
    const { voice } = arrived
    const { says: say } = voice.words
    const again = (status: number, says: string, faults: readonly InputFault[] = []) =>
      openRecord(arrived, session, parts, { status, says, faults })
    switch (amended.result) {
      case 'saved':
        return seeOther(PATHS.record(arrived.id))
      case 'proposed':
        return seeOther(PATHS.proposal(amended.version.id))
      case 'refused':
        return again(422, say.refused, amended.faults)
      case 'stale':
        return again(409, say.stale)
      case 'same':
        return again(200, say.nothing)
      case 'unchecked':
        return again(422, say.loses_check)
      case 'not-yours':
        return notYours(voice, session)
      case 'unknown':
        return noRecord(voice, session)
    }
  }
  const amend = (change: Change, edit: Amendment['edit']): Amendment => ({
    edit,
    change,
    checkedToday: false,
    mayLoseCheck: false,
  })
  return {
    checked: async (arrived, session, fields) => {
      const amendment = amend({}, 'checked')
      const { amending } = parts
      return answer(
        arrived,
        session,
        await amending.amend(arrived.id, seenFrom(fields), session.editor, amendment),
      )
    },
    waiting: async (arrived, session, fields) => {
      const capacity = capacityFrom(fields, parts.today())
      const amendment = amend({ capacity }, 'capacity')
      const { amending } = parts
      return answer(
        arrived,
        session,
        await amending.amend(arrived.id, seenFrom(fields), session.editor, amendment),
      )
    },
    undo: async (arrived, session, fields) => {
      const version = z.coerce.number().int().min(1).catch(0).parse(fields.get('version'))
      return answer(
        arrived,
        session,
        await parts.amending.undo(arrived.id, seenFrom(fields), session.editor, version),
      )
    },
    file: async (arrived, session, fields) => {
      const parsed = z.enum(['took-file', 'kept-mine']).safeParse(fields.get('answer'))
      const { voice } = arrived
      if (!parsed.success) return notice(400, voice, voice.words.refusal.unreadable, session)
      return answer(
        arrived,
        session,
        await parts.amending.settle(arrived.id, seenFrom(fields), session.editor, parsed.data),
      )
    },
  }
}

/** The waiting time as it was said; what is none is left for the schema to refuse. Weeks go only with waiting. */
function capacityFrom(fields: URLSearchParams, today: string): unknown {
  const state = fields.get('state')
  const weeks = (fields.get('weeks') ?? '').trim()
  return {
    state,
    ...(state === 'waiting' && { wait_weeks: weeks === '' ? undefined : Number(weeks) }),
    as_of: today,
  }
}

/** That a service ended. */
export async function closeRecord(
  { id, voice }: Arrived,
  session: EditorSession,
  fields: URLSearchParams,
  parts: Parts,
): Promise<Answer> {
  const record = parts.records.record(id)
  if (!record) return noRecord(voice, session)
  const successor = (fields.get('successor') ?? '').trim().slice(0, 100)
  const change: Change = {
    status: 'closed',
    show_in_demo: false,
    successor: successor === '' ? undefined : successor,
  }
  const amended = await parts.amending.amend(id, seenFrom(fields), session.editor, {
    edit: 'closed',
    change,
    checkedToday: false,
    mayLoseCheck: false,
  })
  const { says: say } = voice.words
  const again = (record: DirectoryRecord, status: number, says: string, faults: readonly InputFault[]) =>
    closePage(record, parts.records, session, voice, successor, { status, says, faults })
  switch (amended.result) {
    case 'saved':
      return seeOther(PATHS.record(id))
    case 'proposed':
      return seeOther(PATHS.proposal(amended.version.id))
    case 'refused':
      return again(record, 422, say.refused, amended.faults)
    case 'not-yours':
      return notYours(voice, session)
    case 'same':
      return again(record, 200, say.nothing, [])
    default:
      return again(record, 409, say.stale, [])
  }
}

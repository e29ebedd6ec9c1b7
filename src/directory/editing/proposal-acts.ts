import type { Service } from '../../domain/service.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { Version } from '../../ports/edits.ts'
import type { Decided } from './amend.ts'
import { differences } from './differences.ts'
import type { Wrong } from './faults.ts'
import { notice, PATHS } from './layout.ts'
import { seeOther, type Answer } from '../../staff/answer.ts'
import type { Parts } from './parts.ts'
import { preview } from './preview.ts'
import { proposalPage, proposalsPage, type ProposalView } from './proposals-page.ts'
import { notYours } from './record-acts.ts'
import type { Arrived } from './routes.ts'
import type { EditorVoice } from './voice.ts'

export const listProposals = async (
  { voice }: Arrived,
  session: EditorSession,
  { edits }: Parts,
): Promise<Answer> => proposalsPage(await edits.waiting(), session, voice)

/** One proposal, beside the content that it was made from. */
export async function openProposal(
  { id, voice }: Pick<Arrived, 'id' | 'voice'>,
  session: EditorSession,
  parts: Parts,
  rest: Pick<ProposalView, 'wrong' | 'reason'> = {},
): Promise<Answer> {
  const proposal = await parts.edits.version(Number(id))
  if (!proposal) return noProposal(voice, session)
  const before = await madeOf(proposal, parts)
  const editors = await parts.editors.list()
  return proposalPage({
    proposal,
    record: parts.records.record(proposal.service.id),
    changes: before ? differences(before, proposal.service, voice, parts.names) : [],
    proposer: editors.find((editor) => editor.id === proposal.by.id),
    preview: preview(proposal.service, parts.now(), parts.bankHolidays(), voice),
    session,
    voice,
    ...rest,
  })
}

async function madeOf({ base, madeFrom, service }: Version, { edits }: Parts): Promise<Service | undefined> {
  return (await edits.version(base))?.service ?? (await edits.fileRecord(service.id, madeFrom))
}

function noProposal(voice: EditorVoice, session: EditorSession): Answer {
  const { no_proposal, to_proposals } = voice.words.refusal
  return notice(404, voice, no_proposal, session, [PATHS.proposals, to_proposals])
}

const LONGEST_REASON = 500

/** A second editor's word. */
export async function decideProposal(
  { id, voice }: Arrived,
  session: EditorSession,
  fields: URLSearchParams,
  parts: Parts,
): Promise<Answer> {
  const reason = (fields.get('reason') ?? '').trim().slice(0, LONGEST_REASON)
  const word = fields.get('do')
  if (word !== 'approve' && word !== 'refuse')
    return notice(400, voice, voice.words.refusal.unreadable, session)
  const decided = await parts.amending.decide(Number(id), session.editor, {
    approve: word === 'approve',
    reason,
  })
  if (decided.result === 'approved' || decided.result === 'refused')
    return seeOther(decided.result === 'refused' ? PATHS.proposals : PATHS.record(decided.version.service.id))
  if (decided.result === 'unknown') return noProposal(voice, session)
  if (decided.result === 'not-yours') return notYours(voice, session)
  return openProposal({ id, voice }, session, parts, { wrong: wrongOf(decided, voice), reason })
}

function wrongOf(decided: Decided, { words: { decision: say } }: EditorVoice): Wrong {
  switch (decided.result) {
    case 'own':
      return { status: 403, says: say.own, faults: [] }
    case 'stale':
      return { status: 409, says: say.stale, faults: [] }
    case 'faulty':
      return { status: 422, says: say.faulty, faults: decided.faults }
    case 'no-reason':
      return { status: 422, says: say.no_reason, faults: [] }
    default:
      return { status: 409, says: say.decided, faults: [] }
  }
}

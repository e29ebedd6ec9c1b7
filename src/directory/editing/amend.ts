import { guardOf, revise, type Change, type Edit, type Guard } from '../../domain/editing.ts'
import type { Service } from '../../domain/service.ts'
import type { Edits, Version } from '../../ports/edits.ts'
import type { Editors, KnownEditor } from '../../ports/editors.ts'
import type { DirectoryRecord, Records } from '../../ports/records.ts'
import { besideInput, judge } from './judge.ts'
import type { InputFault } from './read-form.ts'

/** What an editor had in front of them: the version that counted (0: the file's record), and the file's digest. */
export interface Seen {
  readonly base: number
  readonly file: string
}

/**
 * What became of an edit. `unchecked`: it would lose its day of checking, and nobody has agreed to that. `stale`:
 * somebody else was faster, and nothing was kept. `not-yours`: this editor has no say in this area.
 */
export type Amended =
  | { readonly result: 'saved' | 'proposed'; readonly version: Version }
  | { readonly result: 'refused'; readonly faults: readonly InputFault[] }
  | { readonly result: 'same' | 'unchecked' | 'stale' | 'not-yours' | 'unknown' }

/** A change of facts, of the waiting time, or that a service ended; or the word that somebody checked it. */
export interface Amendment {
  readonly edit: 'edited' | 'checked' | 'capacity' | 'closed'
  readonly change: Change
  readonly checkedToday: boolean
  /** True: the editor has read that the day of checking goes. */
  readonly mayLoseCheck: boolean
}

export interface AmendParts {
  readonly edits: Edits
  readonly editors: Editors
  readonly records: Records
  readonly now: () => Date
  /** London's day, `YYYY-MM-DD`. */
  readonly today: () => string
}

/** Everything that changes a record. Each is kept before it resolves, and shown to people from then on. */
export interface Amending {
  amend(id: string, seen: Seen, by: KnownEditor, amendment: Amendment): Promise<Amended>
  /** Back to the content of an earlier version of the same record, as a new version. */
  undo(id: string, seen: Seen, by: KnownEditor, version: number): Promise<Amended>
  /** The answer where the file was changed too: its record, or what is here. */
  settle(id: string, seen: Seen, by: KnownEditor, answer: 'took-file' | 'kept-mine'): Promise<Amended>
  /** Another editor's word about a proposal. */
  decide(
    proposal: number,
    by: KnownEditor,
    decision: { readonly approve: boolean; readonly reason: string },
  ): Promise<Decided>
}

export type Decided =
  | { readonly result: 'approved' | 'refused'; readonly version: Version }
  | { readonly result: 'faulty'; readonly faults: readonly InputFault[] }
  | { readonly result: 'own' | 'decided' | 'unknown' | 'stale' | 'not-yours' | 'no-reason' }

/** Whether an editor has a say in an area. */
export const mayEdit = ({ areas }: Pick<KnownEditor, 'areas'>, area: string): boolean =>
  areas === 'all' || areas.includes(area)

/** What an editor would be answering to, were the record saved now. */
export const seenNow = ({ version, file }: DirectoryRecord): Seen => ({
  base: version?.id ?? 0,
  file: file?.digest ?? '',
})

/** Why a record needs two people whatever is changed of its facts. */
export const guardNow = ({ service, area }: DirectoryRecord, records: Records): Guard | undefined =>
  guardOf('edited', [service], area.id, records.areas(), (id) => records.record(id)?.service)

/** A proposal about a record that was changed since: it cannot be approved any more. */
export const isStale = (proposal: Version, record: DirectoryRecord | undefined): boolean =>
  record === undefined ||
  proposal.base !== (record.version?.id ?? 0) ||
  (proposal.base === 0 && proposal.madeFrom !== (record.file?.digest ?? ''))

type Refused = { readonly result: 'unknown' | 'not-yours' | 'stale' }

/** The record that an editor means, when it is still what they saw and theirs to change. */
function found(records: Records, id: string, seen: Seen, by: KnownEditor): DirectoryRecord | Refused {
  const record = records.record(id)
  if (!record) return { result: 'unknown' }
  if (!mayEdit(by, record.area.id)) return { result: 'not-yours' }
  const current = seenNow(record)
  // Over a version the file counts for nothing; without one it is what was read.
  const isSame = current.base === seen.base && (current.base !== 0 || current.file === seen.file)
  return isSame ? record : { result: 'stale' }
}

type Keep = (
  record: DirectoryRecord,
  edit: Edit,
  service: Service,
  by: KnownEditor,
  /** The digest of the file's record that the version answers to. */
  madeFrom?: string,
) => Promise<Amended>

/** Keeps a version, or proposes it where two people decide. */
const keeping =
  ({ edits, editors, records, now }: AmendParts): Keep =>
  async (record, edit, service, by, madeFrom = record.version?.madeFrom ?? record.file?.digest ?? '') => {
    const guard = guardOf(
      edit,
      [record.service, service],
      record.area.id,
      records.areas(),
      (id) => records.record(id)?.service,
    )
    const at = now()
    const kept = await edits.keep({
      service,
      area: record.area.id,
      edit,
      base: record.version?.id ?? 0,
      madeFrom,
      fileRecord: record.file?.digest === madeFrom ? record.file.service : undefined,
      by: { id: by.id, name: by.name },
      at,
      state: guard ? 'proposed' : 'approved',
    })
    if (kept.result === 'stale') return kept
    if (!guard) records.put(kept.version)
    await editors.audit({ at, by, deed: guard ? 'proposed' : 'kept-version', about: service.id })
    return { result: guard ? 'proposed' : 'saved', version: kept.version }
  }

/** Makes everything that changes a record over a store and the records in memory. */
export function amending(parts: AmendParts): Amending {
  const { edits, editors, records, now, today } = parts
  const keep = keeping(parts)
  return {
    async amend(id, seen, by, { edit, change, checkedToday, mayLoseCheck }) {
      const record = found(records, id, seen, by)
      if ('result' in record) return record
      const revision = revise(record.service, edit, change, { today: today(), checkedToday })
      if (revision.result === 'same') return revision
      if (revision.result === 'refused') return { ...revision, faults: revision.faults.map(besideInput) }
      const { service } = revision
      const faults = judge(service, record.area, records)
      if (faults.length > 0) return { result: 'refused', faults }
      if (revision.losesCheck && !mayLoseCheck) return { result: 'unchecked' }
      return keep(record, edit, service, by)
    },

    async undo(id, seen, by, version) {
      const record = found(records, id, seen, by)
      if ('result' in record) return record
      const earlier = await edits.version(version)
      if (!earlier || earlier.service.id !== id || earlier.state !== 'approved') return { result: 'unknown' }
      if (JSON.stringify(earlier.service) === JSON.stringify(record.service)) return { result: 'same' }
      const faults = judge(earlier.service, record.area, records)
      return faults.length > 0 ? { result: 'refused', faults } : keep(record, 'undone', earlier.service, by)
    },

    async settle(id, seen, by, answer) {
      const record = found(records, id, seen, by)
      if ('result' in record) return record
      const { file, service } = record
      if (!file || !record.version) return { result: 'same' }
      if (answer === 'kept-mine') return keep(record, answer, service, by, file.digest)
      const faults = judge(file.service, record.area, records)
      return faults.length > 0
        ? { result: 'refused', faults }
        : keep(record, answer, file.service, by, file.digest)
    },

    async decide(id, by, { approve, reason }) {
      const proposal = await edits.version(id)
      if (!proposal) return { result: 'unknown' }
      const record = records.record(proposal.service.id)
      if (!mayEdit(by, record?.area.id ?? proposal.area)) return { result: 'not-yours' }
      if (!approve && reason === '') return { result: 'no-reason' }
      if (approve) {
        if (!record || (proposal.state === 'proposed' && isStale(proposal, record)))
          return { result: 'stale' }
        // The other records may have changed since it was proposed.
        const faults = judge(proposal.service, record.area, records)
        if (faults.length > 0) return { result: 'faulty', faults }
      }
      const at = now()
      const decided = await edits.decide(id, { approve, by: { id: by.id, name: by.name }, at, reason })
      if (decided.result !== 'kept') return decided
      if (approve) records.put(decided.version)
      const deed = approve ? 'approved' : 'refused'
      await editors.audit({ at, by, deed, about: proposal.service.id })
      return { result: deed, version: decided.version }
    },
  }
}

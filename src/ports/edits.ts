import type { Edit } from '../domain/editing.ts'
import type { Service } from '../domain/service.ts'

/** `proposed`: waits for a second editor. `approved`: it stood, and the newest of these is what people are shown. */
export type VersionState = 'approved' | 'proposed' | 'refused'

/** One whole content of a record that an editor made. Versions are never changed but by a decision, nor deleted. */
export interface Version {
  /** Counts up over all records. */
  readonly id: number
  readonly service: Service
  /** The area whose record it is. */
  readonly area: string
  readonly edit: Edit
  /** The approved version that it was made from; 0: the record of the file. */
  readonly base: number
  /** The digest of the file's record as it was then (`Records`). */
  readonly madeFrom: string
  readonly by: Editor
  readonly at: Date
  readonly state: VersionState
  /** Absent where no second editor was needed, or none has decided yet. */
  readonly decided?: { readonly by: Editor; readonly at: Date; readonly reason: string }
}

/** Somebody who may change records. Ids are the store's own; names are for people. */
export interface Editor {
  readonly id: number
  readonly name: string
}

/** A version that is about to be kept. `fileRecord`: what the file said then, kept once so that history can tell. */
export interface NewVersion {
  readonly service: Service
  readonly area: string
  readonly edit: Edit
  readonly base: number
  readonly madeFrom: string
  readonly fileRecord: Service | undefined
  readonly by: Editor
  readonly at: Date
  readonly state: 'approved' | 'proposed'
}

/**
 * Every version of the directory's records. Each method is durable when it resolves. Nothing is overwritten: who saves
 * names the version that they saw, and is refused when there is a newer one.
 */
export interface Edits {
  /** The newest approved version of each record that was ever edited. */
  current(): Promise<readonly Version[]>
  /** Every version of one record, newest first; all states. */
  history(service: string): Promise<readonly Version[]>
  version(id: number): Promise<Version | undefined>
  /** Proposals that nobody has decided about, oldest first. */
  waiting(): Promise<readonly Version[]>
  /** What the file said when a version was made from it. */
  fileRecord(service: string, digest: string): Promise<Service | undefined>
  /** `stale`: somebody saved a version after `base`, which was not seen; nothing is kept. */
  keep(version: NewVersion): Promise<{ readonly result: 'kept'; readonly version: Version } | Stale>
  /**
   * Approves or refuses a proposal. `own`: whoever proposed cannot decide. `stale`: the record was changed since, so it
   * cannot be approved any more. `decided`: somebody has decided before.
   */
  decide(
    id: number,
    decision: {
      readonly approve: boolean
      readonly by: Editor
      readonly at: Date
      readonly reason: string
    },
  ): Promise<
    | { readonly result: 'kept'; readonly version: Version }
    | { readonly result: 'own' | 'decided' | 'unknown' }
    | Stale
  >
}

interface Stale {
  readonly result: 'stale'
}

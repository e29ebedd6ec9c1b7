import type { Area } from '../domain/area.ts'
import type { Service } from '../domain/service.ts'
import type { Version } from './edits.ts'

/** One record of the directory, shown or not, with where it comes from. */
export interface DirectoryRecord {
  /** The area whose record it is. */
  readonly area: Area
  /** As it counts now: the newest approved version, else the file's. */
  readonly service: Service
  /** The shipped record; absent when it was taken out of its file. */
  readonly file?: { readonly service: Service; readonly digest: string }
  /** The editors' version that stands over the file. */
  readonly version?: Version
  /** True: the file's record was changed after that version was made, so an editor has to choose. */
  readonly fileChanged: boolean
}

/**
 * Every record behind the directory, for those who look after it. Held in memory like the directory itself, and in
 * step with it: what `put` puts here, a conversation finds in its next turn.
 */
export interface Records {
  /** Every area, also one without a record of its own. */
  areas(): readonly Area[]
  all(): readonly DirectoryRecord[]
  record(id: string): DirectoryRecord | undefined
  /** Puts an approved version over its file's record. Older ones than what stands there change nothing. */
  put(version: Version): void
}

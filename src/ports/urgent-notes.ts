import type { Crime } from '../domain/crimes.ts'

/** What cannot wait, from dated and sourced records. */
export interface UrgentNotes {
  /** The notes that fit, most urgent first, three at most; a stale one is not among them. */
  fitting(asked: {
    readonly crimes: readonly Crime[]
    readonly ongoing: string | undefined
    readonly ageBand: string | undefined
    readonly now: Date
  }): readonly string[]
}

import type { RotatingVault } from './vault.ts'

/** One step through the rows of a file. `next` is where the next step begins; absent after the last. */
export interface Rewrapped {
  readonly rewrapped: number
  /** Rows that no key opens: they were altered, or their key is not there. They stay as they are. */
  readonly unreadable: number
  /** Rows that somebody else held for too long. They stay as they are, and are for another time. */
  readonly held?: number
  readonly next?: string
}

/** What is sealed, row by row, for those who change the key. It never gives content. */
export interface SealedRows {
  /** Wraps the next `most` rows by the current key, durably. Idempotent. Last of all comes the row that the key is checked by. */
  rewrap(vault: RotatingVault, after: string | undefined, most: number): Promise<Rewrapped>
}

/** By which key an instance writes, and by which it reads: marks by which keys are told apart, and nothing of them. */
export interface KeyMarks {
  readonly writes: string
  readonly reads: readonly string[]
}

/** Rows of a database that several instances share: each writes there while another looks. */
export interface SharedRows extends SealedRows {
  /** The same step, and nothing is changed: `rewrapped` says how many need it. */
  needing(vault: RotatingVault, after: string | undefined, most: number): Promise<Rewrapped>
  /** Says which keys this instance has. To be said again each minute. */
  note(marks: KeyMarks): Promise<void>
  /** What instances said in the last five minutes, this one too. */
  instances(): Promise<readonly KeyMarks[]>
  /** This instance writes nothing more. */
  leave(): Promise<void>
}

/** A file of the data folder that this process holds alone, for those who look after it. It never gives content. */
export interface KeptFile extends SealedRows {
  /** The first bytes of the next `most` contents that people agreed to send: they tell which key each needs. */
  contents(
    after: string | undefined,
    most: number,
  ): { readonly heads: readonly Uint8Array[]; readonly next?: string }
  /** What became of the row that a content was sealed to: a word, never content. */
  fateOf(bound: string): string
  /** Writes a copy, as of one moment, while others go on. The file must not exist. */
  copyTo(file: string): Promise<void>
  /** Lets nothing of the past stay in the log. */
  emptyLog(): void
}

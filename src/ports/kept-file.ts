import type { RotatingVault } from './vault.ts'

/** One step through the rows of a file. `next` is where the next step begins; absent after the last. */
export interface Rewrapped {
  readonly rewrapped: number
  /** Rows that no key opens: they were altered. They stay as they are. */
  readonly unreadable: number
  readonly next?: string
}

/** What is sealed, row by row, for those who change the key. It never gives content. */
export interface SealedRows {
  /** Wraps the next `most` rows by the current key, durably. Idempotent. Last of all comes the row that the key is checked by. */
  rewrap(vault: RotatingVault, after: string | undefined, most: number): Promise<Rewrapped>
}

/** Rows of a database that several instances share: each writes there while another looks. */
export interface SharedRows extends SealedRows {
  /** The same step, and nothing is changed: `rewrapped` says how many need it. */
  needing(vault: RotatingVault, after: string | undefined, most: number): Promise<Rewrapped>
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

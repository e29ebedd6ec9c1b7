import type { RotatingVault } from './vault.ts'

/** One step through the rows of a file. `next` is where the next step begins; absent after the last. */
export interface Rewrapped {
  readonly rewrapped: number
  /** Rows that no key opens: they were altered. They stay as they are. */
  readonly unreadable: number
  readonly next?: string
}

/** A file of the data folder that this process holds alone, for those who look after it. It never gives content. */
export interface KeptFile {
  /** Wraps the next `most` rows by the current key, in one commit. Idempotent. */
  rewrap(vault: RotatingVault, after: string | undefined, most: number): Promise<Rewrapped>
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

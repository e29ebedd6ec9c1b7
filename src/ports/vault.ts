/**
 * Encrypts what is kept. AES-256-GCM with a data key per record, wrapped by `HAVEN_KEY`; `bound` is the row's
 * identity (table and key), so that a sealed record moved to another row does not open.
 */
export interface Vault {
  seal(plain: Uint8Array, bound: string): Uint8Array
  /** Throws when the record was altered, moved, or sealed with another key. */
  open(sealed: Uint8Array, bound: string): Uint8Array
  /** A keyed digest, for looking a row up without keeping what it is looked up by. Hex. */
  digest(value: string, purpose: string): string
}

/** A vault that seals with one key while records of older keys still open. */
export interface RotatingVault extends Vault {
  /**
   * The same record, its data key wrapped by the current key; the content is not touched. `undefined`: it is so
   * already. Throws as `open` does.
   */
  rewrap(sealed: Uint8Array, bound: string): Uint8Array | undefined
}

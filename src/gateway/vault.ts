/** What the gateway needs of a vault; it is injected, so that the gateway keeps no key of its own. */
export interface Vault {
  /** Seals bytes to a row: `bound` names its table and key. */
  seal(plain: Uint8Array, bound: string): Uint8Array
  /** Throws when the record was altered, moved to another row, or sealed with another key. */
  open(sealed: Uint8Array, bound: string): Uint8Array
  /** A keyed digest, hex. */
  digest(value: string, purpose: string): string
}

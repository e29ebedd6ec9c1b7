/** Chance, from outside, so that tests can hold it still. */
export interface Secrets {
  /**
   * A reference that can be spoken in this language: a common word and three digits, for example `LARK-472`. Not secret.
   */
  reference(language: string): string
  /** Three random common words: the secret that we offer. At least 29 bits; guessing is slowed to five an hour. */
  words(language: string): readonly string[]
}

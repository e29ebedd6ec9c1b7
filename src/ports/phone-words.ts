/**
 * Ties a word that somebody chose to the phone that they chose it on, by a key of this installation: the word alone opens
 * nothing, and neither does the phone.
 */
export interface PhoneWords {
  /**
   * What stands for the word from then on: always the same, long, and nothing can be read from it. `phone`: what its
   * conversation is known by. Capitals, signs and spaces at the ends do not count.
   */
  secretOf(phone: string, word: string): string
}

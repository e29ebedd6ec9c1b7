/** Values for the placeholders of a text. */
export type Params = Readonly<Record<string, string | number>>

/**
 * Every word that a person reads, by key: `flow:step.ask`. `variants` are suffixes, the most telling first; a text
 * without a variant is used as it stands (`ask_other`, `say_sample`, `ask_sms`).
 */
export interface Words {
  /** The languages whose words are whole: those that a conversation can be in. */
  readonly languages: readonly string[]
  /** The languages in which the emergency card is written, whole or not. */
  readonly cards: readonly string[]
  /** The text, or undefined when there is none under this key. */
  text(language: string, key: string, params?: Params, variants?: readonly string[]): string | undefined
  /** A text of several paragraphs; empty when there is none. */
  paragraphs(language: string, key: string, params?: Params, variants?: readonly string[]): readonly string[]
  /** What people type, for hearing: whole messages that mean an everywhere word, in one language or in all at once. */
  everywhere(language?: string): Readonly<Record<string, readonly string[]>>
  /** Other names of an option id in this language, for example "yeah" for `yes`. */
  synonyms(language: string, option: string): readonly string[]
  /** What a language calls itself. */
  ownName(language: string): string
  /** Whether a professional has read the words of a language and signed them off. */
  isSignedOff(language: string): boolean
  /** Each language's names, by its code. */
  languageNames(): Readonly<Record<string, readonly string[]>>
}

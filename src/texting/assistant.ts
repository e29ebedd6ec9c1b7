import type { DangerKind } from '../domain/danger.ts'
import type { Phone } from '../ports/text-queue.ts'

/** What somebody said by text. `again`: they want to see where they are. */
export type SaidByText = { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'again' }

/** A sentence that stands outside a conversation, with whom to ring. */
export type CalmText = 'fault' | 'not-kept' | 'too-fast' | 'sms.foreign' | 'sms.media' | 'sms.letters'

/** What answers texts: the same conversation as on every channel, in texts that are short enough already. */
export interface TextAssistant {
  /** The version of the phone's conversation, and its language; 0 and the first language where there is none. */
  standing(phone: Phone): Promise<{ readonly version: number; readonly language: string }>
  /**
   * Answers. Something said on an older `version` is not taken: it shows where the person now is. Rejects with
   * `CannotKeep` or `Busy` for weather, and otherwise for a bug.
   */
  answer(phone: Phone, said: SaidByText, version: number): Promise<readonly string[]>
  /** Forgets the phone's conversation where this is the word for that, without asking first: no answer may be sent. */
  forgetIfAsked(phone: Phone, text: string): Promise<void>
  /** The kinds of danger that are heard in a text at once; nothing where none is. */
  danger(text: string): readonly DangerKind[] | undefined
  /** The one text after which there are no more, with whom to ring where danger was heard. */
  lastText(language: string, danger: readonly DangerKind[] | undefined): string
  calm(text: CalmText, language: string): readonly string[]
  /** Whom to ring, for when nothing else can be done. */
  emergency(language: string, danger: readonly DangerKind[]): readonly string[]
}

import type { HeardDanger } from '../domain/danger.ts'
import type { PressedWord, StepKey } from './flow.ts'
import type { Found } from './place.ts'

/**
 * What the shell made of one message. A button carries option ids; typed words carry text, so nobody can type an id.
 * `danger` was heard before anything else, whatever the message also is.
 */
export type Heard =
  | { readonly kind: 'begin' }
  | { readonly kind: 'chosen'; readonly options: readonly string[]; readonly danger?: HeardDanger }
  | { readonly kind: 'typed'; readonly text: string; readonly danger?: HeardDanger }
  | {
      readonly kind: 'everywhere'
      readonly word: PressedWord
      readonly danger?: HeardDanger
    }
  | { readonly kind: 'danger'; readonly danger: HeardDanger }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'change'; readonly at: StepKey }
  | { readonly kind: 'outcome'; readonly outcome: string; readonly found?: Found }

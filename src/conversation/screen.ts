import type { StepKey } from '../engine/flow.ts'

/** What a screen is made of, in words already, with no trace of any channel. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Something that must not be missed. */
  | { readonly kind: 'notice'; readonly text: string }
  /** A number alone on its line. `dial` is what a link rings; absent when ringing is not the way. */
  | {
      readonly kind: 'line'
      readonly name: string
      readonly number?: string
      readonly dial?: string
      readonly web?: string
      readonly about?: string
      readonly hours?: string
    }
  | {
      readonly kind: 'service'
      readonly name: string
      readonly about?: string
      readonly why: string
      readonly before: readonly string[]
      readonly hours: string
      readonly lines: readonly { readonly number: string; readonly dial: string; readonly label?: string }[]
      readonly text?: string
      readonly web?: string
      readonly first: boolean
    }
  /** A line of the review; `change` is the step that asked for it, `unsent` one that is there only to be changed. */
  | {
      readonly kind: 'row'
      readonly label: string
      readonly value: string
      readonly change?: StepKey
      readonly unsent?: true
    }
  /** What may be opened by those who want it; never anything that must be seen. */
  | { readonly kind: 'more'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** A reference and a secret, to be read slowly. */
  | { readonly kind: 'keep'; readonly label: string; readonly value: string }

export interface Choice {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

/** The one question on the screen. Items come before options, and numbers count both from 1. */
export interface Question {
  readonly at: StepKey
  readonly kind: 'choice' | 'choices' | 'pick' | 'text'
  readonly heading: string
  readonly hint: readonly string[]
  readonly items: readonly Choice[]
  readonly options: readonly Choice[]
  readonly many: boolean
  readonly text?: {
    readonly longest: number
    readonly lines: number
    readonly kind: 'text' | 'tel' | 'email'
  }
  /** The answer given before, while it is being changed. */
  readonly earlier?: string | readonly string[]
}

/** Something said, with its language where that is not the screen's: then it is an offer, and nothing is wrong. */
export interface Said {
  readonly text: string
  readonly language?: string
}

/** Another language that the conversation can be in, under its own name. */
export interface OtherLanguage {
  readonly id: string
  readonly name: string
  /** The offer in that language, for channels without buttons; only on the first screen. */
  readonly offer?: string
}

/** One screen: what was said, what is asked, and what must stand on every screen. */
export interface Screen {
  readonly language: string
  /** The language of what is said and asked, where that is not the screen's: an emergency card in the person's own. */
  readonly speaks?: string
  readonly at: StepKey
  /** Said on every screen of a demonstration. */
  readonly banner?: string
  readonly notes: readonly Said[]
  readonly says: readonly Block[]
  readonly question?: Question
  readonly canGoBack: boolean
  readonly languages: readonly OtherLanguage[]
  readonly over: boolean
  /** Where leaving takes the person. */
  readonly exit: string
}

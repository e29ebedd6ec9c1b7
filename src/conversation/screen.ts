import type { Layout } from '../domain/layout.ts'
import type { StepKey } from '../engine/flow.ts'

/**
 * What a screen is made of, in words already, with no trace of any channel. `extra`: where a screen comes in parts it
 * waits for whoever asks for more, unless there is room for it beside the question.
 */
export type Block = Shape & { readonly extra?: true }

type Shape =
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
      /** The language of `about`, where it is not the screen's. */
      readonly aboutIn?: string
      readonly why: string
      readonly before: readonly string[]
      readonly hours: string
      readonly lines: readonly { readonly number: string; readonly dial: string; readonly label?: string }[]
      readonly text?: string
      readonly web?: string
      /** Where it meets people. */
      readonly address?: string
      readonly marks?: string
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

/** What was asked on the way here; `answered` where that may be said again. */
export interface LogEntry {
  readonly at: StepKey
  readonly asked: string
  readonly answered?: string
}

/** What was asked and answered so far. `isHeldBack`: none of it is shown, since somebody else may see the screen. */
export interface Log {
  readonly entries: readonly LogEntry[]
  readonly isHeldBack: boolean
}

/** One screen: what was said, what is asked, and what must stand on every screen. */
export interface Screen {
  readonly language: string
  /** The language of what is said and asked, where that is not the screen's: an emergency card in the person's own. */
  readonly speaks?: string
  readonly at: StepKey
  /** The area that the conversation is with; `national` while no place is known. */
  readonly area: string
  /** Said on every screen of a demonstration. */
  readonly banner?: string
  readonly notes: readonly Said[]
  readonly says: readonly Block[]
  readonly question?: Question
  /** They have answered a few questions already, so how to answer need not be said. */
  readonly isPractised?: true
  /** An answer was not taken, and this is asked once more. */
  readonly isRefused?: true
  readonly canGoBack: boolean
  /** There are answers to be changed. */
  readonly canChange?: true
  /** About how many questions there still are, in words; where it helps to know. */
  readonly remaining?: string
  /** After how many minutes without an answer this is forgotten, on a channel that says so. */
  readonly idleMinutes?: number
  readonly languages: readonly OtherLanguage[]
  /** How the page shows this, and how else it could. Only on the page. */
  readonly layout?: Layout
  readonly otherLayout?: Layout
  /** What was said before, in the layout that shows it. */
  readonly log?: Log
  readonly over: boolean
  /** Where leaving takes the person. */
  readonly exit: string
}

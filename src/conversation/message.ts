import type { Action, ActionPorts } from '../actions/action.ts'
import type { Channel } from '../domain/channel.ts'
import type { Layout } from '../domain/layout.ts'
import type { PhoneWords } from '../ports/phone-words.ts'
import type { Trace } from '../ports/trace.ts'
import type { PressedWord } from '../engine/flow.ts'
import type { Turns } from '../ports/turns.ts'
import type { Stage } from './scene.ts'
import type { Screen } from './screen.ts'

/** One message, as a channel understood it. */
export interface Message {
  /** What the channel knows the person by; kept only as a keyed digest. */
  readonly conversation: string
  readonly channel: Channel
  readonly language?: string
  /** Whom tries at codes are counted for, besides the conversation, where the channel knows it. Never kept as it is. */
  readonly caller?: string
  /** The version of the screen that was answered, if the channel knows it: an answer to an older one is not taken. */
  readonly version?: number
  readonly said:
    | { readonly kind: 'open' }
    | { readonly kind: 'chosen'; readonly options: readonly string[] }
    | { readonly kind: 'typed'; readonly text: string }
    | { readonly kind: 'everywhere'; readonly word: PressedWord }
    | { readonly kind: 'change'; readonly at: string }
    /** Another language was pressed. */
    | { readonly kind: 'language'; readonly language: string }
    /** The page is to show itself like this from now on. It answers nothing. */
    | { readonly kind: 'layout'; readonly layout: Layout }
  /** What stood in the box when something else was pressed. It is no answer; danger in it is heard all the same. */
  readonly unsent?: string
}

/** What the person sees next. `forgotten`: nothing of the conversation is left. */
export interface Reply {
  readonly screen: Screen
  readonly version: number
  readonly forgotten: boolean
  /** How often the rest was asked for, on a channel that shows a screen in parts. */
  readonly part?: number
  /** A hidden word was said: the page shows nothing of ours any more, and leaves. */
  readonly hidden?: true | undefined
}

/** Everything a conversation runs on. */
export interface Setting extends Stage, ActionPorts {
  readonly actions: Readonly<Record<string, Action>>
  readonly turns: Turns
  readonly trace: Trace
  readonly phoneWords: PhoneWords
  /** The edition of dialogs and words together. */
  readonly wording: string
}

import type { Action, ActionPorts } from '../actions/action.ts'
import type { Channel } from '../domain/channel.ts'
import type { Conversations } from '../ports/conversations.ts'
import type { Trace } from '../ports/trace.ts'
import type { Stage } from './scene.ts'
import type { Screen } from './screen.ts'

/** One message, as a channel understood it. */
export interface Message {
  /** What the channel knows the person by; kept only as a keyed digest. */
  readonly conversation: string
  readonly channel: Channel
  readonly language?: string
  /** The version of the screen that was answered, if the channel knows it: an answer to an older one is not taken. */
  readonly version?: number
  readonly said:
    | { readonly kind: 'open' }
    | { readonly kind: 'chosen'; readonly options: readonly string[] }
    | { readonly kind: 'typed'; readonly text: string }
    | { readonly kind: 'everywhere'; readonly word: 'leave' | 'start-again' | 'help' | 'back' | 'language' }
    | { readonly kind: 'change'; readonly at: string }
    /** Another language was pressed. */
    | { readonly kind: 'language'; readonly language: string }
}

/** What the person sees next. `forgotten`: nothing of the conversation is left. */
export interface Reply {
  readonly screen: Screen
  readonly version: number
  readonly forgotten: boolean
}

/** Everything a conversation runs on. */
export interface Setting extends Stage, ActionPorts {
  readonly actions: Readonly<Record<string, Action>>
  readonly conversations: Conversations
  readonly trace: Trace
  /** The edition of dialogs and words together. */
  readonly wording: string
}

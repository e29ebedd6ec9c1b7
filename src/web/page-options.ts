import type { IncomingMessage } from 'node:http'
import type { Message, Reply } from '../conversation/converse.ts'
import type { Screen } from '../conversation/screen.ts'
import type { Note } from '../conversation/take-note.ts'
import type { Area } from '../domain/area.ts'
import type { Line } from './document.ts'
import type { PaintedLook } from './look.ts'
import type { Idling } from './staying.ts'

/** What the page needs from the rest: the conversation, the first screen, and its own few words. */
export interface PageOptions {
  readonly converse: (message: Message) => Promise<Reply>
  readonly openingScreen: (language?: string) => Screen
  /** Opens the note of a conversation, once; nothing when there is none to open. */
  readonly takeNote: (conversation: string) => Promise<Note | undefined>
  /** How long somebody may be away, and what becomes of what they said then. */
  readonly idling: Idling
  /** Who calls, so that tries at codes are counted; an address, never kept as it is. */
  readonly callerOf?: (req: IncomingMessage) => string
  readonly text: (language: string, key: string, params?: Readonly<Record<string, string>>) => string
  /** Whom to tell when the page is hard to use. */
  readonly accessibility?: Area['accessibility'] | undefined
  /** The page's own origin, when it is known: only it may post here. */
  readonly publicUrl: () => string
  readonly fault: (where: string, name: string) => void
  /** The look of the area that a conversation is with; the page's own where there is none. */
  readonly looks?: (area: string) => PaintedLook | undefined
  /** The sites whose pages may show ours in a frame. */
  readonly framedBy?: readonly string[]
  /** Words that leave when one of them is all that was written. */
  readonly hiddenWords: readonly string[]
  /** Who can be rung, besides 999, when nothing of ours works. Needs no store. */
  readonly lines?: () => readonly Line[]
}

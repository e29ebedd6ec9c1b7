/** Who speaks: the one person of one conversation. */
export interface Who {
  /** The id of their conversation, which only they and their client know. */
  readonly conversation: string
  /** What their client said of its language (BCP 47). */
  readonly locale?: string | undefined
}

/** What a client posted, read and bounded already (`shapes.ts`). */
export interface Posted {
  readonly text?: string | undefined
  /** What a button of ours carried. */
  readonly value?: unknown
}

/** What is shown next, as activities. `isOver`: nothing of the conversation is left. */
export interface Shown {
  readonly activities: readonly object[]
  readonly isOver: boolean
}

/** The conversation behind Direct Line. When something breaks the person is answered calmly: only `isKept` rejects. */
export interface Talk {
  /** The screen where they stand; the first one for somebody new. May be repeated. */
  open(who: Who): Promise<Shown>
  answer(who: Who, posted: Posted): Promise<Shown>
  /** Leaves nothing. May be repeated. */
  forget(who: Who): Promise<void>
  /** Whether a place is kept for them. */
  isKept(who: Who): Promise<boolean>
}

import type { Editor } from './edits.ts'

/** Somebody who may change records, as the page of editors shows them. */
export interface KnownEditor extends Editor {
  /** Areas by id; `all` for every one. */
  readonly areas: readonly string[] | 'all'
  /** Whoever let them in; absent: whoever runs the program. */
  readonly invitedBy?: Editor
  readonly invitedAt: Date
  /** Since when they have a key of their own; absent: their link was not used yet. */
  readonly since?: Date
  readonly endedAt?: Date
}

/** Someone who is signed in. `csrf` goes into every form. */
export interface EditorSession {
  readonly editor: KnownEditor
  readonly csrf: string
}

/** What the audit log can say; beside it stand an editor's id and a record's id, and never what was written. */
export const EDITOR_DEEDS = [
  'invited',
  'took-up-key',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'ended-access',
  'kept-version',
  'proposed',
  'approved',
  'refused',
] as const
export type EditorDeed = (typeof EDITOR_DEEDS)[number]

/** One line of the audit log, newest first where they are listed. */
export interface Audited {
  readonly at: Date
  /** Absent: nobody who was signed in. */
  readonly by?: Editor
  readonly deed: EditorDeed
  /** The record, or the other editor, that it was about. */
  readonly about?: string
}

/**
 * Who may change records, and who is signed in. Links and keys are kept only as keyed digests: whoever reads the store
 * cannot sign in with it. Every method is durable when it resolves.
 */
export interface Editors {
  /**
   * Lets somebody in by name. The link's secret is returned once; it works once, within seven days, and an earlier link
   * of theirs stops working. `taken`: somebody of this name has a key already, and a second link would let whoever holds
   * it act as them; only with `mayRenew` they get one all the same.
   */
  invite(who: {
    readonly name: string
    readonly areas: readonly string[] | 'all'
    readonly by: Editor | undefined
    readonly at: Date
    readonly mayRenew?: boolean
  }): Promise<
    | { readonly result: 'invited'; readonly editor: KnownEditor; readonly secret: string }
    | { readonly result: 'taken' }
  >
  /** Whom a link is for, without using it up. */
  invited(secret: string, now: Date): Promise<KnownEditor | undefined>
  /** Uses a link up: their personal key, told once, and a session. An earlier key of theirs stops working. */
  takeUp(
    secret: string,
    now: Date,
  ): Promise<{ readonly key: string; readonly token: string; readonly editor: KnownEditor } | undefined>
  /** The token of a new session, for a cookie; `undefined`: that key opens nothing. Spaces and case do not count. */
  signIn(
    key: string,
    now: Date,
  ): Promise<{ readonly token: string; readonly editor: KnownEditor } | undefined>
  session(token: string, now: Date): Promise<EditorSession | undefined>
  signOut(token: string): Promise<void>
  /** Everybody, those whose access has ended too, by name. */
  list(): Promise<readonly KnownEditor[]>
  /** Ends somebody's access, their sessions and an unused link at once. May be repeated. */
  end(id: number, now: Date): Promise<void>
  audit(entry: {
    readonly at: Date
    readonly by?: Editor | undefined
    readonly deed: EditorDeed
    readonly about?: string | undefined
  }): Promise<void>
  /** The last so many lines of the audit log. */
  audited(limit: number): Promise<readonly Audited[]>
}

import type { Action } from './action.ts'

/** Whoever asked for it is at the page: later somebody else may be. Milliseconds. */
const OPEN_FOR_MS = 5 * 60 * 1000

/** What `make-note` found, and nothing once the note was opened. */
export interface MadeNote {
  /** Until when it can be opened, ISO 8601. */
  readonly until: string
}

/** Lets the note be opened, once and for a few minutes. What stands on it is drawn when it is. */
export const makeNote: Action = {
  name: 'make-note',
  outcomes: ['ready'],
  run(_asking, { clock }) {
    const note: MadeNote = { until: new Date(clock.now().getTime() + OPEN_FOR_MS).toISOString() }
    return { outcome: 'ready', found: { note } }
  },
}

import { existsSync } from 'node:fs'
import { backup } from 'node:sqlite'
import type { Edits, Version } from '../../ports/edits.ts'
import type { Editors } from '../../ports/editors.ts'
import type { Vault } from '../../ports/vault.ts'
import { openDatabase, openToRead } from './database.ts'
import { currentIn, editsIn } from './edits.ts'
import { editorsIn } from './editors.ts'
import { forgetIn } from './retention.ts'

/** What the directory's editors keep: versions of records, who they are, who is signed in, and what was done. */
export interface EditsStore {
  readonly edits: Edits
  readonly editors: Editors
  /** Ends sessions that are over at `now`, and forgets what was done before `audit`. Versions are history and stay. */
  forget(now: Date, audit: Date): void
  /** Writes a copy, as of one moment, to a file that must not exist. */
  copyTo(file: string): Promise<void>
  /** Lets go of the file. May be repeated. */
  close(): void
}

/**
 * Opens the editors' file, made if it is not there; one process has it at a time. Throws, with a sentence for whoever
 * runs it, when another process has it, when it is damaged or when a newer Haven wrote it.
 */
export function openEdits({ file, vault }: { readonly file: string; readonly vault: Vault }): EditsStore {
  const db = openDatabase(file)
  return {
    edits: editsIn(db),
    editors: editorsIn(db, vault),
    forget: (now, audit) => forgetIn(db, now, audit),
    copyTo: async (to) => void (await backup(db, to)),
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

/**
 * The versions that count, for a program that runs beside no Haven (an export); none where nobody ever edited. Throws
 * as `openEdits` does: a running Haven holds its file alone.
 */
export async function approvedIn(file: string): Promise<readonly Version[]> {
  if (!existsSync(file)) return []
  const db = openToRead(file)
  try {
    return currentIn(db)
  } finally {
    db.close()
  }
}

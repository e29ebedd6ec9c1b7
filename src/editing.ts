import { join } from 'node:path'
import { openEdits, type EditsStore } from './adapters/edits-sqlite/index.ts'
import { ROOT } from './content.ts'
import type { Content } from './content.ts'
import type { CouncilNames } from './directory/csv/places.ts'
import { createEditing, type Editing } from './directory/editing/create-editing.ts'
import { readEditorWords } from './directory/editing/editor-words.ts'
import type { Clock } from './ports/clock.ts'
import type { Geography } from './ports/geography.ts'
import type { Vault } from './ports/vault.ts'

/** The directory's editors, opened and not yet begun. */
export interface OpenedEditing {
  /**
   * Puts what editors changed over the files; before it resolves nothing may be answered. The pages, where there is
   * anybody to use them: in production only when somebody was let in, in development always.
   */
  begin(): Promise<Pick<Editing, 'handle'> | undefined>
  /** Its file, for those who look after it. */
  readonly file: Pick<EditsStore, 'forget' | 'copyTo'>
  close(): void
}

/** Whom a developer is, who has not said it. */
const NOBODY_IN_PARTICULAR = 'First editor'

/** Opens `directory.db`. Throws, with a sentence for whoever runs it, when that cannot be done. */
export function openEditing(wiring: {
  readonly content: Content
  readonly dataFolder: string
  readonly vault: Vault
  readonly clock: Clock
  readonly production: boolean
  readonly publicUrl: string
  /** The name of somebody to let in (`HAVEN_EDITOR_INVITE`). */
  readonly invite: string | undefined
  readonly print: (line: string) => void
}): OpenedEditing {
  const { content, clock, production, invite, print, publicUrl } = wiring
  const store = openEdits({ file: join(wiring.dataFolder, 'directory.db'), vault: wiring.vault })
  const editing = createEditing({
    edits: store.edits,
    editors: store.editors,
    records: content.records,
    bankHolidays: () => content.directory.bankHolidays(),
    councils: councilNames(content.geography),
    words: readEditorWords(join(ROOT, 'locales')),
    now: () => clock.now(),
    print,
    publicUrl,
  })
  return {
    async begin() {
      await editing.begin()
      const name = invite ?? (production ? undefined : NOBODY_IN_PARTICULAR)
      if (name !== undefined) await editing.inviteFromOutside(name, invite === undefined)
      return (await editing.hasEditors()) ? editing : undefined
    },
    file: store,
    close: () => store.close(),
  }
}

/** Councils by the names that people type, as far as a name is one of a council and of nothing else. */
const councilNames = (geography: Geography): CouncilNames => ({
  nameOf: (code) => geography.council(code)?.name.en,
  codesOf(name) {
    const found = geography.find(name)
    const places = found.result === 'one' ? [found.place] : found.result === 'several' ? found.places : []
    const typed = name.trim().toLowerCase()
    return [...new Set(places.map(({ council }) => council))].filter((code) => {
      const known = geography.council(code)?.name
      return [known?.en, known?.cy].some((one) => one?.toLowerCase() === typed)
    })
  },
})

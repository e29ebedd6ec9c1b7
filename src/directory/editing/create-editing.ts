import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BankHolidays } from '../../domain/hours.ts'
import { inLondon } from '../../domain/london-time.ts'
import type { Edits } from '../../ports/edits.ts'
import type { Editors } from '../../ports/editors.ts'
import type { Records } from '../../ports/records.ts'
import type { CouncilNames } from '../csv/places.ts'
import { send, type Answer } from '../../staff/answer.ts'
import { amending } from './amend.ts'
import type { EditorLanguages } from './editor-words.ts'
import { notice } from './layout.ts'
import { editingRoutes } from './pages.ts'
import { patience } from './patience.ts'
import { ROOT_PATH } from './root-path.ts'
import { findRoute, type Route } from './routes.ts'
import { linkOf } from './sign-in.ts'
import { editorVoices, type EditorVoice, type EditorVoices } from './voice.ts'

export interface EditingOptions {
  readonly edits: Edits
  readonly editors: Editors
  readonly records: Records
  readonly bankHolidays: () => BankHolidays
  /** Councils by name; without it editors read and write codes. */
  readonly councils?: CouncilNames
  /** What the pages say, by language. English must be there. */
  readonly words: EditorLanguages
  readonly now: () => Date
  /** Takes one line for whoever runs the program: a link, or the class of a fault. Never content. */
  readonly print: (line: string) => void
  /** Where the pages are reached, for links and for the cookie. */
  readonly publicUrl: string
  /** For tests: how a slowed try waits, in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** The pages on which an area's people look after their records: everything under `/directory/edit`. */
export interface Editing {
  /**
   * Puts the editors' versions over the files. Before it resolves nothing may be answered from the directory. Rejects,
   * naming the record, when a version cannot be read.
   */
  begin(): Promise<void>
  /** Whether anybody was ever let in: without that there is nobody to answer. */
  hasEditors(): Promise<boolean>
  /** Prints a one-time link for somebody, from whoever runs the program. `mayRenew`: also for one who has a key. */
  inviteFromOutside(name: string, mayRenew: boolean): Promise<void>
  /** Answers one request. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
}

/** Makes the pages over a store and the records that they change. Throws without English words. */
export function createEditing(options: EditingOptions): Editing {
  const { edits, editors, records, now, print, publicUrl } = options
  const today = (): string => inLondon(now()).date
  const voices = editorVoices(options.words)
  const routes = editingRoutes({
    edits,
    editors,
    records,
    amending: amending({ edits, editors, records, now, today }),
    patience: patience(
      now,
      options.wait ?? ((milliseconds) => sleep(milliseconds, undefined, { ref: false })),
    ),
    voices,
    bankHolidays: options.bankHolidays,
    names: options.councils,
    now,
    today,
    publicUrl,
  })
  return {
    async begin() {
      for (const version of await edits.current()) records.put(version)
    },
    hasEditors: async () => (await editors.list()).length > 0,
    async inviteFromOutside(name, mayRenew) {
      const wasHere = (await editors.list()).some((one) => one.name === name && (one.since || one.endedAt))
      const invited =
        wasHere && !mayRenew
          ? undefined
          : await editors.invite({ name, areas: 'all', by: undefined, at: now(), mayRenew })
      if (invited?.result !== 'invited')
        return print(
          'Directory editors: whoever HAVEN_EDITOR_INVITE names had a key before, so no link is made. Take the setting out, or write another name.',
        )
      await editors.audit({ at: now(), deed: 'invited', about: name })
      print(`Directory editors. This link lets ${name} in, once: ${linkOf(invited.secret, publicUrl)}`)
    },
    handle: (req, res) => handle(req, res, { routes, voices, print }),
  }
}

interface Answering {
  readonly routes: readonly Route[]
  readonly voices: EditorVoices
  readonly print: EditingOptions['print']
}

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  { routes, voices, print }: Answering,
): Promise<void> {
  const url = addressOf(req)
  const voice = voices.of(req, url)
  try {
    const answer = await answerTo(req, url, routes, voice)
    if (answer && !res.headersSent && !res.destroyed) send(res, answer)
  } catch (fault) {
    // Only the class: a message could hold what somebody wrote.
    print(`The directory's pages could not answer: ${fault instanceof Error ? fault.name : 'unknown'}`)
    if (!res.headersSent) send(res, notice(500, voice, voice.words.refusal.fault))
  }
}

const OURS = 'http://directory.invalid'

/** The path and query of a request; the host in it is not believed, so it is not read. */
function addressOf({ url: path = '' }: IncomingMessage): URL {
  const url = path.startsWith(ROOT_PATH) ? URL.parse(OURS + path) : undefined
  return url ?? new URL(OURS)
}

async function answerTo(
  req: IncomingMessage,
  url: URL,
  routes: readonly Route[],
  voice: EditorVoice,
): Promise<Answer | undefined> {
  const found = findRoute(routes, req.method ?? '', url.pathname)
  const { refusal } = voice.words
  if (found.result === 'found') return found.handler({ req, url, id: found.id, voice })
  if (found.result === 'no-such-path') return notice(404, voice, refusal.no_page)
  const answer = notice(405, voice, refusal.not_here)
  return { ...answer, headers: { ...answer.headers, allow: found.allow } }
}

import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ACTIONS } from './actions/all.ts'
import { pacing } from './actions/pace.ts'
import { alarms } from './adapters/alarms-webhook/index.ts'
import type { AlarmHook } from './adapters/alarms-webhook/index.ts'
import { systemClock } from './adapters/clock-system/index.ts'
import type { StatusReceiver } from './adapters/gateway-http/status-receiver.ts'
import { postcodesIo } from './adapters/geography-postcodes-io/index.ts'
import { randomSecrets } from './adapters/secrets-random/index.ts'
import { openPostgresStore } from './adapters/store-postgres/index.ts'
import { openStore } from './adapters/store-sqlite/index.ts'
import { countingTrace } from './adapters/trace-counters/index.ts'
import type { Counters } from './adapters/trace-counters/index.ts'
import { maskingFromFile } from './adapters/masking-local/index.ts'
import { cluUnderstanding } from './adapters/understanding-clu/index.ts'
import { trainedUnderstanding } from './adapters/understanding-local/index.ts'
import { loadWords } from './adapters/understanding-local/load.ts'
import { recogniserInThread } from './adapters/understanding-local/recogniser/in-thread.ts'
import { modelFile } from './adapters/understanding-local/recogniser/load.ts'
import { urgentNotes } from './adapters/urgent-files/index.ts'
import { loadKeys, openKeys, phoneWords } from './adapters/vault-local/index.ts'
import type { Clu } from './config.ts'
import { ROOT } from './content.ts'
import type { Content } from './content.ts'
import type { Setting } from './conversation/converse.ts'
import { openEditing, type OpenedEditing } from './editing.ts'
import type { GatewayAccess } from './gateway-access.ts'
import { createGateway } from './gateway/create-gateway.ts'
import type { TransportSettings } from './gateways.ts'
import type { EmbeddedGateway } from './gateway/create-gateway.ts'
import { readDeskWords } from './gateway/staff/desk-words.ts'
import type { Alarms } from './ports/alarms.ts'
import type { Kept } from './keeping/open.ts'
import type { Clock } from './ports/clock.ts'
import type { Secrets } from './ports/secrets.ts'
import type { Store } from './ports/store.ts'
import type { Vault } from './ports/vault.ts'
import { reachGateways } from './reach-gateways.ts'

/** One running Haven, wired by hand. */
export interface Haven {
  readonly setting: Setting
  readonly store: Store
  readonly trace: Counters
  /** Tells whoever runs this about referrals that wait too long. */
  readonly alarms: Alarms
  /** The embedded desk; absent when every area names a gateway elsewhere. */
  readonly desk?: EmbeddedGateway
  /** Hears from gateways elsewhere that a status changed; absent where nothing is agreed to sign with. */
  readonly statuses?: StatusReceiver
  /** The directory's editors; `begin` it before anything is answered. */
  readonly editing: OpenedEditing
  /** The files, for the jobs that look after them (`keeping.ts`). */
  readonly kept: Kept
  /** A key for signing what is handed out for a purpose; the same in every process with the same `HAVEN_KEY`. */
  signingKey(purpose: string): string
  /** Loads the recogniser in its thread, off the path of the first answers. */
  warm(): void
  close(): Promise<void>
}

/** What can be chosen when wiring. */
export interface Wiring {
  readonly content: Content
  readonly dataFolder: string
  /** A PostgreSQL that several instances share; haven.db is not opened then. */
  readonly databaseUrl?: string | undefined
  readonly key: string | undefined
  /** Keys of before, with commas, while a rotation is under way. */
  readonly previousKeys?: string | undefined
  readonly nextKey?: string | undefined
  readonly production: boolean
  /** Where this process answers, for reaching the embedded desk over HTTP; asked at every use. */
  readonly ownAddress: () => string
  readonly publicUrl: () => string
  readonly gatewayToken: string | undefined
  readonly gatewayAccess?: GatewayAccess
  readonly statusSecret?: string | undefined
  /** For areas whose gateway is a mailbox or takes signed requests. */
  readonly transports?: TransportSettings
  readonly print: (line: string) => void
  /** Takes one line of JSON for each alarm. Absent: nobody reads them. */
  readonly log?: (line: string) => void
  /** Where alarms are posted too. */
  readonly alarmHook?: AlarmHook | undefined
  /** Azure CLU as a second opinion; only where every area has assessed it (`refusals.ts`). */
  readonly clu?: Clu | undefined
  /** A lookup of new postcodes; only where the national area has assessed it (`refusals.ts`). */
  readonly postcodesUrl?: string | undefined
  /** The name of somebody to let in as an editor of the directory. */
  readonly editorInvite?: string | undefined
  readonly clock?: Clock
  readonly secrets?: Secrets
}

/** How long one text may be with the recogniser before the phrases answer alone. */
const PATIENCE_MS = 1_000

/** Wires everything together. Rejects, with a sentence for whoever runs it, when something may not start. */
export async function assemble(wiring: Wiring): Promise<Haven> {
  const { content, dataFolder, production } = wiring
  const clock = wiring.clock ?? systemClock
  makeFolder(dataFolder)
  const { key: env, previousKeys: previous, nextKey: next } = wiring
  const ring = () => loadKeys({ dataFolder, env, previous, next, production })
  const keys = openKeys(dataFolder, ring())
  // In files of this folder each referral has a key of its own; a database that others share knows only the first.
  const [vault, fileVault] = [keys.vault, keys.contents.vault]
  const url = wiring.databaseUrl
  const opened =
    url === undefined
      ? ({ in: 'file', it: openStore({ file: join(dataFolder, 'haven.db'), vault: fileVault }) } as const)
      : ({ in: 'database', it: await openPostgresStore({ url, vault, digestKeys: keys }) } as const)
  const store: Store = opened.it
  const embeddedToken = vault.digest('haven', 'embedded-gateway-token')
  const trace = countingTrace()
  const reached = reachGateways({
    ...wiring,
    directory: content.directory,
    clock,
    embedded: () => ({ url: wiring.ownAddress(), token: embeddedToken }),
  })
  const locales = join(ROOT, 'locales')
  const desk = deskOf(wiring, { vault: fileVault, token: embeddedToken, now: () => clock.now() })
  const { editorInvite: invite, print } = wiring
  const publicUrl = wiring.publicUrl()
  const editing = openEditing({ content, dataFolder, vault, clock, production, publicUrl, invite, print })
  const recogniser = recogniserInThread({ locales, model: modelFile(locales), patience: PATIENCE_MS })
  const embedded = trainedUnderstanding(loadWords(locales), recogniser)
  const clu =
    wiring.clu &&
    cluUnderstanding(embedded, wiring.clu, {
      ...maskingFromFile(join(locales, 'names.json')),
      trace,
      now: () => performance.now(),
    })
  const postcodeLookup =
    wiring.postcodesUrl && postcodesIo(wiring.postcodesUrl, { trace, now: () => performance.now() })
  const setting: Setting = {
    ...content,
    ...(postcodeLookup && { postcodeLookup, isPostcodeLookedUp: true }),
    actions: ACTIONS,
    page: publicUrl,
    understanding: clu ?? embedded,
    isReadByClu: clu !== undefined,
    gateways: reached.gateways,
    referrals: store.referrals,
    pace: pacing(Math.random),
    conversations: store.conversations,
    turns: store.turns,
    urgentNotes: urgentNotes(content.urgent),
    secrets: wiring.secrets ?? randomSecrets(join(ROOT, 'locales')),
    clock,
    trace,
    phoneWords: phoneWords(vault),
  }
  return {
    setting,
    store,
    trace,
    alarms: alarms({ hook: wiring.alarmHook, log: wiring.log ?? (() => {}), trace, clock }),
    ...(desk && { desk }),
    ...(reached.statuses && { statuses: reached.statuses }),
    editing,
    kept: {
      folder: dataFolder,
      keys,
      ring,
      store: opened.in === 'file' ? opened.it.file : undefined,
      shared: opened.in === 'database' ? opened.it.rows : undefined,
      desk: desk?.file,
      edits: editing.file,
    },
    signingKey: (purpose) => vault.digest('haven', purpose),
    warm() {
      recogniser.warm()
      clu?.warm()
    },
    async close() {
      await recogniser.close()
      await store.close()
      desk?.close()
      reached.close()
      editing.close()
      keys.close()
    },
  }
}

/** The embedded desk, where an area has its gateway here. */
function deskOf(
  { content, dataFolder, print, publicUrl, production }: Wiring,
  { vault, token, now }: { readonly vault: Vault; readonly token: string; readonly now: () => Date },
): EmbeddedGateway | undefined {
  if (content.directory.areas().every((area) => area.gateway?.url !== 'embedded')) return undefined
  return createGateway({
    file: join(dataFolder, 'gateway.db'),
    vault,
    clients: [{ id: 'haven', token }],
    now,
    print,
    publicUrl: publicUrl(),
    production,
    words: readDeskWords(join(ROOT, 'locales')),
  })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new Error(
      `The data folder ${folder} cannot be written. Name another in HAVEN_DATA, or mend its rights.`,
      { cause },
    )
  }
}

import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ACTIONS } from './actions/all.ts'
import { systemClock } from './adapters/clock-system/index.ts'
import { httpGateways } from './adapters/gateway-http/index.ts'
import { randomSecrets } from './adapters/secrets-random/index.ts'
import { openStore } from './adapters/store-sqlite/index.ts'
import type { Store } from './adapters/store-sqlite/index.ts'
import { countingTrace } from './adapters/trace-counters/index.ts'
import type { Counters } from './adapters/trace-counters/index.ts'
import { maskingFromFile } from './adapters/masking-local/index.ts'
import { cluUnderstanding } from './adapters/understanding-clu/index.ts'
import { trainedUnderstanding } from './adapters/understanding-local/index.ts'
import { loadWords } from './adapters/understanding-local/load.ts'
import { recogniserInThread } from './adapters/understanding-local/recogniser/in-thread.ts'
import { modelFile } from './adapters/understanding-local/recogniser/load.ts'
import { urgentNotes } from './adapters/urgent-files/index.ts'
import { loadKey, localVault } from './adapters/vault-local/index.ts'
import type { Clu } from './config.ts'
import { ROOT } from './content.ts'
import type { Content } from './content.ts'
import type { Setting } from './conversation/converse.ts'
import { createGateway } from './gateway/create-gateway.ts'
import type { EmbeddedGateway } from './gateway/create-gateway.ts'
import type { Clock } from './ports/clock.ts'
import type { Secrets } from './ports/secrets.ts'

/** One running Haven, wired by hand. */
export interface Haven {
  readonly setting: Setting
  readonly store: Store
  readonly trace: Counters
  /** The embedded desk; absent when every area names a gateway elsewhere. */
  readonly desk?: EmbeddedGateway
  /** Loads the recogniser in its thread, off the path of the first answers. */
  warm(): void
  close(): Promise<void>
}

/** What can be chosen when wiring. */
export interface Wiring {
  readonly content: Content
  readonly dataFolder: string
  readonly key: string | undefined
  readonly production: boolean
  /** Where this process answers, for reaching the embedded desk over HTTP; asked at every use. */
  readonly ownAddress: () => string
  readonly publicUrl: () => string
  readonly gatewayToken: string | undefined
  readonly print: (line: string) => void
  /** Azure CLU as a second opinion; only where every area has assessed it (`refusals.ts`). */
  readonly clu?: Clu | undefined
  readonly clock?: Clock
  readonly secrets?: Secrets
}

/** How long one text may be with the recogniser before the phrases answer alone. */
const PATIENCE_MS = 1_000

/** Wires everything together. Throws, with a sentence for whoever runs it, when something may not start. */
export function assemble(wiring: Wiring): Haven {
  const { content, dataFolder, production } = wiring
  const clock = wiring.clock ?? systemClock
  makeFolder(dataFolder)
  const vault = localVault(loadKey({ dataFolder, env: wiring.key, production }))
  const store = openStore({ file: join(dataFolder, 'haven.db'), vault })
  const embeddedToken = vault.digest('haven', 'embedded-gateway-token')
  const trace = countingTrace()
  const gateways = httpGateways((id) => {
    const gateway = content.directory.area(id)?.gateway
    if (!gateway) return undefined
    if (gateway.url === 'embedded') return { url: wiring.ownAddress(), token: embeddedToken }
    return wiring.gatewayToken === undefined ? undefined : { url: gateway.url, token: wiring.gatewayToken }
  })
  const isEmbedded = content.directory.areas().some((area) => area.gateway?.url === 'embedded')
  const desk = isEmbedded
    ? createGateway({
        file: join(dataFolder, 'gateway.db'),
        vault,
        clients: [{ id: 'haven', token: embeddedToken }],
        now: () => clock.now(),
        print: wiring.print,
        publicUrl: wiring.publicUrl(),
        production,
      })
    : undefined
  const locales = join(ROOT, 'locales')
  const recogniser = recogniserInThread({ locales, model: modelFile(locales), patience: PATIENCE_MS })
  const embedded = trainedUnderstanding(loadWords(locales), recogniser)
  const clu =
    wiring.clu &&
    cluUnderstanding(embedded, wiring.clu, {
      ...maskingFromFile(join(locales, 'names.json')),
      trace,
      now: () => performance.now(),
    })
  const setting: Setting = {
    ...content,
    actions: ACTIONS,
    understanding: clu ?? embedded,
    isReadByClu: clu !== undefined,
    gateways,
    referrals: store.referrals,
    conversations: store.conversations,
    urgentNotes: urgentNotes(content.urgent),
    secrets: wiring.secrets ?? randomSecrets(join(ROOT, 'locales', 'en', 'spoken-words.json')),
    clock,
    trace,
  }
  return {
    setting,
    store,
    trace,
    ...(desk && { desk }),
    warm() {
      recogniser.warm()
      clu?.warm()
    },
    async close() {
      await recogniser.close()
      await store.close()
      desk?.close()
    },
  }
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

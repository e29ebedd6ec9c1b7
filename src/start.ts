import { sendDue } from './actions/send-due.ts'
import { assemble } from './assemble.ts'
import type { Haven } from './assemble.ts'
import { configFrom } from './config.ts'
import type { Config } from './config.ts'
import { readContent } from './content.ts'
import { openingScreen } from './conversation/converse.ts'
import { NATIONAL } from './domain/area.ts'
import { faultLine } from './domain/fault.ts'
import { listen } from './host/doors.ts'
import type { Doors } from './host/doors.ts'
import { every } from './host/every.ts'
import { createHost } from './host/server.ts'
import { refusals } from './refusals.ts'
import { createPage } from './web/page.ts'

/** How often the outbox looks for referrals that are due, and how often idle conversations are forgotten. */
const OUTBOX_MS = 3_000
const SWEEP_MS = 60_000
/** The recogniser loads in its own thread, but on two cores even that would slow the very first answers. */
const WARM_MS = 1_500
/** Those who are being answered when we stop get this long. */
const FAREWELL_MS = 5_000

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** Says why nothing starts, all of it at once, and ends. */
function refuse(reasons: readonly string[]): never {
  for (const reason of reasons) process.stderr.write(`${reason}\n`)
  process.exit(1)
}

function orRefuse<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    return refuse([error instanceof Error ? error.message : 'Something could not be started'])
  }
}

const config = orRefuse(() => configFrom(process.env))
const { content, faults } = readContent({
  production: config.production,
  ...(config.deploymentFolder !== undefined && { deployment: config.deploymentFolder }),
})
const wrong = [...faults.map(faultLine), ...refusals(config, content?.directory.areas() ?? [])]
if (wrong.length > 0 || !content) refuse(wrong)

const doors = await listen(config.port, config.host).catch(() =>
  refuse([
    `Port ${config.port} of ${config.host} cannot be had: something else has it. Set PORT to another one.`,
  ]),
)
const isOpenToAll = config.host === '0.0.0.0' || config.host === '::'
const ownHost = isOpenToAll ? '127.0.0.1' : config.host.includes(':') ? `[${config.host}]` : config.host
const publicUrl =
  config.publicUrl ?? `http://${ownHost === '127.0.0.1' ? 'localhost' : ownHost}:${doors.port}`

const haven = orRefuse(() =>
  assemble({
    content,
    dataFolder: config.dataFolder,
    key: config.key,
    production: config.production,
    ownAddress: () => `http://${ownHost}:${doors.port}`,
    publicUrl: () => publicUrl,
    gatewayToken: config.gatewayToken,
    clu: config.clu,
    print,
  }),
)
serve(haven, config, doors)
setTimeout(() => haven.warm(), WARM_MS).unref()
print(`Haven is at ${publicUrl}`)

function serve(
  { setting, store, trace, desk, close }: Haven,
  { production, ...set }: Config,
  { open, close: shut }: Doors,
): void {
  const fault = (where: string, name: string): void => trace.fault({ where, fault: name })
  const failed = (where: string) => (error: unknown) =>
    fault(where, error instanceof Error ? error.name : 'unknown')
  const text = (language: string, key: string): string => setting.words.text(language, key) ?? `[${key}]`
  // Bot Framework takes long to load, so the first page does not wait for it; the first answer does.
  const talk = import('./bot/in-process.ts').then(({ inProcess }) => inProcess(setting))
  const messages = import('./bot/cloud.ts').then(({ createMessages }) =>
    createMessages({ setting, microsoftApp: set.microsoftApp, production, serviceHosts: set.botHosts }),
  )
  const page = createPage({
    converse: async (message) => (await talk)(message),
    openingScreen: (language) => openingScreen(setting, 'web', language),
    text,
    publicUrl: () => publicUrl,
    fault,
  })
  open(
    createHost({
      page,
      messages: () => messages,
      desk,
      isReady: () =>
        store.conversations.load('is the store there').then(
          () => true,
          () => false,
        ),
      metrics: () => trace.text(),
      words: { text, exit: setting.directory.area(NATIONAL)?.exit ?? '/', ...bannerOf(setting) },
      isHttps: publicUrl.startsWith('https:'),
      production,
      trustedProxies: set.trustedProxies,
      fault,
    }),
  )
  let isStopping = false
  const repeating = [
    every(OUTBOX_MS, () => sendDue({ ...setting, isStopping: () => isStopping }), failed('outbox')),
    every(SWEEP_MS, () => setting.conversations.sweep(setting.clock.now()), failed('sweep')),
  ]
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await shut(FAREWELL_MS)
    await Promise.all(repeating.map((one) => one.stop()))
    await close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(
      signal,
      () =>
        void stop().then(
          () => process.exit(0),
          () => process.exit(1),
        ),
    )
  }
}

/** What a demonstration says on every screen. */
function bannerOf(setting: Haven['setting']): { readonly banner?: string } {
  const { banner } = openingScreen(setting, 'web')
  return banner === undefined ? {} : { banner }
}

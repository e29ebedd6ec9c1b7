import { sendDue } from './actions/send-due.ts'
import { outboxWatch } from './actions/watch-outbox.ts'
import { assemble } from './assemble.ts'
import type { Haven } from './assemble.ts'
import { configFrom } from './config.ts'
import type { Config } from './config.ts'
import { readContent } from './content.ts'
import { openingScreen } from './conversation/converse.ts'
import { openDirectLine } from './direct-line.ts'
import { createDirectoryApi } from './directory/api.ts'
import { namesFrom } from './directory/open-referral/names.ts'
import { NATIONAL } from './domain/area.ts'
import { faultLine } from './domain/fault.ts'
import { listen } from './host/doors.ts'
import type { Doors } from './host/doors.ts'
import { callerOf, neighbourhood } from './host/caller.ts'
import { every } from './host/every.ts'
import { createHost } from './host/server.ts'
import { beginKeeping } from './keeping.ts'
import { pageDress } from './page-dress.ts'
import { letGo } from './keeping/let-go.ts'
import { readiness } from './keeping/ready.ts'
import { nationalLines } from './bot/calm.ts'
import { refusals } from './refusals.ts'
import { openTexting } from './text-messages.ts'
import { createPage } from './web/page.ts'
import type { PageOptions } from './web/page.ts'

/** How often the outbox looks for referrals that are due, and how often idle conversations are forgotten. */
const OUTBOX_MS = 3_000
const SWEEP_MS = 60_000
/** How often texts that wait are looked for; those that have just arrived are answered at once. */
const TEXTS_MS = 1_000
/** How often what waits is looked at for alarms. */
const WATCH_MS = 60_000
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
    return refuse([sentenceOf(error)])
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something could not be started'

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

const haven = await assemble({
  content,
  dataFolder: config.dataFolder,
  databaseUrl: config.databaseUrl,
  key: config.key,
  previousKeys: config.previousKeys,
  nextKey: config.nextKey,
  production: config.production,
  ownAddress: () => `http://${ownHost}:${doors.port}`,
  publicUrl: () => publicUrl,
  gatewayToken: config.gatewayToken,
  gatewayAccess: config.gatewayAccess,
  transports: config,
  statusSecret: config.statusSecret,
  clu: config.clu,
  postcodesUrl: config.postcodesUrl,
  editorInvite: config.editorInvite,
  print,
  log: (line) => void process.stderr.write(`${line}\n`),
  alarmHook: config.alarmHook,
}).catch((error: unknown) => refuse([sentenceOf(error)]))
const dress = pageDress(content)
const editing = await haven.editing.begin().catch((error: unknown) => refuse([sentenceOf(error)]))
const directLine = await openDirectLine(haven, config, publicUrl)
const texting = await openTexting(haven, config, publicUrl)
const letGone = await letGo(haven.setting.referrals, config.letGo, new Date())
if (letGone !== undefined) print(letGone)
serve(haven, config, doors)
setTimeout(() => haven.warm(), WARM_MS).unref()
print(`Haven is at ${publicUrl}`)

/** Everything that the page asks of a conversation. */
function talkingTo(setting: Haven['setting']): Pick<PageOptions, 'converse' | 'takeNote' | 'idling'> {
  // Bot Framework takes long to load, so the first page does not wait for it; the first answer does.
  const bot = import('./bot/in-process.ts')
  const talk = bot.then(({ inProcess }) => inProcess(setting))
  const takeNote = bot.then(({ noteInProcess }) => noteInProcess(setting))
  const idling = bot.then(({ idlingInProcess }) => idlingInProcess(setting))
  return {
    converse: async (message) => (await talk)(message),
    takeNote: async (conversation) => (await takeNote)(conversation),
    idling: {
      stay: async (conversation) => (await idling).stay(conversation),
      lapse: async (conversation, version) => (await idling).lapse(conversation, version),
    },
  }
}

function serve(
  { setting, store, trace, alarms, desk, statuses, editing: edits, kept, close }: Haven,
  { production, ...set }: Config,
  { open, close: shut }: Doors,
): void {
  const fault = (where: string, name: string): void => trace.fault({ where, fault: name })
  const failed = (where: string) => (error: unknown) =>
    fault(where, error instanceof Error ? error.name : 'unknown')
  const text = (language: string, key: string, params?: Readonly<Record<string, string>>): string =>
    setting.words.text(language, key, params) ?? `[${key}]`
  const talking = talkingTo(setting)
  const messages = import('./bot/cloud.ts').then(({ createMessages }) =>
    createMessages({
      setting,
      inbox: store.inbox,
      microsoftApp: set.microsoftApp,
      production,
      serviceHosts: set.botHosts,
    }),
  )
  const keeping = beginKeeping(
    {
      kept,
      referrals: setting.referrals,
      desk,
      edits: edits.file,
      areas: () => setting.directory.areas(),
      now: () => setting.clock.now(),
      print,
    },
    failed,
  )
  const page = createPage({
    ...talking,
    openingScreen: (language) => openingScreen(setting, 'web', language),
    callerOf: (req) => neighbourhood(callerOf(req, set.trustedProxies)),
    text,
    publicUrl: () => publicUrl,
    ...dress,
    fault,
    lines: () => nationalLines(setting),
  })
  open(
    createHost({
      page,
      messages: () => messages,
      desk,
      statuses,
      editing,
      directLine,
      texts: texting,
      directory: createDirectoryApi({
        directory: setting.directory,
        names: namesFrom(setting.geography, setting.words),
        publicUrl: () => publicUrl,
      }),
      isReady: readiness(store.conversations, () => setting.clock.now()),
      metrics: () => trace.text() + keeping.metrics() + (texting?.metrics() ?? ''),
      words: { text, exit: setting.directory.area(NATIONAL)?.exit ?? '/', ...bannerOf(setting) },
      isHttps: publicUrl.startsWith('https:'),
      production,
      trustedProxies: set.trustedProxies,
      fault,
    }),
    directLine?.upgrade,
  )
  let isStopping = false
  const repeating = [
    every(OUTBOX_MS, () => sendDue({ ...setting, alarms, isStopping: () => isStopping }), failed('outbox')),
    every(WATCH_MS, outboxWatch({ ...setting, alarms }), failed('outbox watch')),
    every(SWEEP_MS, () => setting.conversations.sweep(setting.clock.now()), failed('sweep')),
    every(TEXTS_MS, async () => texting?.look(), failed('texts')),
    every(SWEEP_MS, async () => directLine?.sweep(directLine.idle), failed('sweep')),
  ]
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    directLine?.close()
    await shut(FAREWELL_MS)
    await Promise.all([keeping, ...repeating].map((one) => one.stop()))
    await texting?.close()
    await close()
  }
  onSignals(stop)
}

/** Ends in good order when it is told to. */
function onSignals(stop: () => Promise<void>): void {
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

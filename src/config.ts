import { z } from 'zod'
import { ACCESS_SETTINGS, gatewayAccess, type GatewayAccess } from './gateway-access.ts'
import { smtpServer, type SmtpServer } from './adapters/gateway-mail/server.ts'
import { TEXT_SETTINGS, textSettings, type TextSettings } from './text-settings.ts'

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HAVEN_HOST: z.string().default('127.0.0.1'),
  HAVEN_DATA: z.string().min(1).default('./data'),
  HAVEN_PUBLIC_URL: z.url().optional(),
  /** How many proxies stand in front and may say who is calling. */
  HAVEN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** A PostgreSQL that several instances share; without it everything is in files of HAVEN_DATA. */
  HAVEN_DATABASE_URL: z
    .string()
    .refine(
      isDatabase,
      'must be postgres://, and say sslmode=verify-full (or disable, on a network of your own) unless it is this machine',
    )
    .optional(),
  HAVEN_KEY: z.string().optional(),
  /** The key of before, while everything is being wrapped anew; several with commas, the latest first. */
  HAVEN_KEY_PREVIOUS: z.string().optional(),
  HAVEN_KEY_NEXT: z.string().optional(),
  /** A folder laid out like `deployment/`, for a live deployment's own areas. */
  HAVEN_DEPLOYMENT: z.string().optional(),
  ...ACCESS_SETTINGS,
  ...TEXT_SETTINGS,
  /** For areas whose gateway is a mailbox: the server that takes mail for it, and the passphrase of locked files. */
  HAVEN_SMTP_URL: z
    .string()
    .transform(smtpServer)
    .refine(
      (server) => server !== undefined,
      'must be smtps://user:password@host:port, or smtp:// for STARTTLS',
    )
    .optional(),
  HAVEN_MAIL_PASSPHRASE: z.string().min(20).optional(),
  /** For areas whose gateway takes signed requests: what both sides sign with. */
  HAVEN_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ and 24 to 64 random bytes in base64')
    .optional(),
  /** Where alarms about referrals that wait are posted, and what the posts are signed with: both or neither. */
  HAVEN_ALARM_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivate, 'must be https, or this same machine')
    .optional(),
  HAVEN_ALARM_SECRET: z.string().min(16).optional(),
  /** Azure CLU as a second opinion on the crime: all four or none. */
  HAVEN_CLU_ENDPOINT: z.url().refine(isPrivate, 'must be https, or this same machine').optional(),
  HAVEN_CLU_KEY: z.string().optional(),
  HAVEN_CLU_PROJECT: z.string().optional(),
  HAVEN_CLU_DEPLOYMENT: z.string().optional(),
  /** A service with the API of postcodes.io, for postcodes newer than the embedded table. */
  HAVEN_POSTCODES_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivate, 'must be https, or this same machine')
    .optional(),
  /** Referrals that are stuck and that somebody has looked at: one by its reference, or all of them. */
  HAVEN_LET_GO: z
    .string()
    .regex(/^(all|[A-Z]+-\d+)$/, 'must be all, or a reference such as LARK-472')
    .optional(),
  /** Somebody to let in as an editor of the directory: a one-time link for them is printed at start. */
  HAVEN_EDITOR_INVITE: z
    .string()
    .trim()
    .max(80)
    .regex(/^[^\p{C}<>]+$/u, 'must be the name of one person')
    .optional(),
  /** For servers that ask for Direct Line tokens: an area and its secret, several with commas. */
  HAVEN_DIRECT_LINE_SECRETS: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine(
      (all) => all.every((one) => /^[a-z][a-z-]*:[\x21-\x2b\x2d-\x7e]{32,200}$/.test(one)),
      'must be an area, a colon and a secret of 32 signs or more; several with commas',
    )
    .transform((all) => all.map((one) => one.split(/:(.*)/s) as [string, string]))
    .transform((all) => all.map(([area, secret]) => ({ area, secret })))
    .optional(),
  NODE_ENV: z.string().default('development'),
  /** Hosts that Bot Framework's answers may be posted to besides its own, with commas; a leading dot: all below it. */
  HAVEN_BOT_HOSTS: z.string().optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).optional(),
  MicrosoftAppTenantId: z.string().optional(),
})

/** Where a CLU project is published, and the key to it. */
export interface Clu {
  readonly endpoint: string
  readonly key: string
  readonly project: string
  readonly deployment: string
}

/** The settings of one running Haven, from the environment; nothing else reads the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly publicUrl: string | undefined
  readonly trustedProxies: number
  readonly databaseUrl: string | undefined
  readonly key: string | undefined
  readonly previousKeys: string | undefined
  readonly nextKey: string | undefined
  readonly deploymentFolder: string | undefined
  readonly gatewayToken: string | undefined
  readonly gatewayAccess: GatewayAccess
  /** What gateways sign news of statuses with. */
  readonly statusSecret: string | undefined
  readonly smtp: SmtpServer | undefined
  readonly mailPassphrase: string | undefined
  readonly webhookSecret: string | undefined
  readonly production: boolean
  readonly alarmHook: { readonly url: string; readonly secret: string } | undefined
  readonly clu: Clu | undefined
  readonly postcodesUrl: string | undefined
  readonly editorInvite: string | undefined
  readonly letGo: string | undefined
  /** What areas' own servers ask for Direct Line tokens with. */
  readonly directLineSecrets: readonly { readonly area: string; readonly secret: string }[]
  readonly texts: TextSettings
  readonly microsoftApp: Readonly<Record<string, string>> | undefined
  readonly botHosts: readonly string[]
}

/** Reads the settings. Throws one error that names every wrong variable, and never repeats a value. */
export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(filled)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings cannot be used:\n  ${wrong.join('\n  ')}`)
  }
  const set = parsed.data
  return {
    port: set.PORT,
    host: set.HAVEN_HOST,
    dataFolder: set.HAVEN_DATA,
    publicUrl: set.HAVEN_PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: set.HAVEN_TRUSTED_PROXIES,
    databaseUrl: set.HAVEN_DATABASE_URL,
    key: set.HAVEN_KEY,
    previousKeys: set.HAVEN_KEY_PREVIOUS,
    nextKey: set.HAVEN_KEY_NEXT,
    deploymentFolder: set.HAVEN_DEPLOYMENT,
    gatewayToken: set.HAVEN_GATEWAY_TOKEN,
    gatewayAccess: gatewayAccess(set),
    statusSecret: set.HAVEN_STATUS_SECRET,
    smtp: set.HAVEN_SMTP_URL,
    mailPassphrase: set.HAVEN_MAIL_PASSPHRASE,
    webhookSecret: set.HAVEN_WEBHOOK_SECRET,
    production: set.NODE_ENV === 'production',
    alarmHook: alarmHookOf(set),
    clu: cluOf(set),
    postcodesUrl: set.HAVEN_POSTCODES_URL,
    editorInvite: set.HAVEN_EDITOR_INVITE,
    letGo: set.HAVEN_LET_GO,
    directLineSecrets: set.HAVEN_DIRECT_LINE_SECRETS ?? [],
    texts: textSettings(set),
    microsoftApp: set.MicrosoftAppId === undefined ? undefined : microsoftApp(set),
    botHosts: (set.HAVEN_BOT_HOSTS ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []),
  }
}

function alarmHookOf(set: z.infer<typeof environment>): Config['alarmHook'] {
  const { HAVEN_ALARM_URL: url, HAVEN_ALARM_SECRET: secret } = set
  if (url !== undefined && secret !== undefined) return { url, secret }
  if (url === undefined && secret === undefined) return undefined
  throw new Error(
    `Alarms need an address and a secret, or neither. Set ${url === undefined ? 'HAVEN_ALARM_URL' : 'HAVEN_ALARM_SECRET'} too`,
  )
}

function cluOf(set: z.infer<typeof environment>): Clu | undefined {
  const {
    HAVEN_CLU_ENDPOINT: endpoint,
    HAVEN_CLU_KEY: key,
    HAVEN_CLU_PROJECT: project,
    HAVEN_CLU_DEPLOYMENT: deployment,
  } = set
  if (endpoint && key && project && deployment) return { endpoint, key, project, deployment }
  const all = { endpoint, key, project, deployment }
  const missing = Object.entries(all).flatMap(([name, value]) =>
    value ? [] : `HAVEN_CLU_${name.toUpperCase()}`,
  )
  if (missing.length === Object.keys(all).length) return undefined
  throw new Error(`CLU needs all of its settings, or none. Set these too: ${missing.join(', ')}`)
}

function isPrivate(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '')
}

/** Whoever wants no TLS to another machine must say so: other ways of `sslmode` check less than they seem to. */
function isDatabase(address: string): boolean {
  const url = URL.parse(address)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return false
  const isHere = ['127.0.0.1', 'localhost', '[::1]', ''].includes(url.hostname)
  const mode = url.searchParams.get('sslmode')
  const isSaid = mode === 'verify-full' || mode === 'disable'
  return isSaid || (isHere && mode === null && !url.searchParams.has('host'))
}

function microsoftApp(set: z.infer<typeof environment>): Readonly<Record<string, string>> {
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId } = set
  const all = { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

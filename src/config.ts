import { z } from 'zod'

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HAVEN_HOST: z.string().default('127.0.0.1'),
  HAVEN_DATA: z.string().min(1).default('./data'),
  HAVEN_PUBLIC_URL: z.url().optional(),
  /** How many proxies stand in front and may say who is calling. */
  HAVEN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  HAVEN_KEY: z.string().optional(),
  /** A folder laid out like `deployment/`, for a live deployment's own areas. */
  HAVEN_DEPLOYMENT: z.string().optional(),
  /** What we show to gateways elsewhere; demanded when an area names one. */
  HAVEN_GATEWAY_TOKEN: z.string().min(16).optional(),
  /** Azure CLU as a second opinion on the crime: all four or none. */
  HAVEN_CLU_ENDPOINT: z.url().refine(isPrivate, 'must be https, or this same machine').optional(),
  HAVEN_CLU_KEY: z.string().optional(),
  HAVEN_CLU_PROJECT: z.string().optional(),
  HAVEN_CLU_DEPLOYMENT: z.string().optional(),
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
  readonly key: string | undefined
  readonly deploymentFolder: string | undefined
  readonly gatewayToken: string | undefined
  readonly production: boolean
  readonly clu: Clu | undefined
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
    key: set.HAVEN_KEY,
    deploymentFolder: set.HAVEN_DEPLOYMENT,
    gatewayToken: set.HAVEN_GATEWAY_TOKEN,
    production: set.NODE_ENV === 'production',
    clu: cluOf(set),
    microsoftApp: set.MicrosoftAppId === undefined ? undefined : microsoftApp(set),
    botHosts: (set.HAVEN_BOT_HOSTS ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []),
  }
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

function microsoftApp(set: z.infer<typeof environment>): Readonly<Record<string, string>> {
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId } = set
  const all = { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

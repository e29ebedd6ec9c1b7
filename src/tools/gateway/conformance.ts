import { parseArgs } from 'node:util'
import type { Outcome } from '../gateway.ts'
import { Unmet, fieldOf, type Check } from './check.ts'
import { READING } from './checks/reading.ts'
import { REFUSING } from './checks/refusing.ts'
import { SAFER } from './checks/safer.ts'
import { CORRECTING, SENDING, WITHDRAWING } from './checks/sending.ts'
import { askForToken, tokenChecks, type TokenClient } from './checks/tokens.ts'
import { probe, type Target } from './probe.ts'

/** Everything that every gateway is checked for. */
export const CHECKS: readonly Check[] = [
  ...REFUSING,
  ...SENDING,
  ...CORRECTING,
  ...SAFER,
  ...WITHDRAWING,
  ...READING,
]

/** What one check found. `came` is absent when it was met. */
export interface Verdict {
  readonly name: string
  readonly expected: string
  readonly came?: string
}

/**
 * Checks a gateway against the contract, with made-up referrals marked as samples, and takes back what it sent. `left`:
 * how many of them could not be taken back. Never throws for what the gateway does.
 */
export async function checkGateway(
  target: Target,
  checks: readonly Check[] = CHECKS,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly left: number }> {
  const gateway = probe(target)
  const verdicts: Verdict[] = []
  for (const { name, expected, run } of checks) {
    const came = await run(gateway).then(
      () => undefined,
      (error: unknown) => (error instanceof Unmet ? error.message : 'no answer that could be read'),
    )
    verdicts.push({ name, expected, ...(came !== undefined && { came }) })
  }
  return { verdicts, left: await gateway.cleanUp() }
}

const USAGE = `npm run gateway:conformance -- URL --token TOKEN
npm run gateway:conformance -- URL --client-id ID --client-secret SECRET [--token-url URL]
  --recipient ID and --area ID, where the gateway takes only its own`

const OPTIONS = {
  token: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'token-url': { type: 'string' },
  recipient: { type: 'string' },
  area: { type: 'string' },
} as const

/** The command: what it found, and 1 when anything was not met. Throws for what cannot be asked. */
export async function run(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const url = safeUrl(positionals[0])
  const client = clientOf(values, url)
  const token = values.token ?? (client && (await tokenOf(client)))
  if (token === undefined) throw new Error(USAGE)
  const { recipient, area } = values
  const target: Target = { url: url.href, token, ...(recipient && { recipient }), ...(area && { area }) }
  const { verdicts, left } = await checkGateway(target, [...CHECKS, ...(client ? tokenChecks(client) : [])])
  const unmet = verdicts.filter(({ came }) => came !== undefined)
  const lines = [
    ...verdicts.map(({ name, expected, came }) =>
      came === undefined
        ? `met    ${name}`
        : `UNMET  ${name}\n       expected: ${expected}\n       came: ${came}`,
    ),
    ...(client ? [] : ['not checked: tokens (give --client-id and --client-secret)']),
    `${verdicts.length - unmet.length} of ${verdicts.length} met`,
    left === 0
      ? 'Everything that was sent was taken back.'
      : `${left} made-up referrals could not be taken back.`,
  ]
  return { say: lines.join('\n'), exitCode: unmet.length === 0 && left === 0 ? 0 : 1 }
}

/** A token must not cross a network in the clear. */
function safeUrl(given: string | undefined): URL {
  const url = URL.parse(given ?? '')
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return url
  throw new Error(`Say which gateway, by https or on this machine.\n${USAGE}`)
}

type Given = { readonly [name in keyof typeof OPTIONS]?: string | undefined }

function clientOf(given: Given, url: URL): TokenClient | undefined {
  const { 'client-id': id, 'client-secret': secret, 'token-url': tokenUrl } = given
  if (id === undefined || secret === undefined) return undefined
  const beside = new URL('gateway/v1/token', url.href.endsWith('/') ? url : `${url.href}/`)
  return { id, secret, url: safeUrl(tokenUrl ?? beside.href) }
}

async function tokenOf(client: TokenClient): Promise<string> {
  const token = fieldOf(await askForToken(client), 'access_token')
  if (typeof token === 'string') return token
  throw new Error('No token was given for this client and secret')
}

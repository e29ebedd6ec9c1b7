import type { Config } from './config.ts'
import { isLoopback, NATIONAL } from './domain/area.ts'
import type { Area } from './domain/area.ts'
import type { TransportSettings } from './gateways.ts'
import { sampleTextedOut, unreachable, untexted } from './text-messages.ts'

/**
 * Why this may not start, each as a sentence with what to do; in development only for what would let words out. The
 * mistakes in the areas' own files are told by those who read them.
 */
export function refusals(
  config: Pick<Config, 'production' | 'key' | 'publicUrl' | 'gatewayToken' | 'microsoftApp'> &
    Partial<
      Pick<
        Config,
        'clu' | 'postcodesUrl' | 'gatewayAccess' | 'directLineSecrets' | 'texts' | keyof TransportSettings
      >
    >,
  areas: readonly Area[],
): readonly string[] {
  return [
    ...unassessed(config.clu, areas),
    ...unassessedPostcodes(config.postcodesUrl, areas),
    ...sampleMailedOut(config.smtp, areas),
    ...(config.texts ? untextable(config.texts, config, areas) : []),
    ...secretsForNobody(config.directLineSecrets ?? [], areas),
    ...(config.production ? unready(config, areas) : []),
  ]
}

/** Also in development: people would text and not be answered, or text a demonstration over somebody else's wires. */
const untextable = (
  texts: NonNullable<Config['texts']>,
  { production, publicUrl }: Pick<Config, 'production' | 'publicUrl'>,
  areas: readonly Area[],
): readonly string[] => [
  ...sampleTextedOut(texts, areas),
  ...untexted(texts, areas),
  ...(production ? [] : unreachable(texts, publicUrl)),
]

/**
 * Nobody's area is known before they have said what happened, so either all areas have assessed CLU or nobody may be
 * read by it. Also in development: what people type would leave the machine.
 */
function unassessed(clu: Config['clu'], areas: readonly Area[]): readonly string[] {
  if (clu === undefined) return []
  const without = areas.filter(({ processors }) => processors.clu === false).map(({ id }) => id)
  if (without.length === 0) return []
  return [
    `HAVEN_CLU_ENDPOINT is set, but these areas have not assessed CLU: ${without.join(', ')}. Take the HAVEN_CLU_ settings out, or have it assessed and write when, by whom and for which region under processors in their area.yaml.`,
  ]
}

/** Also in development: a postcode that somebody types would leave the machine. */
function unassessedPostcodes(url: Config['postcodesUrl'], areas: readonly Area[]): readonly string[] {
  const national = areas.find(({ id }) => id === NATIONAL)
  if (url === undefined || national?.processors.postcodes) return []
  return [
    'HAVEN_POSTCODES_URL is set, but the national area has not assessed that service. Take the setting out, or have it assessed and write when, by whom and for which region under processors: postcodes in areas/national/area.yaml.',
  ]
}

/** Also in development: a demonstration's mailbox is on this machine, and so must be the server that takes its mail. */
function sampleMailedOut(smtp: Config['smtp'], areas: readonly Area[]): readonly string[] {
  if (smtp === undefined || isLoopback(smtp.host)) return []
  const samples = areas.filter(({ sample, gateway }) => sample && gateway?.transport?.kind === 'mail')
  return samples.map(
    ({ id }) =>
      `${id}: a demonstration may send mail only to a server on this machine, and HAVEN_SMTP_URL names another. Take the setting out, or name one on this machine.`,
  )
}

/** A secret that opens nothing is a setting of somebody who believes that it does. */
const secretsForNobody = (
  secrets: NonNullable<Config['directLineSecrets']>,
  areas: readonly Area[],
): readonly string[] =>
  secrets
    .filter(({ area }) => areas.every(({ id, direct_line }) => id !== area || !direct_line))
    .map(
      ({ area }) =>
        `HAVEN_DIRECT_LINE_SECRETS names "${area}", which has not switched Direct Line on. Take it out, or write direct_line into areas/${area}/area.yaml.`,
    )

function unready(
  config: Pick<Config, 'key' | 'publicUrl' | 'gatewayToken'> &
    Partial<Pick<Config, 'gatewayAccess'> & TransportSettings>,
  areas: readonly Area[],
): readonly string[] {
  const said: readonly (readonly [boolean, string])[] = [
    [
      config.key === undefined,
      'HAVEN_KEY is not set: nothing may be kept without a key of its own. Set it from your key vault.',
    ],
    [
      config.publicUrl === undefined,
      'HAVEN_PUBLIC_URL is not set: links and cookies need the address that people see. Set it.',
    ],
    [
      config.publicUrl !== undefined && !config.publicUrl.startsWith('https:'),
      'HAVEN_PUBLIC_URL is not https: what people say must not cross a network in the clear. Use an https address.',
    ],
    [
      areas.some(({ gateway }) => gateway?.url !== undefined && gateway.url !== 'embedded') &&
        config.gatewayToken === undefined &&
        config.gatewayAccess?.credentials === undefined,
      'HAVEN_GATEWAY_TOKEN is not set: the gateway would not take a referral from us. Set the token it gave you.',
    ],
    ...untold(config, areas),
    ...areas.map(
      ({ id, gateway }) =>
        [
          gateway?.url === 'embedded',
          `${id}: the embedded gateway cannot sign in named staff yet. Give the area the address of a gateway that can.`,
        ] as const,
    ),
  ]
  return said.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence)
}

/** What gateways without an API of ours need: without it, what people send would wait for ever. */
function untold(
  { smtp, mailPassphrase, webhookSecret }: Partial<TransportSettings>,
  areas: readonly Area[],
): readonly (readonly [boolean, string])[] {
  const ways = areas.flatMap(({ gateway }) => gateway?.transport ?? [])
  const mails = ways.filter((way) => way.kind === 'mail')
  return [
    [
      mails.length > 0 && smtp === undefined,
      'HAVEN_SMTP_URL is not set: an area sends its referrals to a mailbox. Set the server that takes mail for it.',
    ],
    [
      mails.some(({ encrypt }) => encrypt === 'attachment') && mailPassphrase === undefined,
      'HAVEN_MAIL_PASSPHRASE is not set: an area sends its referrals as locked files. Set what was agreed with its gateway, not by mail.',
    ],
    [
      ways.some(({ kind }) => kind === 'webhook') && webhookSecret === undefined,
      'HAVEN_WEBHOOK_SECRET is not set: the gateway could not know that a referral is from us. Set the one agreed with it.',
    ],
  ]
}

import type { Config } from './config.ts'
import type { Area } from './domain/area.ts'

/**
 * Why this may not start, each as a sentence with what to do; in development only for what would let words out. The
 * mistakes in the areas' own files are told by those who read them.
 */
export function refusals(
  config: Pick<Config, 'production' | 'key' | 'publicUrl' | 'gatewayToken' | 'microsoftApp'> &
    Partial<Pick<Config, 'clu'>>,
  areas: readonly Area[],
): readonly string[] {
  return [...unassessed(config.clu, areas), ...(config.production ? unready(config, areas) : [])]
}

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

function unready(
  config: Pick<Config, 'key' | 'publicUrl' | 'gatewayToken'>,
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
      areas.some(({ gateway }) => gateway !== undefined && gateway.url !== 'embedded') &&
        config.gatewayToken === undefined,
      'HAVEN_GATEWAY_TOKEN is not set: the gateway would not take a referral from us. Set the token it gave you.',
    ],
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

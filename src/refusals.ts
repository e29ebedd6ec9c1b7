import type { Config } from './config.ts'
import type { Area } from './domain/area.ts'

/**
 * Why this may not go live, each as a sentence with what to do; nothing in development. The mistakes in the areas'
 * own files are told by those who read them.
 */
export function refusals(
  config: Pick<Config, 'production' | 'key' | 'publicUrl' | 'gatewayToken' | 'microsoftApp'>,
  areas: readonly Area[],
): readonly string[] {
  if (!config.production) return []
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

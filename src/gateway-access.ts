import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Credentials } from './adapters/gateway-http/access.ts'
import type { Identity } from './adapters/gateway-http/ask.ts'

const secret = z.string().min(16)

/** The settings of how we are known at gateways elsewhere, and how they are known to us. */
export const ACCESS_SETTINGS = {
  /** What we show to gateways elsewhere; demanded when an area names one, or the three below. */
  HAVEN_GATEWAY_TOKEN: secret.optional(),
  /** Where a gateway gives out short-lived tokens (OAuth 2 client credentials): all three or none. */
  HAVEN_GATEWAY_CLIENT_ID: z.string().optional(),
  HAVEN_GATEWAY_CLIENT_SECRET: secret.optional(),
  HAVEN_GATEWAY_TOKEN_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Files with our certificate and its key, for gateways that demand mutual TLS (PEM): both or neither. */
  HAVEN_GATEWAY_CERT: z.string().optional(),
  HAVEN_GATEWAY_KEY: z.string().optional(),
  /** A file with the authority of the gateways' own certificates, where it is a private one. */
  HAVEN_GATEWAY_CA: z.string().optional(),
  /** What gateways sign news of statuses with; without it none is taken. */
  HAVEN_STATUS_SECRET: secret.optional(),
}

type Set = { readonly [name in keyof typeof ACCESS_SETTINGS]?: string | undefined }

/** How we are known at gateways elsewhere. Files are named, not yet read. */
export interface GatewayAccess {
  readonly credentials?: Credentials
  readonly files?: { readonly cert: string; readonly key: string; readonly ca?: string }
}

/** Throws one sentence when half of something is set, or two ways of being known at once. */
export function gatewayAccess(set: Set): GatewayAccess {
  const credentials = allOrNone(set, ['CLIENT_ID', 'CLIENT_SECRET', 'TOKEN_URL'])
  const files = allOrNone(set, ['CERT', 'KEY'])
  if (credentials && set.HAVEN_GATEWAY_TOKEN !== undefined)
    throw new Error(
      'HAVEN_GATEWAY_TOKEN and HAVEN_GATEWAY_CLIENT_ID are two ways to be known: set one of them',
    )
  const ca = set.HAVEN_GATEWAY_CA
  return {
    ...(credentials && {
      credentials: {
        clientId: credentials.CLIENT_ID,
        clientSecret: credentials.CLIENT_SECRET,
        tokenUrl: credentials.TOKEN_URL,
      },
    }),
    ...(files && { files: { cert: files.CERT, key: files.KEY, ...(ca !== undefined && { ca }) } }),
  }
}

/** Reads the files of our certificate. Throws a sentence that names the file which cannot be read. */
export function identityFrom({ cert, key, ca }: NonNullable<GatewayAccess['files']>): Identity {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8')
    } catch (cause) {
      throw new Error(
        `${file} cannot be read, and it is needed to reach the gateway. Mend its name or rights.`,
        {
          cause,
        },
      )
    }
  }
  return { cert: read(cert), key: read(key), ...(ca !== undefined && { ca: read(ca) }) }
}

type Suffix<Name> = Name extends `HAVEN_GATEWAY_${infer Rest}` ? Rest : never

function allOrNone<Name extends Suffix<keyof Set>>(
  set: Set,
  names: readonly Name[],
): Readonly<Record<Name, string>> | undefined {
  const has = (name: Name) => set[`HAVEN_GATEWAY_${name}` as keyof Set]
  const missing = names.filter((name) => has(name) === undefined)
  if (missing.length === names.length) return undefined
  if (missing.length > 0)
    throw new Error(
      `A gateway needs all of these settings, or none. Set these too: ${missing.map((name) => `HAVEN_GATEWAY_${name}`).join(', ')}`,
    )
  return Object.fromEntries(names.map((name) => [name, has(name) ?? ''])) as Record<Name, string>
}

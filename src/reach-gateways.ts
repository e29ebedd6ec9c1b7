import { join } from 'node:path'
import { httpGateways } from './adapters/gateway-http/index.ts'
import { statusReceiver, type StatusReceiver } from './adapters/gateway-http/status-receiver.ts'
import { rememberingGateways } from './adapters/gateways-remembering/index.ts'
import { openStatuses } from './adapters/statuses-sqlite/index.ts'
import { identityFrom, type GatewayAccess } from './gateway-access.ts'
import { gatewaysByArea, type TransportSettings } from './gateways.ts'
import type { Clock } from './ports/clock.ts'
import type { Directory } from './ports/directory.ts'
import type { Gateways } from './ports/gateway.ts'

/** Every area's gateway, and how gateways elsewhere reach us. */
export interface Reached {
  readonly gateways: Gateways
  /** Hears from gateways elsewhere that a status changed; absent where nothing is agreed to sign with. */
  readonly statuses?: StatusReceiver
  close(): void
}

/** What is needed to reach them. */
export interface Reaching {
  readonly directory: Pick<Directory, 'area'>
  readonly dataFolder: string
  readonly clock: Clock
  /** Where the embedded desk is, and our token there. */
  readonly embedded: () => { readonly url: string; readonly token: string }
  readonly gatewayToken: string | undefined
  readonly gatewayAccess?: GatewayAccess
  readonly statusSecret?: string | undefined
  readonly transports?: TransportSettings
}

/** Wires the ways to gateways together. Throws a sentence when our certificate cannot be read. */
export function reachGateways(reaching: Reaching): Reached {
  const { directory, dataFolder, clock, embedded, gatewayToken: token, statusSecret } = reaching
  const { credentials, files } = reaching.gatewayAccess ?? {}
  const identity = files && identityFrom(files)
  const http = httpGateways((id) => {
    const gateway = directory.area(id)?.gateway
    if (gateway?.url === undefined) return undefined
    if (gateway.url === 'embedded') return embedded()
    const address = { url: gateway.url, ...(identity && { identity }) }
    if (credentials) return { ...address, credentials }
    return token === undefined ? undefined : { ...address, token }
  })
  const settings = reaching.transports ?? {}
  const gateways = gatewaysByArea({ directory, http, settings, dataFolder, clock })
  if (statusSecret === undefined) return { gateways, close: () => {} }
  const heard = openStatuses(join(dataFolder, 'statuses.db'))
  return {
    gateways: rememberingGateways(gateways, heard),
    statuses: statusReceiver(statusSecret, heard, () => clock.now()),
    close: () => heard.close(),
  }
}

import { mailGateways } from './adapters/gateway-mail/index.ts'
import { webhookGateways } from './adapters/gateway-webhook/index.ts'
import { lastWatched } from './adapters/watch-files/index.ts'
import type { Config } from './config.ts'
import type { Transport } from './domain/area.ts'
import type { Clock } from './ports/clock.ts'
import type { Directory } from './ports/directory.ts'
import type { Gateways } from './ports/gateway.ts'

/** What the transports without an API need besides an area's own data. */
export type TransportSettings = Pick<Config, 'smtp' | 'mailPassphrase' | 'webhookSecret'>

/**
 * The gateway of each area, by the way that its data names: over HTTP (`http`), by mail, or by a signed webhook. Where a
 * setting is missing there is none, and what was agreed waits; in production that does not start (`refusals.ts`).
 */
export function gatewaysByArea(wiring: {
  readonly directory: Pick<Directory, 'area'>
  readonly http: Gateways
  readonly settings: Partial<TransportSettings>
  readonly dataFolder: string
  readonly clock: Clock
}): Gateways {
  const { directory, settings, dataFolder, clock } = wiring
  const now = () => clock.now()
  const transportOf = (area: string): Transport | undefined => directory.area(area)?.gateway?.transport
  const lastConfirmed = (area: string) => () => lastWatched(dataFolder, area, now())
  const { smtp: server, mailPassphrase: passphrase, webhookSecret: secret } = settings

  const mail = mailGateways(
    (area) => {
      const way = transportOf(area)
      if (way?.kind !== 'mail' || !server) return undefined
      const { to, from } = way
      const confirmed = lastConfirmed(area)
      if (way.encrypt === 'agreed-mailbox') return { mailbox: { to, from }, server, lastConfirmed: confirmed }
      return passphrase === undefined
        ? undefined
        : { mailbox: { to, from, passphrase }, server, lastConfirmed: confirmed }
    },
    { now },
  )
  const webhook = webhookGateways(
    (area) => {
      const way = transportOf(area)
      if (way?.kind !== 'webhook' || secret === undefined) return undefined
      return { url: way.url, secret, lastConfirmed: lastConfirmed(area) }
    },
    { now },
  )
  const ways = { http: wiring.http, mail, webhook }
  return { of: (area) => ways[transportOf(area)?.kind ?? 'http'].of(area) }
}

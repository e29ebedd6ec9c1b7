import { randomBytes, randomUUID } from 'node:crypto'

/** What the fake carrier and Haven know each other by. Made anew for each run. */
export interface Credentials {
  readonly account: string
  readonly token: string
  readonly notifyKey: string
  readonly template: string
  readonly bearer: string
}

export const newCredentials = (): Credentials => ({
  account: `AC${randomBytes(16).toString('hex')}`,
  token: randomBytes(16).toString('hex'),
  notifyKey: `handset-${randomUUID()}-${randomUUID()}`,
  template: randomUUID(),
  bearer: randomBytes(24).toString('hex'),
})

/** The environment of a Haven that has its texts carried by `carrier`. */
export const settingsFor = (
  { account, token, notifyKey, template, bearer }: Credentials,
  carrier: string,
): Readonly<Record<string, string>> => ({
  HAVEN_TWILIO_ACCOUNT: account,
  HAVEN_TWILIO_TOKEN: token,
  HAVEN_TWILIO_URL: carrier,
  HAVEN_NOTIFY_KEY: notifyKey,
  HAVEN_NOTIFY_TEMPLATE: template,
  HAVEN_NOTIFY_BEARER: bearer,
  HAVEN_NOTIFY_URL: carrier,
})

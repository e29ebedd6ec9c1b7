import { createHmac } from 'node:crypto'

/**
 * The headers of a signed request (standardwebhooks.com). `secret` is `whsec_` and base64, as both sides keep it.
 * The id is the same for every repeat of one errand; the time is that of this try, so that an old request cannot be
 * played again.
 */
export function signed(
  id: string,
  body: string,
  { secret, at }: { readonly secret: string; readonly at: Date },
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const time = Math.floor(at.getTime() / 1000).toString()
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` }
}

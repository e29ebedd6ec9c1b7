import { createHmac } from 'node:crypto'

/** A key of GOV.UK Notify: a name, and the ids of the service and of its secret, which are UUIDs. */
const KEY =
  /^.*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

export const isNotifyKey = (key: string): boolean => KEY.test(key)

/**
 * The token that opens one call: a JSON Web Token (RFC 7519), HMAC-SHA256, from the service at this second. Notify takes
 * it for half a minute. (https://docs.notifications.service.gov.uk/rest-api.html#authorisation-header)
 */
export function tokenOf(key: string, now: Date): string {
  const [, service = '', secret = ''] = KEY.exec(key) ?? []
  const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url')
  const claims = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat: Math.floor(now.getTime() / 1000) })}`
  return `${claims}.${createHmac('sha256', secret).update(claims).digest('base64url')}`
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What Twilio signs its calls with: base64 of the HMAC-SHA1, keyed by the account's token, of the full URL as Twilio
 * calls it, followed by each parameter's name and value, in the order of names
 * (https://www.twilio.com/docs/usage/security).
 */
export function signatureOf(token: string, url: string, parameters: URLSearchParams): string {
  const pairs = [...new Set(parameters.keys())]
    .toSorted()
    .flatMap((name) => [...new Set(parameters.getAll(name))].toSorted().map((value) => name + value))
  return createHmac('sha1', token)
    .update(url + pairs.join(''), 'utf8')
    .digest('base64')
}

/** Compares without telling by its time how far two signatures agree. */
export function isSigned(token: string, url: string, parameters: URLSearchParams, claimed: string): boolean {
  const [right, given] = [Buffer.from(signatureOf(token, url, parameters)), Buffer.from(claimed)]
  return right.length === given.length && timingSafeEqual(right, given)
}

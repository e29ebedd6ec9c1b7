import { createHmac } from 'node:crypto'
import { isSayable } from '../../adapters/sms-notify/sayable.ts'
import type { Credentials } from './credentials.ts'

/** A text of ours as a provider's API was asked to send it. */
export interface Asked {
  readonly to: string
  readonly from: string
  readonly text: string
  readonly reference?: string
}

/** The fake carrier's reading of Twilio's `Messages.json`: a form, and the account's name and token. */
export function askedOfTwilio(
  authorization: string,
  body: string,
  { account, token }: Credentials,
): Asked | undefined {
  const right = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  if (authorization !== right) return undefined
  const form = new URLSearchParams(body)
  return { to: form.get('To') ?? '', from: form.get('From') ?? '', text: form.get('Body') ?? '' }
}

/** The same for Notify's `/v2/notifications/sms`: a token that is signed and fresh, and our template. */
export function askedOfNotify(
  authorization: string,
  body: string,
  { notifyKey, template, number, now }: Credentials & { readonly number: string; readonly now: number },
): Asked | undefined {
  if (!isFresh(authorization.replace(/^Bearer /, ''), notifyKey, now)) return undefined
  const sent = JSON.parse(body) as {
    readonly phone_number: string
    readonly template_id: string
    readonly personalisation: { readonly text: string }
    readonly reference: string
  }
  if (sent.template_id !== template) return undefined
  const text = isSayable(sent.personalisation.text)
    ? sent.personalisation.text
    : [...sent.personalisation.text].map((sign) => (isSayable(sign) ? sign : '?')).join('')
  return { to: sent.phone_number, from: number, text, reference: sent.reference }
}

/** Checked here by hand, so that a mistake of the adapter's cannot check itself. */
export function isFresh(token: string, key: string, now: number): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.')
  const right = createHmac('sha256', key.slice(-36)).update(`${head}.${claims}`).digest('base64url')
  if (signature !== right) return false
  const { iss, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iss: string; iat: number }
  return iss === key.slice(-73, -37) && Math.abs(now / 1000 - iat) <= 30
}

/** What Twilio signs a call with, written anew from its documentation for the same reason. */
export function signed(token: string, url: string, form: Readonly<Record<string, string>>): string {
  const names = Object.keys(form).toSorted()
  return createHmac('sha1', token)
    .update(url + names.map((name) => `${name}${form[name]}`).join(''))
    .digest('base64')
}

import { z } from 'zod'
import { isNotifyKey } from './adapters/sms-notify/token.ts'
import type { NotifyService } from './adapters/sms-notify/index.ts'
import type { TwilioAccount } from './adapters/sms-twilio/index.ts'
import { isLoopback } from './domain/area.ts'

const isSafe = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && (url.protocol === 'https:' || isLoopback(url.hostname))
}
const api = (usual: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be an address, such as https://api.example.org' })
    .refine(isSafe, 'must be https, or this same machine')
    .transform((url) => url.replace(/\/+$/, ''))
    .default(usual)

/** What the environment may say about text messages. Each provider needs all of its own, or none. */
export const TEXT_SETTINGS = {
  /** Twilio: the account, and the token that both sides sign with. */
  HAVEN_TWILIO_ACCOUNT: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hexadecimal digits')
    .optional(),
  HAVEN_TWILIO_TOKEN: z.string().min(16, 'must be the whole auth token of the account').optional(),
  HAVEN_TWILIO_URL: api('https://api.twilio.com'),
  /** GOV.UK Notify: a key, the template whose content is ((text)), and what Notify is told to call us with. */
  HAVEN_NOTIFY_KEY: z.string().refine(isNotifyKey, 'must be a whole key of GOV.UK Notify').optional(),
  HAVEN_NOTIFY_TEMPLATE: z.uuid('must be the id of the template, as Notify shows it').optional(),
  HAVEN_NOTIFY_BEARER: z.string().min(24, 'must be 24 signs or more, and random').optional(),
  HAVEN_NOTIFY_SENDER: z.uuid('must be the id of the sender, as Notify shows it').optional(),
  HAVEN_NOTIFY_URL: api('https://api.notifications.service.gov.uk'),
  /** How long more of an account is waited for after each part of it, in seconds. */
  HAVEN_TEXTS_GATHER_SECONDS: z.coerce
    .number('must be 1 to 20 seconds')
    .min(1, 'must be 1 to 20 seconds')
    .max(20, 'must be 1 to 20 seconds')
    .default(8),
}

/** The providers of texts that were set up; none: texts are off. */
export interface TextSettings {
  readonly twilio: TwilioAccount | undefined
  readonly notify: NotifyService | undefined
  readonly gatherMs: number
}

/** Throws a sentence where only half of a provider's settings are there. */
export function textSettings(set: z.infer<z.ZodObject<typeof TEXT_SETTINGS>>): TextSettings {
  const twilio = whole('Twilio', {
    HAVEN_TWILIO_ACCOUNT: set.HAVEN_TWILIO_ACCOUNT,
    HAVEN_TWILIO_TOKEN: set.HAVEN_TWILIO_TOKEN,
  })
  const notify = whole('GOV.UK Notify', {
    HAVEN_NOTIFY_KEY: set.HAVEN_NOTIFY_KEY,
    HAVEN_NOTIFY_TEMPLATE: set.HAVEN_NOTIFY_TEMPLATE,
    HAVEN_NOTIFY_BEARER: set.HAVEN_NOTIFY_BEARER,
  })
  return {
    twilio: twilio && {
      account: twilio.HAVEN_TWILIO_ACCOUNT,
      token: twilio.HAVEN_TWILIO_TOKEN,
      url: set.HAVEN_TWILIO_URL,
    },
    notify: notify && {
      key: notify.HAVEN_NOTIFY_KEY,
      template: notify.HAVEN_NOTIFY_TEMPLATE,
      bearer: notify.HAVEN_NOTIFY_BEARER,
      sender: set.HAVEN_NOTIFY_SENDER,
      url: set.HAVEN_NOTIFY_URL,
    },
    gatherMs: set.HAVEN_TEXTS_GATHER_SECONDS * 1000,
  }
}

function whole<T extends string>(
  provider: string,
  settings: Readonly<Record<T, string | undefined>>,
): Readonly<Record<T, string>> | undefined {
  const missing = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length === 0) return settings as Readonly<Record<T, string>>
  if (missing.length === Object.keys(settings).length) return undefined
  throw new Error(`${provider} needs all of its settings, or none. Set these too: ${missing.join(', ')}`)
}

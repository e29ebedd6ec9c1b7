import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { derive, KEY } from './sealing.ts'

/**
 * What keyed digests are made with. They outlive every master key: a row that is looked up by a digest could never be
 * found again. None of them opens anything, so they may be kept under a newer key when the first is long destroyed.
 */
export interface DigestKeys {
  /** For every purpose that is not in `of`. */
  readonly root: Uint8Array
  /** By purpose. */
  readonly of: Readonly<Record<string, Uint8Array>>
}

/**
 * The purposes that there were before digests had keys of their own. Theirs stay what they were, made straight from the
 * first master key, so that stores of then go on. A new purpose needs no line here.
 */
const FIRST_PURPOSES = [
  'conversation',
  'try',
  'referral secret',
  'embedded-gateway-token',
  'gateway.sessions',
  'gateway.csrf',
  'gateway.referrals',
  'directory.link',
  'directory.key',
  'directory.session',
  'directory.csrf',
] as const

/** The digest keys of a store that was made with `key`. */
export const digestKeysOf = (key: Uint8Array): DigestKeys => ({
  root: derive(key, 'digest root').export(),
  of: Object.fromEntries(
    FIRST_PURPOSES.map((purpose) => [purpose, derive(key, `digest|${purpose}`).export()]),
  ),
})

/** A keyed digest, hex, by value and purpose. */
export function digesting({ root, of }: DigestKeys): (value: string, purpose: string) => string {
  const known = new Map<string, KeyObject>()
  const keyFor = (purpose: string): KeyObject => {
    const own = Object.hasOwn(of, purpose) ? of[purpose] : undefined
    const key = known.get(purpose) ?? (own ? createSecretKey(own) : derive(root, `digest|${purpose}`))
    known.set(purpose, key)
    return key
  }
  return (value, purpose) => createHmac('sha256', keyFor(purpose)).update(value).digest('hex')
}

const key = z
  .base64()
  .transform((text): Uint8Array => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY)
const writtenSchema = z.strictObject({ root: key, of: z.record(z.string(), key) })

/** As bytes, to be sealed. */
export const writeDigestKeys = ({ root, of }: DigestKeys): Uint8Array => {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const entries = Object.entries(of).map(([purpose, bytes]) => [purpose, text(bytes)] as const)
  return Buffer.from(JSON.stringify({ root: text(root), of: Object.fromEntries(entries) }))
}

/** Throws when these bytes are no digest keys. */
export const readDigestKeys = (bytes: Uint8Array): DigestKeys =>
  writtenSchema.parse(JSON.parse(Buffer.from(bytes).toString()))

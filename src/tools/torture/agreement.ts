import { createHash } from 'node:crypto'
import { digestOf } from '../../actions/sending.ts'
import type { Payload, Referral } from '../../domain/referral.ts'
import { madeSafer, type Safer } from '../../domain/safer.ts'

/**
 * One name for one agreed content: the digest in the record of the agreement, and a digest of our own of what goes with
 * it. A body that carries somebody's agreement and other content has another name.
 */
export const agreementOn = (payload: Payload): string => `${digestOf(payload)} ${inOrder(payload)}`

/** The name of the same agreed content with less contact: its record still says what was agreed to (decision 16). */
export const agreementOnLess = (payload: Payload, safer: Safer): string =>
  `${digestOf(payload)} ${inOrder(madeSafer(payload, safer))}`

/** The name of what a referral carries. */
export function agreementIn(referral: Referral): string {
  const { reference: _reference, made_at: _madeAt, consent, ...payload } = referral
  return `${consent.payload_digest} ${inOrder(payload)}`
}

/** Whatever the order of its keys. */
const inOrder = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

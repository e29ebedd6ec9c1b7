import { createHash } from 'node:crypto'

/** The namespace of every id that we make. Never change it: others keep what they took from us by these ids. */
const NAMESPACE = Buffer.from('6f1c4a0e2b7d4e0f9a35c1d8e7b26f40', 'hex')

/** A UUID made from a name, the same for ever (RFC 9562, version 5). */
export function uuidFrom(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A service's UUID in Open Referral: its own where it has one. */
export const orukIdOf = ({
  id,
  oruk_id,
}: {
  readonly id: string
  readonly oruk_id?: string | undefined
}): string => oruk_id ?? uuidFrom(`service/${id}`)

import type { z } from 'zod'
import { referralSchema, type Referral } from '../../domain/referral.ts'

/** What a body turned out to be. `detail` names places in it, never what stood there. */
export type Parsed =
  | { readonly result: 'referral'; readonly referral: Referral }
  | { readonly result: 'not-json' }
  | { readonly result: 'wrong'; readonly detail: string }

/** A field name that may be repeated back: it cannot be a sentence, a name or markup. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,39}$/
/** Tab and the two line ends are text; every other control character has no business in a referral. */
// oxlint-disable-next-line no-control-regex -- finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const MOST_NAMED = 20

/** Reads one referral, strictly: nothing unknown, nothing missing, nothing hidden. */
export function parseReferral(text: string): Parsed {
  const value = parseJson(text)
  if (value === undefined) return { result: 'not-json' }
  const parsed = referralSchema.safeParse(value)
  if (!parsed.success) return wrong(parsed.error.issues.flatMap(placesOf))
  const hidden = controlled(parsed.data, [])
  if (hidden.length > 0) return wrong(hidden)
  if (parsed.data.consent.recipient !== parsed.data.recipient.id) return wrong(['consent.recipient'])
  return { result: 'referral', referral: parsed.data }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('A key that could change what an object is')
      return value
    })
  } catch {
    return undefined
  }
}

const wrong = (places: readonly string[]): Parsed => ({
  result: 'wrong',
  detail: `Missing, unknown or not in the agreed form: ${places.slice(0, MOST_NAMED).join(', ')}`,
})

function placesOf(issue: z.core.$ZodIssue): readonly string[] {
  const at = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys') return [at.join('.') || 'the whole body']
  return issue.keys.map((key) =>
    [...at, PLAIN_NAME.test(key) ? key : '(a field with a strange name)'].join('.'),
  )
}

function controlled(value: unknown, at: readonly string[]): readonly string[] {
  if (typeof value === 'string') return CONTROL.test(value) ? [at.join('.')] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => controlled(inner, [...at, key]))
}

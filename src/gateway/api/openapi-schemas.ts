import { z } from 'zod'
import { stopSchema } from '../../domain/contact-plan.ts'
import { referralSchema } from '../../domain/referral.ts'
import { saferSchema } from '../../domain/safer.ts'
import { DECLINE_REASONS, LONGEST_WAIT_WEEKS } from '../../domain/tracking.ts'
import { CAPACITY_STATES } from '../store/capacity.ts'
import { DESK_STATUSES } from '../store/referrals.ts'
import { BSER } from './bser.ts'

type Properties = Readonly<Record<string, unknown>>

const time = { type: 'string', format: 'date-time' }
const weeks = { type: 'integer', minimum: 0, maximum: LONGEST_WAIT_WEEKS }

export const referenceSchema = { type: 'string', pattern: '^[A-Z]{3,8}-[0-9]{3,6}$' }

/** Everything in `properties` is there; what is in `optional` may be. */
const object = (properties: Properties, optional: Properties = {}) => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
})

const { $schema: _draft, ...stopJson } = z.toJSONSchema(stopSchema, { io: 'input' })

const standing = {
  reference: referenceSchema,
  status: {
    enum: DESK_STATUSES,
    description: 'The same in HL7 BSeR (STU 1) and FHIR R4 `Task`: see `x-bser`.',
    'x-bser': BSER,
  },
  status_at: time,
}
const besides = {
  reason: { enum: DECLINE_REASONS, description: 'Only when declined. Never free text.' },
  wait_weeks: { ...weeks, description: 'Only while waiting: about how many weeks it will be.' },
}

/** What goes in and out, by name. */
export const SCHEMAS = {
  Referral: z.toJSONSchema(referralSchema, { io: 'input' }),
  Received: object({ reference: referenceSchema, status: { const: 'received' }, received_at: time }),
  Corrected: object({
    reference: referenceSchema,
    sequence: { type: 'integer', minimum: 2 },
    status: { const: 'received' },
    received_at: time,
  }),
  Safer: z.toJSONSchema(saferSchema, { io: 'input' }),
  Stopped: object({
    reference: referenceSchema,
    stopped: {
      ...stopJson,
      description: 'All that was ever stopped, what was just asked for included.',
    },
  }),
  Standing: object(standing, besides),
  Changes: object({
    referrals: { type: 'array', items: { $ref: '#/components/schemas/Standing' } },
    next: { type: 'string', description: 'The cursor to ask from next. Opaque; it may be kept for ever.' },
    more: { type: 'boolean', description: 'True when asking from `next` gives more at once.' },
  }),
  Capacity: object(
    {
      state: { enum: CAPACITY_STATES },
      as_of: {
        type: ['string', 'null'],
        format: 'date-time',
        description: 'When a person last said so; null: nobody ever did.',
      },
    },
    { wait_weeks: { ...weeks, description: 'Only while waiting.' } },
  ),
  Desk: object({ last_opened_at: { ...time, type: ['string', 'null'] } }),
  StatusChange: object({ id: { type: 'string' }, ...standing }, besides),
  Token: object({
    access_token: { type: 'string' },
    token_type: { const: 'Bearer' },
    expires_in: { type: 'integer', description: 'Seconds.' },
  }),
  TokenError: object({
    error: { enum: ['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope'] },
  }),
  Problem: object(
    { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
    { detail: { type: 'string', description: 'Names fields, never what was in them.' } },
  ),
}

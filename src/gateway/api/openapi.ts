import { z } from 'zod'
import { referralSchema } from '../../domain/referral.ts'
import { DESK_STATUSES } from '../store/referrals.ts'

const time = { type: 'string', format: 'date-time' }
const referenceSchema = { type: 'string', pattern: '^[A-Z]{3,8}-[0-9]{3,6}$' }
const object = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const content = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
})
const answer = (description: string, name: string) => ({ description, content: content(name) })
const error = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const inPath = { name: 'reference', in: 'path', required: true, schema: referenceSchema }
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Equal to the reference in the body.',
  schema: referenceSchema,
}

const send = {
  summary: 'Send one referral. May be repeated: the reference is the idempotency key.',
  parameters: [idempotencyKey],
  requestBody: { required: true, content: content('Referral') },
  responses: {
    201: answer('Received now, and kept durably.', 'Received'),
    200: answer('This very referral was received before: the same answer as then.', 'Received'),
    400: error('Not JSON, or no Idempotency-Key.'),
    401: error('No client has this token.'),
    409: error('Another referral has this reference, or it was withdrawn before it came. Do not repeat.'),
    413: error('Larger than 64 kB.'),
    415: error('Not application/json.'),
    422: error('Not a referral: `detail` names the fields, never what was in them. Do not repeat.'),
  },
}

const look = {
  summary: 'Where a referral stands. Never its content.',
  parameters: [inPath],
  responses: {
    200: answer('Known.', 'Standing'),
    401: error('No client has this token.'),
    404: error('Not known.'),
  },
}

const withdraw = {
  summary:
    'Take a referral back: its content is wiped for good. May be repeated, and may come before the referral.',
  parameters: [inPath],
  responses: {
    200: answer('Withdrawn.', 'Standing'),
    401: error('No client has this token.'),
    404: error('Another client sent it.'),
  },
}

const desk = {
  summary: 'When a person last opened the desk.',
  responses: {
    200: answer('When, or null: nobody ever did.', 'Desk'),
    401: error('No client has this token.'),
  },
}

/** The contract of `/gateway/v1`, in OpenAPI 3.1; the referral's schema is made from the one that parses it. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Victims’ gateway',
    version: '1.0.0',
    description: 'Receives referrals that people agreed to send, and says where they stand.',
  },
  security: [{ client: [] }],
  paths: {
    '/gateway/v1/openapi.json': {
      get: {
        summary: 'This description.',
        security: [],
        responses: { 200: { description: 'OpenAPI 3.1.' } },
      },
    },
    '/gateway/v1/referrals': { post: send },
    '/gateway/v1/referrals/{reference}': { get: look },
    '/gateway/v1/referrals/{reference}/withdrawal': { post: withdraw },
    '/gateway/v1/desk': { get: desk },
  },
  components: {
    securitySchemes: { client: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Referral: z.toJSONSchema(referralSchema, { io: 'input' }),
      Received: object({ reference: referenceSchema, status: { const: 'received' }, received_at: time }),
      Standing: object({ reference: referenceSchema, status: { enum: DESK_STATUSES }, status_at: time }),
      Desk: object({ last_opened_at: { ...time, type: ['string', 'null'] } }),
      Problem: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
        },
        required: ['type', 'title', 'status'],
      },
    },
  },
}

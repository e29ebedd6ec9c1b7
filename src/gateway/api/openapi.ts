import { referenceSchema, SCHEMAS } from './openapi-schemas.ts'

const content = (name: keyof typeof SCHEMAS, type = 'application/json') => ({
  [type]: { schema: { $ref: `#/components/schemas/${name}` } },
})
const answer = (description: string, name: keyof typeof SCHEMAS) => ({ description, content: content(name) })
const error = (description: string) => ({
  description,
  content: content('Problem', 'application/problem+json'),
})
const later = (description: string) => ({
  ...error(description),
  headers: {
    'Retry-After': {
      description: 'Seconds. Ask again no sooner.',
      required: true,
      schema: { type: 'integer' },
    },
  },
})

/** What any address may answer: nothing is wrong with what was asked. */
const WEATHER = {
  401: {
    ...error('No client has this token, or it has ended.'),
    headers: { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } },
  },
  429: later('Too many at once.'),
  503: later('It cannot be kept just now. Nothing was kept.'),
}

const inPath = { name: 'reference', in: 'path', required: true, schema: referenceSchema }
const keyed = (description: string, pattern: string) => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description,
  schema: { type: 'string', pattern },
})
const NOT_A_REFERRAL = {
  400: error('Not JSON, or no Idempotency-Key.'),
  413: error('Larger than 64 kB.'),
  415: error('Not application/json.'),
  422: error('Not a referral: `detail` names the fields, never what was in them. Do not repeat.'),
}

const send = {
  summary: 'Send one referral. May be repeated: the reference is the idempotency key.',
  parameters: [keyed('Equal to the reference in the body.', referenceSchema.pattern)],
  requestBody: { required: true, content: content('Referral') },
  responses: {
    201: answer('Received now, and kept durably.', 'Received'),
    200: answer('This very referral was received before: the same answer as then.', 'Received'),
    ...NOT_A_REFERRAL,
    409: error('Another referral has this reference, or it was withdrawn before it came. Do not repeat.'),
    ...WEATHER,
  },
}

const correct = {
  summary: 'Put other content, which the person agreed to, in the place of what was sent. May be repeated.',
  description:
    'The key is the reference, a slash and a number that counts up from 2. What came with an older number never ' +
    'overwrites what came with a newer one. The content before is not kept; that and when it was corrected is, and ' +
    'whoever reads the referral sees it. The status stays.',
  parameters: [inPath, keyed('REFERENCE/2, then REFERENCE/3.', '^[A-Z]{3,8}-[0-9]{3,6}/[1-9][0-9]{0,5}$')],
  requestBody: { required: true, content: content('Referral') },
  responses: {
    201: answer('Taken now, and kept durably.', 'Corrected'),
    200: answer('This very correction was taken before: the same answer as then.', 'Corrected'),
    ...NOT_A_REFERRAL,
    404: error('Not known: the referral itself comes first.'),
    409: error(
      'Something newer is here, this number had another body, or it was closed, declined or withdrawn. Do not repeat.',
    ),
    ...WEATHER,
  },
}

const look = {
  summary: 'Where a referral stands. Never its content.',
  parameters: [inPath],
  responses: { 200: answer('Known.', 'Standing'), 404: error('Not known.'), ...WEATHER },
}

const changes = {
  summary:
    'Where the referrals stand that changed since a cursor: of the client that asks, oldest change first.',
  description:
    'Each is there once, as it stands now. One that changes while pages are read moves to the end, so that whoever ' +
    'reads on until `more` is false has missed none, and asks from `next` again later.',
  parameters: [
    {
      name: 'since',
      in: 'query',
      description: '`next` of an answer; absent: from the start.',
      schema: { type: 'string' },
    },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
  ],
  responses: {
    200: answer('Some, or none.', 'Changes'),
    400: error('Not a cursor, or not a limit.'),
    ...WEATHER,
  },
}

const safer = {
  summary:
    'Stop ways of contacting the person, at once and for good. May be repeated, and may come before the referral.',
  description:
    'The person asked for less contact with their reference and secret. It can only ever be less, so no agreement is ' +
    'needed and nobody has to confirm it. Stops add up. They hold for what is here and for whatever comes later under ' +
    'this reference, the referral itself included: before anybody can act on it, those ways are out of it, and where ' +
    'no way is left, it is marked `they-will-ring`. At least: never use them again, delete their numbers and ' +
    'addresses, and show whoever opens the referral, first of all, what was stopped and when. `all` also means that ' +
    'nobody else is asked about the person. A way that was never agreed may be among them; nothing follows from it.',
  parameters: [inPath],
  requestBody: { required: true, content: content('Safer') },
  responses: {
    200: answer('Stopped, and kept durably.', 'Stopped'),
    400: error('Not JSON.'),
    404: error('Another client sent it.'),
    413: error('Larger than 1 kB.'),
    415: error('Not application/json.'),
    422: error('Not less contact.'),
    ...WEATHER,
  },
}

const withdraw = {
  summary:
    'Take a referral back: its content is wiped for good. May be repeated, and may come before the referral.',
  description:
    'The person no longer agrees. At least: stop contacting them at once, show whoever has read it that it was taken ' +
    'back, do not pass it on, do not let a copy in that is still on its way, and answer `withdrawn` from then on. A ' +
    'gateway that has not let anyone read it deletes the content now. One whose staff have acted on it treats this as ' +
    'a request for erasure to its controller, who may have to keep some of it by law and then tells the person so. ' +
    'This embedded desk deletes the content in both cases.',
  parameters: [inPath],
  responses: { 200: answer('Withdrawn.', 'Standing'), 404: error('Another client sent it.'), ...WEATHER },
}

const capacity = {
  summary: 'Whether the team takes people on. Referrals are received in every state.',
  responses: { 200: answer('As a person at the desk last said.', 'Capacity'), ...WEATHER },
}

const desk = {
  summary: 'When a person last opened the desk.',
  responses: { 200: answer('When, or null: nobody ever did.', 'Desk'), ...WEATHER },
}

const field = (schema: unknown) => ({ type: 'object', properties: schema, required: ['grant_type'] })
const token = {
  summary: 'OAuth 2 client credentials (RFC 6749, 4.4): a short-lived token for a client that has a secret.',
  description: 'The client is named by HTTP Basic or in the form, not both. Errors are those of the RFC.',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: field({
          grant_type: { const: 'client_credentials' },
          client_id: { type: 'string' },
          client_secret: { type: 'string' },
        }),
      },
    },
  },
  responses: {
    200: answer('A token, to be sent as `Authorization: Bearer`.', 'Token'),
    400: answer('Not such a request.', 'TokenError'),
    401: answer('No client has this name and secret.', 'TokenError'),
  },
}

const statusChanged = {
  summary: 'Posted to the address that a client registered, whenever a status is set at the desk.',
  description:
    'Signed as Standard Webhooks say: `Webhook-Signature` is `v1,` and the base64 of HMAC-SHA256 over ' +
    '`Webhook-Id.Webhook-Timestamp.body` with the secret that both sides have. Refuse a timestamp (seconds since ' +
    '1970) more than 5 minutes away, and an id that came before. Repeated with the same id, later and later for three ' +
    'days, until it is answered 2xx or 409; of one referral, in order.',
  parameters: ['Webhook-Id', 'Webhook-Timestamp', 'Webhook-Signature'].map((name) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: { required: true, content: content('StatusChange') },
  responses: {
    204: { description: 'Heard.' },
    401: error('The signature or the time is wrong.'),
    409: error('This id was heard before.'),
  },
}

const published = (summary: string, description: string) => ({
  get: { summary, security: [], responses: { 200: { description } } },
})

/** The contract of `/gateway/v1`, in OpenAPI 3.1; the referral's schema is made from the one that parses it. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Victims’ gateway',
    version: '1.2.0',
    description:
      'Receives referrals that people agreed to send, and says where they stand. Every error but those of the token ' +
      'is problem+json (RFC 9457). `npm run gateway:conformance` tests a gateway against this.',
  },
  security: [{ client: [] }, { oauth: [] }],
  paths: {
    '/gateway/v1/openapi.json': published('This description.', 'OpenAPI 3.1.'),
    '/gateway/v1/referral.schema.json': published('The schema of a referral.', 'JSON Schema 2020-12.'),
    '/gateway/v1/token': { post: token },
    '/gateway/v1/referrals': { get: changes, post: send },
    '/gateway/v1/referrals/{reference}': { get: look, put: correct },
    '/gateway/v1/referrals/{reference}/safer': { post: safer },
    '/gateway/v1/referrals/{reference}/withdrawal': { post: withdraw },
    '/gateway/v1/capacity': { get: capacity },
    '/gateway/v1/desk': { get: desk },
  },
  webhooks: { statusChanged: { post: statusChanged } },
  components: {
    securitySchemes: {
      client: { type: 'http', scheme: 'bearer' },
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: '/gateway/v1/token', scopes: {} } },
      },
      mutual: {
        type: 'mutualTLS',
        description:
          'A gateway may demand the client’s certificate besides, or in front of it; Haven shows the one that it is ' +
          'given. The embedded desk leaves that to the proxy before it.',
      },
    },
    schemas: SCHEMAS,
  },
}

import { z } from 'zod'
import { OWN, ownFieldsSchema } from '../open-referral/own-fields.ts'
import { LONGEST_SEARCH, MOST_PER_PAGE } from './query.ts'

const uuid = { type: 'string', format: 'uuid' }
const text = { type: 'string' }
const whole = { type: 'integer', minimum: 0 }
const list = (items: object) => ({ type: 'array', items })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const parameter = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
})
const paging = [
  parameter('page', 'Which page, counted from 1.', { type: 'integer', minimum: 1, default: 1 }),
  parameter('per_page', 'How many on a page.', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_PER_PAGE,
    default: 50,
  }),
]
const idInPath = { name: 'id', in: 'path', required: true, schema: uuid }

const failing = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})
const answer = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
})
const get = (
  summary: string,
  schema: object,
  more: { parameters?: readonly object[]; failures?: object } = {},
) => ({
  get: {
    summary,
    ...(more.parameters && { parameters: more.parameters }),
    responses: {
      200: answer('Found. ETag goes with it.', schema),
      304: { description: 'Not changed since the ETag in If-None-Match.' },
      ...more.failures,
    },
  },
})
const NOT_READ = { 400: failing('A parameter cannot be used; which, is in `detail`.') }
const NOT_THERE = { 404: failing('There is none with this id, or it may not be shown.') }

const page = (item: string) => ({
  type: 'object',
  required: [
    'total_items',
    'total_pages',
    'page_number',
    'size',
    'first_page',
    'last_page',
    'empty',
    'contents',
  ],
  properties: {
    total_items: whole,
    total_pages: whole,
    page_number: { type: 'integer', minimum: 1 },
    size: { ...whole, description: 'How many are on this page.' },
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
    contents: list(ref(item)),
  },
})

const phone = {
  type: 'object',
  required: ['id', 'number'],
  properties: { id: uuid, number: text, type: { enum: ['voice', 'text'] }, description: text },
}

const service = {
  type: 'object',
  required: ['id', 'name', 'status', OWN],
  properties: {
    id: uuid,
    name: text,
    status: { enum: ['active', 'defunct'] },
    description: text,
    url: { type: 'string', format: 'uri' },
    email: { type: 'string', format: 'email' },
    alert: { ...text, description: 'Begins with "Demonstration." for a record that nobody may rely on.' },
    minimum_age: whole,
    maximum_age: whole,
    eligibility_description: { ...text, description: 'Whom it is for.' },
    application_process: { ...text, description: 'How a person gets in.' },
    interpretation_services: text,
    accreditations: text,
    assured_date: { type: 'string', format: 'date', description: 'When a person last checked it.' },
    organization: { type: 'object', properties: { id: uuid, name: text, description: text } },
    phones: list(phone),
    contacts: list({ type: 'object', properties: { id: uuid, name: text, phones: list(phone) } }),
    schedules: list({ type: 'object', description: 'London time.' }),
    service_areas: list({ type: 'object', description: 'A council has its GSS code as `extent`.' }),
    service_at_locations: list({ type: 'object', description: 'Never for a refuge.' }),
    languages: list({ type: 'object', properties: { id: uuid, name: text, code: text } }),
    funding: list({ type: 'object', properties: { id: uuid, source: text } }),
    attributes: list({ type: 'object', description: 'Crimes (`crime`) and needs (`need`), by `link_type`.' }),
    [OWN]: {
      ...z.toJSONSchema(ownFieldsSchema.partial(), { io: 'input' }),
      // Only the top of a document may say which dialect it is in.
      $schema: undefined,
      description: 'What Open Referral has no place for, or no exact one, in the words of Haven.',
    },
  },
}

const named = (more: object = {}) => ({
  type: 'object',
  required: ['id', 'name', 'description'],
  properties: { id: uuid, name: text, description: text, ...more },
})

/** The description of `/directory`, in OpenAPI 3.1. Our own fields are described by the schema that parses them. */
export const openapi = (publicUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Directory of services for people hurt by crime',
    version: '1.0.0',
    description:
      'Open Referral UK 3.0, for anybody to read. It holds only services that may be shown today. Not offered: ' +
      'service_at_locations, and the parameters start_time, end_time and day, which are ignored like any unknown one.',
  },
  servers: [{ url: new URL('/', publicUrl).href }],
  paths: {
    '/directory/': get('What this is.', ref('About')),
    '/directory/services': get('Services, whole, sorted so that pages stay the same.', page('Service'), {
      parameters: [
        ...paging,
        parameter('search', 'Words that all stand in the name or what is said of it.', {
          ...text,
          maxLength: LONGEST_SEARCH,
        }),
        parameter('minimum_age', 'Services whose own minimum age is at least this; none counts as 0.', whole),
        parameter('maximum_age', 'Services whose own maximum age is at most this.', whole),
        parameter(
          'taxonomy_term_id',
          'Services with this term; those for every crime have each crime.',
          uuid,
        ),
        parameter('taxonomy_id', 'Services with any term of this taxonomy.', uuid),
      ],
      failures: NOT_READ,
    }),
    '/directory/services/{id}': get('One service.', ref('Service'), {
      parameters: [idInPath],
      failures: NOT_THERE,
    }),
    '/directory/taxonomies': get('Our two lists: crimes and needs.', page('Taxonomy'), {
      parameters: paging,
      failures: NOT_READ,
    }),
    '/directory/taxonomies/{id}': get('One list with its terms.', ref('Taxonomy'), {
      parameters: [idInPath],
      failures: NOT_THERE,
    }),
    '/directory/taxonomy_terms': get('Their terms.', page('Term'), {
      parameters: [...paging, parameter('taxonomy_id', 'Only the terms of this list.', uuid)],
      failures: NOT_READ,
    }),
    '/directory/taxonomy_terms/{id}': get('One term.', ref('Term'), {
      parameters: [idInPath],
      failures: NOT_THERE,
    }),
    '/directory/openapi.json': get('This description.', { type: 'object' }),
  },
  components: {
    schemas: {
      About: { type: 'object', properties: { version: text, profile: text, openapi_url: text } },
      Service: service,
      Taxonomy: named({ taxonomy_terms: list(ref('Term')) }),
      Term: named({ code: text, term: text, taxonomy: text, taxonomy_id: uuid }),
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status'],
        properties: { type: text, title: text, status: { type: 'integer' }, detail: text },
      },
    },
  },
})

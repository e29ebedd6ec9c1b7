import { fromColumn, ownInput, type Group, type Input } from './input.ts'
import type { Choice } from './options.ts'

const line = (path: string, group: Group): Input => fromColumn(path, { group, kind: 'line' })
const paragraph = (path: string, group: Group): Input => fromColumn(path, { group, kind: 'paragraph' })
const lines = (path: string, group: Group): Input => fromColumn(path, { group, kind: 'lines' })
const oneOf = (path: string, group: Group, choice: Choice): Input =>
  fromColumn(path, { group, kind: 'one-of', choice })
const severalOf = (path: string, group: Group, choice: Choice): Input =>
  fromColumn(path, { group, kind: 'several-of', choice })
const yesOrNo = (path: string, group: Group): Input =>
  fromColumn(path, { group, kind: 'one-of', choice: 'yes_no', mayBeOpen: true })

const TRUTH = { yes: true, no: false }

/** The form of a record, in the order in which it is read. */
export const INPUTS: readonly Input[] = [
  line('name', 'who'),
  line('organization', 'who'),
  oneOf('kind', 'who', 'kind'),
  paragraph('description', 'who'),
  line('translations.cy.name', 'who'),
  paragraph('translations.cy.description', 'who'),

  lines('phones', 'reach'),
  yesOrNo('on_bill', 'reach'),
  line('text_number', 'reach'),
  line('email', 'reach'),
  line('website', 'reach'),

  lines('hours', 'when'),

  line('where.force', 'where'),
  line('where.also_forces', 'where'),
  severalOf('where.countries', 'where', 'country'),
  lines('where.councils', 'where'),
  line('where.districts', 'where'),
  yesOrNo('where.part', 'where'),
  line('where.text', 'where'),
  lines('address.lines', 'where'),
  line('address.town', 'where'),
  line('address.postcode', 'where'),
  severalOf('delivery', 'where', 'delivery'),
  severalOf('access', 'where', 'access'),

  paragraph('who_for', 'whom'),
  paragraph('not_for', 'whom'),
  oneOf('gender', 'whom', 'gender'),
  line('minimum_age', 'whom'),
  line('maximum_age', 'whom'),
  severalOf('crimes', 'whom', 'crime'),
  severalOf('needs', 'whom', 'need'),
  oneOf('referral', 'whom', 'referral'),
  lines('languages', 'whom'),
  severalOf('by_and_for', 'whom', 'by_and_for'),
  yesOrNo('no_recourse_accepted', 'whom'),
  yesOrNo('police_run', 'whom'),
  ownInput('speaks_to', { group: 'whom', kind: 'one-of', choice: 'speaks_to', mayBeOpen: true }),
  ownInput('only_if_asked', { group: 'whom', kind: 'one-of', choice: 'yes_no', mayBeOpen: true }, TRUTH),

  lines('accreditations', 'marks'),
  line('safeguarding_attested_on', 'marks'),
  line('quality_assured_on', 'marks'),
  line('commissioned.by', 'marks'),
  line('commissioned.until', 'marks'),

  lines('sources', 'sources'),

  ownInput('confidence', { group: 'notes', kind: 'one-of', choice: 'confidence' }),
  ownInput('show_in_demo', { group: 'notes', kind: 'one-of', choice: 'yes_no' }, TRUTH),
  ownInput('same_as', { group: 'notes', kind: 'line' }),
  ownInput('recheck_reason', { group: 'notes', kind: 'paragraph' }),
]

/** Inputs and groups whose name alone is not enough: a language says more of each. */
export const EXPLAINED = {
  inputs: [
    'description',
    'translations.cy.name',
    'translations.cy.description',
    'phones',
    'email',
    'website',
    'hours',
    'where.force',
    'where.also_forces',
    'where.countries',
    'where.councils',
    'where.districts',
    'address.lines',
    'minimum_age',
    'maximum_age',
    'languages',
    'same_as',
    'accreditations',
    'commissioned.until',
    'safeguarding_attested_on',
    'quality_assured_on',
    'sources',
    'recheck_reason',
  ],
  groups: ['reach', 'where', 'whom'],
} as const

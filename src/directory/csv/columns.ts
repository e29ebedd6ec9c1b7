import { CRIMES } from '../../domain/crimes.ts'
import { NEEDS } from '../../domain/needs.ts'
import { BY_AND_FOR, DELIVERY, SERVICE_ACCESS } from '../../domain/service/parts.ts'
import { SERVICE_KINDS } from '../../domain/service.ts'
import { choice, choices } from './choices.ts'
import type { Column } from './column.ts'
import { column, dated, list, plain, truth, years } from './column.ts'
import { asPhones, readEmail, readLanguages, readNumber, readPhones, readWebsite } from './contacts.ts'
import { asHours, readHours } from './hours.ts'
import { asItems } from './items.ts'
import {
  asAddress,
  asCouncils,
  readAddress,
  readCouncils,
  readDistricts,
  readForces,
  readPostcode,
} from './places.ts'
import { asMarks, asSources, readMarks, readSources } from './proofs.ts'

const EVERY_CRIME = 'all'
const CRIME_WORDS = [EVERY_CRIME, '*', ...CRIMES] as const

/**
 * The one table of the spreadsheet: its columns in their order, the field of a record that each keeps, what stands in
 * it. Both ways go through here, so that what is written can be read. Words in languages other than English and Welsh
 * have no column. Fields without one (`speaks_to`,
 * `only_if_asked`, `same_as`, `confidence`, `show_in_demo`, `collected_on`, `recheck_reason`) are decided in the record
 * itself; an import leaves them alone.
 */
export const COLUMNS: readonly Column[] = [
  { ...plain('Id', 'id', 'lower-case letters, digits and hyphens; never changed later'), blank: 'refused' },
  plain('Open Referral id', 'oruk_id', 'the UUID of the same service in Open Referral feeds'),
  { ...plain('Name', 'name', 'the name that people know it by'), blank: 'refused' },
  plain('Organization', 'organization', 'who runs it'),
  {
    ...plain('Kind', 'kind', `one of: ${SERVICE_KINDS.join(', ')}`),
    read: (cell) => choice(cell, SERVICE_KINDS),
    blank: 'refused',
  },
  {
    ...plain('Status', 'status', 'active or closed'),
    read: (cell) => choice(cell, ['active', 'closed']),
    blank: 'refused',
  },
  plain('Description', 'description', 'what it does, in a sentence or two'),
  plain('Who for', 'who_for', 'in words'),
  plain('Name in Welsh', 'translations.cy.name', 'only where it has one'),
  plain('Description in Welsh', 'translations.cy.description', 'written by somebody who speaks Welsh'),
  plain('Not for', 'not_for', 'whom it cannot help, in words'),
  {
    ...plain('Gender', 'gender', 'any, women or men'),
    read: (cell) => choice(cell, ['any', 'women', 'men']),
    blank: 'refused',
  },
  years('Minimum age', 'minimum_age', 'in whole years'),
  years('Maximum age', 'maximum_age', 'in whole years'),
  list('By and for', 'by_and_for', BY_AND_FOR),
  truth('No recourse accepted', 'no_recourse_accepted', 'takes people without recourse to public funds too'),
  {
    ...column('Crimes', 'crimes', `"${EVERY_CRIME}", or some of: ${CRIMES.join(', ')}`, ({ crimes }) =>
      asItems(crimes.map((crime) => (crime === '*' ? EVERY_CRIME : crime))),
    ),
    read: (cell) => {
      const read = choices(cell, CRIME_WORDS)
      if ('refused' in read) return read
      return { value: read.value.map((crime) => (crime === EVERY_CRIME ? '*' : crime)) }
    },
    blank: [],
  },
  { ...list('Needs', 'needs', NEEDS), blank: [] },
  plain('Force', 'where.force', "the area's force, such as essex"),
  {
    ...list('Other forces', 'where.also_forces', []),
    what: 'neighbouring forces that it serves as well',
    read: readForces,
  },
  list('Countries', 'where.countries', ['England', 'Wales']),
  {
    ...column('Councils', 'where.councils', 'names or GSS codes; blank: the whole area', ({ where }, names) =>
      asCouncils(where.councils ?? [], names),
    ),
    read: readCouncils,
  },
  {
    ...list('Districts', 'where.districts', []),
    what: 'first halves of postcodes inside those councils',
    read: readDistricts,
  },
  truth('Part of councils', 'where.part', 'serves only a part of those councils'),
  plain('Where in words', 'where.text', 'as people would say it'),
  {
    ...column(
      'Address',
      'address.lines',
      'lines apart by ; or "withheld" where it must not be found',
      (one) => asAddress(one.address),
    ),
    read: readAddress,
  },
  plain('Town', 'address.town', 'of the address'),
  { ...plain('Postcode', 'address.postcode', 'of the address'), read: readPostcode },
  list('Delivery', 'delivery', DELIVERY),
  list('Access', 'access', SERVICE_ACCESS),
  {
    ...column('Phones', 'phones', 'every number with its label in brackets, apart by ;', ({ phones }) =>
      asPhones(phones),
    ),
    read: readPhones,
    blank: [],
  },
  truth('On the bill', 'on_bill', 'whether a call shows on an itemised bill', { yes: 'yes', no: 'no' }),
  { ...plain('Text number', 'text_number', 'for text messages'), read: readNumber },
  { ...plain('Email', 'email', "the team's, never one person's"), read: readEmail },
  { ...plain('Website', 'website', 'begins with https://'), read: readWebsite },
  {
    ...column(
      'Hours',
      'hours',
      'Mon-Fri 09:00-17:00; Sat 10:00-12:00; bank holidays closed. Or: always. Blank: not known',
      ({ hours }) => asHours(hours),
    ),
    read: readHours,
    blank: null,
  },
  {
    ...list('Languages', 'languages', []),
    what: 'codes: en, cy, bfi (British Sign Language), pl',
    read: readLanguages,
    blank: [],
  },
  {
    ...plain('Referral', 'referral', 'self, professional, after-police-report or unknown'),
    read: (cell) => choice(cell, ['self', 'professional', 'after-police-report', 'unknown']),
    blank: 'unknown',
  },
  truth('Run by the police', 'police_run', 'the police themselves run it'),
  {
    ...plain('Takes people', 'capacity.state', 'open, waiting or closed'),
    read: (cell) => choice(cell, ['open', 'waiting', 'closed']),
  },
  years('Weeks to wait', 'capacity.wait_weeks', 'whole weeks, where people wait'),
  dated('Capacity as of', 'capacity.as_of', 'the day on which that was so', 'past'),
  {
    ...column(
      'Accreditations',
      'accreditations',
      'scheme | level | awarded | expires | page, apart by ;',
      (one) => asMarks(one.accreditations ?? []),
    ),
    read: readMarks,
  },
  plain('Commissioned by', 'commissioned.by', 'who pays for it'),
  dated('Commissioned until', 'commissioned.until', 'the last day'),
  dated(
    'Safeguarding attested on',
    'safeguarding_attested_on',
    'when its managers said that staff are vetted and safeguarding is in place',
    'past',
  ),
  {
    ...dated('Info checked on', 'info_checked_on', 'when somebody last rang or read the live page', 'past'),
    blank: null,
  },
  dated('Quality assured on', 'quality_assured_on', 'when somebody judged how good it is', 'past'),
  plain('Successor', 'successor', 'the id of the service that took over from one that closed'),
  {
    ...column('Sources', 'sources', 'page | kind of page | its date | fields, apart by ;', ({ sources }) =>
      asSources(sources),
    ),
    read: readSources,
  },
]

/** Without these nobody knows which record a row is about, or whether it is still about the same. */
export const ALWAYS_NEEDED: readonly string[] = ['Id', 'Name']

/** A record that is new needs these as well. */
export const NEEDED_FOR_NEW: readonly string[] = ['Kind', 'Crimes', 'Needs']

/** Fields whose columns make sense only together. */
export const TOGETHER: readonly string[] = ['address', 'capacity', 'commissioned']

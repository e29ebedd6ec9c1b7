import type { Service } from '../../domain/service.ts'
import { given } from './given.ts'
import { orukIdOf, uuidFrom } from './ids.ts'
import { languageName } from './languages.ts'
import type { Names } from './names.ts'
import { OWN, ownFieldsOf } from './own-fields.ts'
import { locationsOf, serviceAreasOf } from './places.ts'
import { schedulesOf } from './schedules.ts'
import { attributesOf } from './taxonomies.ts'

/** What an export needs beside the record. */
export interface ExportContext {
  readonly names: Names
  /** Said of every record of a demonstration, so that nobody publishes it as true. */
  readonly alert?: string | undefined
}

/** A service of Open Referral UK 3.0: what is required, and whatever else there is. */
export type OpenReferralService = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'defunct'
}

/**
 * A record as a nested service of Open Referral UK 3.0 that is also one of HSDS 3.0. It may only be given records that
 * may be shown. Left out on purpose: withheld addresses, sources and their notes, and the reason to check again. The UK
 * profile has no path from a service to a phone; both standards allow more fields, so phones stand at the contact, and
 * at the service, where HSDS looks for them.
 */
export function toOpenReferral(service: Service, { names, alert }: ExportContext): OpenReferralService {
  const id = orukIdOf(service)
  const contacts = contactsOf(service, id)
  return {
    id,
    name: service.name,
    status: service.status === 'active' ? 'active' : 'defunct',
    ...given({
      description: service.description,
      url: service.website && uriOf(service.website),
      email: service.email,
      alert,
      minimum_age: service.minimum_age,
      maximum_age: service.maximum_age,
      eligibility_description: service.who_for,
      application_process: HOW_TO_GET_IN[service.referral],
      interpretation_services: service.access?.includes('interpreter')
        ? 'Interpreters can be had.'
        : undefined,
      accreditations: service.accreditations?.map(markText).join('; '),
      assured_date: service.info_checked_on,
      organization: organizationOf(service),
      contacts,
      phones: contacts[0]?.phones,
      schedules: schedulesOf(service),
      service_areas: serviceAreasOf(service, names),
      service_at_locations: locationsOf(service, names),
      languages: languagesOf(service),
      funding: service.commissioned && [
        { id: uuidFrom(`funding/${service.id}`), source: service.commissioned.by },
      ],
      attributes: attributesOf(service, id, names),
    }),
    [OWN]: ownFieldsOf(service),
  }
}

const HOW_TO_GET_IN: Readonly<Record<Service['referral'], string | undefined>> = {
  self: 'You can get in touch yourself.',
  professional: 'A professional has to refer you.',
  'after-police-report': 'After a report to the police.',
  unknown: undefined,
}

type Mark = NonNullable<Service['accreditations']>[number]

const markText = ({ scheme, level, expires }: Mark): string =>
  [
    level === undefined ? scheme : `${scheme} (${level})`,
    ...(expires === undefined ? [] : [`until ${expires}`]),
  ].join(', ')

function organizationOf({ organization: name }: Service) {
  // A description is required, and nothing is known but the name.
  return name === undefined ? undefined : { id: uuidFrom(`organization/${name}`), name, description: name }
}

function contactsOf(service: Service, service_id: string) {
  const contact_id = uuidFrom(`contact/${service.id}`)
  const text = service.text_number
  const phones = [
    ...service.phones.map(({ number, label }) => ({
      number,
      type: 'voice',
      ...given({ description: label }),
    })),
    ...(text === undefined ? [] : [{ number: text, type: 'text', description: 'Text' }]),
  ].map((phone, index) => ({
    id: uuidFrom(`phone/${service.id}/${index}`),
    contact_id,
    service_id,
    ...phone,
  }))
  return phones.length === 0 ? [] : [{ id: contact_id, service_id, name: service.name, phones }]
}

const languagesOf = (service: Service) =>
  [...new Set(service.languages)].map((code) => ({
    id: uuidFrom(`language/${service.id}/${code}`),
    name: languageName(code),
    code,
  }))

/** An address as the standard's `uri` has it: with letters outside ASCII written as codes. */
const uriOf = (address: string): string => (/^[!-~]+$/.test(address) ? address : new URL(address).href)

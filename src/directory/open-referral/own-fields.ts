import { z } from 'zod'
import { serviceSchema, type Service } from '../../domain/service.ts'
import { looksLikeRefuge } from '../refuge.ts'
import { given } from './given.ts'

/**
 * What Open Referral has no place for, or no exact one: it travels under `haven`, in our own words, so that another
 * Haven reads it back as it was. What only editors see (sources, reasons to check again) is not among it.
 */
export const ownFieldsSchema = z.object(
  serviceSchema.pick({
    id: true,
    kind: true,
    not_for: true,
    gender: true,
    by_and_for: true,
    no_recourse_accepted: true,
    where: true,
    address: true,
    delivery: true,
    access: true,
    on_bill: true,
    hours: true,
    referral: true,
    police_run: true,
    speaks_to: true,
    only_if_asked: true,
    same_as: true,
    successor: true,
    capacity: true,
    accreditations: true,
    commissioned: true,
    safeguarding_attested_on: true,
    quality_assured_on: true,
    confidence: true,
    collected_on: true,
  }).shape,
)

type OwnFields = Partial<z.infer<typeof ownFieldsSchema>>
export type OwnField = keyof z.infer<typeof ownFieldsSchema>

/** The name of the object in which our own fields travel. */
export const OWN = 'haven'

/** The own fields of a service. An address that may not be found leaves no trace, not even that it is withheld. */
export const ownFieldsOf = (service: Service) => {
  const fields: OwnFields = { ...ownFieldsSchema.parse(service) }
  if (shownAddress(service) === undefined) delete fields.address
  return given(fields)
}

/** The address that anybody may see; nothing for one that is withheld, and for whatever may be a refuge. */
export const shownAddress = (service: Service) =>
  service.address === undefined || 'withheld' in service.address || looksLikeRefuge(service)
    ? undefined
    : service.address

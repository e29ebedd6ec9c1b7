import { placedFaults, type Field, type FieldFault } from '../../domain/editing.ts'
import type { Area } from '../../domain/area.ts'
import type { Service } from '../../domain/service.ts'
import type { Records } from '../../ports/records.ts'
import { refusalsOf, type Refusal } from '../refusals.ts'
import { INPUTS } from './inputs/inputs.ts'
import type { InputFault } from './read-form.ts'

/**
 * Everything that keeps a record from being saved though it is well-formed: what may never be published, and what does
 * not fit beside the other records.
 */
export function judge(service: Service, home: Area, records: Records): readonly InputFault[] {
  const around = { home, areas: records.areas(), record: (id: string) => records.record(id)?.service }
  return [
    ...placedFaults(service, around).map(besideInput),
    ...refusalsOf(service).map((refusal) => ({ ...refusal, input: inputOf(refusal, service) })),
  ]
}

/** A fault of the domain beside the first input of its field; a field without one is said above the form. */
export const besideInput = ({ field, rule, what, cure }: FieldFault): InputFault => ({
  input: firstInput(field),
  rule,
  what,
  cure,
})

const firstInput = (field: Field): string => INPUTS.find((input) => input.field === field)?.name ?? ''

function inputOf({ rule, what }: Refusal, service: Service): string {
  if (rule === 'refuge-address')
    return service.address !== undefined && what.includes('gives an address')
      ? 'address.lines'
      : 'description'
  if (rule === 'personal-contact') return what.includes('e-mail') ? 'email' : 'phones'
  return service.text_number !== undefined && what.includes(service.text_number) ? 'text_number' : 'phones'
}

import type { z } from 'zod'
import type { Service } from '../service.ts'

/** One thing that keeps a record from being saved, said beside its field. */
export interface FieldFault {
  readonly field: keyof Service
  /** The rule's name, for example `wrong-number`. */
  readonly rule: string
  readonly what: string
  /** What the editor can do about it. */
  readonly cure: string
}

type Known = readonly [rule: string, what: string, cure: string]

/** What the schema refuses, as an editor understands it. A field that is not here says what the schema says. */
const KNOWN: Readonly<Partial<Record<keyof Service, Known>>> = {
  name: ['missing', 'There is no name', 'Write the name that people know it by'],
  phones: [
    'wrong-number',
    'One of these is not a UK number that can be dialled',
    'Check every digit against the source, one number a line',
  ],
  text_number: ['wrong-number', 'This is not a UK number that takes texts', 'Check every digit'],
  email: ['wrong-email', 'This is not an e-mail address', 'Check it, or leave it empty'],
  website: ['wrong-address', 'This is not a web address', 'Begin with https://'],
  hours: ['wrong-hours', 'These hours cannot be read', 'Write one line for each group of days'],
  crimes: ['unknown-crime', 'One of these is not a crime that we know', 'Choose from the list'],
  needs: ['unknown-need', 'One of these is not a kind of help that we know', 'Choose from the list'],
  minimum_age: ['wrong-age', 'This is not an age', 'Write whole years from 0 to 120, or leave it empty'],
  maximum_age: ['wrong-age', 'This is not an age', 'Write whole years from 0 to 120, or leave it empty'],
  sources: ['no-source', 'There is no source that can be used', 'Write where this can be read, one a line'],
  capacity: ['wrong-waiting', 'This is not a waiting time', 'Write whole weeks from 1 to 208'],
  address: ['wrong-address', 'This is not an address', 'Write up to four lines and a postcode'],
  where: [
    'wrong-place',
    'This is not a place where it can work',
    'Write council codes such as E07000197, and first halves of postcodes such as ST16',
  ],
  successor: ['unknown-service', 'That is not the id of a record', 'Use the id of a record'],
}

/** A schema's refusal, field by field: one fault for each field, because a form shows one. */
export function schemaFaults(error: z.ZodError): readonly FieldFault[] {
  const byField = new Map<keyof Service, FieldFault>()
  for (const { path, message } of error.issues) {
    const field = (path[0] ?? 'name') as keyof Service
    if (byField.has(field)) continue
    const [rule, what, cure] = KNOWN[field] ?? ['wrong-shape', `This cannot be used: ${message}`, 'Change it']
    byField.set(field, { field, rule, what, cure })
  }
  return [...byField.values()]
}

/**
 * The kinds of help. The first eight are the Ministry of Justice's categories of need (Victims' Services
 * Commissioning Framework, 2013); the rest cut across them.
 */
export const NEEDS = [
  'health',
  'housing',
  'family',
  'work_education',
  'drugs_alcohol',
  'money',
  'confidence',
  'social',
  'safety',
  'justice',
  'rights',
  'reparation',
  'immigration',
  'being_heard',
] as const

export type Need = (typeof NEEDS)[number]

export const isNeed = (id: string): id is Need => (NEEDS as readonly string[]).includes(id)

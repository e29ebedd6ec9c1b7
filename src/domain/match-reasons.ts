import type { Crime } from './crimes.ts'
import {
  groupsMet,
  hasInterpreters,
  isForChildren,
  isGeneral,
  languagesMet,
  needsMet,
  takesNoRecourse,
  type Group,
  type MatchInput,
} from './match-fit.ts'
import type { Need } from './needs.ts'
import type { Service } from './service.ts'

/** Why a service is listed, said to the person beside it. */
export type Reason =
  | { readonly code: 'lives-in'; readonly council: string }
  | { readonly code: 'in-area'; readonly force: string }
  | { readonly code: 'in-country'; readonly country: 'England' | 'Wales' }
  | { readonly code: 'national' }
  | { readonly code: 'for-crime'; readonly crime: Crime }
  | { readonly code: 'anyone' }
  | { readonly code: 'for-your-age' }
  | { readonly code: 'asked-about'; readonly need: Need }
  | { readonly code: 'speaks'; readonly language: string }
  | { readonly code: 'has-interpreters' }
  | { readonly code: 'by-and-for'; readonly group: Group }
  | { readonly code: 'no-recourse' }

/** Why this service: the place, then what happened, then what was asked for. */
export function reasons(service: Service, input: MatchInput): readonly Reason[] {
  const crimes = input.crimes.filter((crime) => service.crimes.includes(crime))
  return [
    place(service, input),
    ...crimes.map((crime): Reason => ({ code: 'for-crime', crime })),
    ...(isGeneral(service) && crimes.length === 0 ? [{ code: 'anyone' } as const] : []),
    ...(isForChildren(service) ? [{ code: 'for-your-age' } as const] : []),
    ...needsMet(service, input).map((need): Reason => ({ code: 'asked-about', need })),
    ...groupsMet(service, input).map((group): Reason => ({ code: 'by-and-for', group })),
    ...languagesMet(service, input).map((language): Reason => ({ code: 'speaks', language })),
    ...(hasInterpreters(service, input) ? [{ code: 'has-interpreters' } as const] : []),
    ...(takesNoRecourse(service, input) ? [{ code: 'no-recourse' } as const] : []),
  ]
}

function place(service: Service, input: MatchInput): Reason {
  const { councils, countries } = service.where
  if (isLocal(service) && councils && input.council) return { code: 'lives-in', council: input.council }
  if (isLocal(service) && input.force) return { code: 'in-area', force: input.force }
  const country = countries?.length === 1 ? countries[0] : service.same_as ? input.country : undefined
  return country ? { code: 'in-country', country } : { code: 'national' }
}

/** Works for this place and no further: a national record listed again in an area's file is not local. */
const isLocal = (service: Service): boolean =>
  service.where.force !== undefined && service.same_as === undefined

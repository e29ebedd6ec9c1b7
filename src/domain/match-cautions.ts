import type { OpenState } from './hours.ts'
import { hasContact, YOUNGEST_ASKED, yearsOf, type MatchInput } from './match-fit.ts'
import type { Service } from './service.ts'
import type { Wait } from './service/clocks.ts'

/** What the person should know before they ring: nobody is hidden from them, so this must be said. */
export type Caution =
  | { readonly code: 'for-women' }
  | { readonly code: 'for-men' }
  | { readonly code: 'age-from'; readonly age: number }
  | { readonly code: 'age-to'; readonly age: number }
  | { readonly code: 'not-self-referral'; readonly how: 'professional' | 'after-police-report' }
  | { readonly code: 'police-run' }
  | { readonly code: 'part-of-area'; readonly text: string }
  | { readonly code: 'hours-unknown' }
  | { readonly code: 'not-for'; readonly text: string }
  | { readonly code: 'wait'; readonly weeks: number }
  /** Its waiting time was known once, too long ago to be said. */
  | { readonly code: 'wait-ask' }
  | { readonly code: 'wait-closed' }
  | { readonly code: 'miles'; readonly miles: number }
  | { readonly code: 'on-bill' }
  | { readonly code: 'not-on-bill' }
  /** No number, address or page is known to be right: the gateway can reach them. */
  | { readonly code: 'no-contact-known' }

/** What is known of a service at this moment. */
export interface Known {
  readonly open: OpenState
  readonly wait: Wait
  /** To where it meets people; absent, it is reached from anywhere or nobody knows. */
  readonly miles?: number | undefined
}

/** Farther than this is said, so that nobody sets out without knowing. */
const MILES_SAID = 5

/** What to know before ringing. */
export function cautions(
  service: Service,
  input: MatchInput,
  { open, wait, miles = 0 }: Known,
): readonly Caution[] {
  const list: (Caution | false)[] = [
    ...whoFor(service, input),
    ...how(service, input),
    ...waiting(wait),
    miles >= MILES_SAID && { code: 'miles', miles: Math.round(miles) },
    service.on_bill === 'yes' && { code: 'on-bill' },
    service.on_bill === 'no' && { code: 'not-on-bill' },
    service.phones.length > 0 && open.state === 'unknown' && { code: 'hours-unknown' },
    !hasContact(service) && { code: 'no-contact-known' },
  ]
  return list.filter((caution) => caution !== false)
}

type Maybe = readonly (Caution | false)[]

function whoFor(service: Service, input: MatchInput): Maybe {
  const [youngest, oldest] = yearsOf(input)
  const { minimum_age: from = 0, maximum_age: to = Infinity } = service
  return [
    service.gender === 'women' && { code: 'for-women' },
    service.gender === 'men' && { code: 'for-men' },
    from > Math.max(youngest, YOUNGEST_ASKED) && { code: 'age-from', age: from },
    to < oldest && { code: 'age-to', age: to },
    service.not_for !== undefined && { code: 'not-for', text: service.not_for },
  ]
}

function how({ referral, police_run, where, name }: Service, { council, district }: MatchInput): Maybe {
  const isUnsurePart =
    (where.councils !== undefined && council === undefined) ||
    (where.districts !== undefined && district === undefined)
  return [
    (referral === 'professional' || referral === 'after-police-report') && {
      code: 'not-self-referral',
      how: referral,
    },
    police_run === true && { code: 'police-run' },
    (where.part === true || isUnsurePart) && { code: 'part-of-area', text: where.text ?? name },
  ]
}

const waiting = (wait: Wait): Maybe => [
  wait.state === 'waiting' && { code: 'wait', weeks: wait.weeks },
  wait.state === 'ask' && { code: 'wait-ask' },
  wait.state === 'closed' && { code: 'wait-closed' },
]

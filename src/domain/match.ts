import { LINE_FIRST } from './crimes.ts'
import { openState, type BankHolidays, type OpenState } from './hours.ts'
import {
  answers,
  cautions,
  distance,
  doubts,
  hasContact,
  isForChildren,
  isGeneral,
  isUnder18,
  mayFitAge,
  mayOfferRestorative,
  needsMet,
  reasons,
  type Caution,
  type MatchInput,
  type Reason,
} from './match-reasons.ts'
import type { Service } from './service.ts'

export type { AccessNeed, AgeBand, Caution, MatchInput, Reason } from './match-reasons.ts'

/** One service for one person, with why it is listed and what they should know first. Plain JSON. */
export interface Match {
  readonly id: string
  readonly why: readonly Reason[]
  readonly open: OpenState
  /** A line to ring before reading on: open now, for a crime where waiting may be dangerous. */
  readonly urgentLine: boolean
  readonly cautions: readonly Caution[]
}

export interface MatchContext {
  readonly now: Date
  readonly bankHolidays: BankHolidays
}

interface Candidate {
  readonly service: Service
  readonly open: OpenState
  readonly urgent: boolean
}

/** More than this on a small screen is not read; the gateway knows the rest. */
export const MOST_MATCHES = 8

/** Kinds that support a person come before kinds that explain, compensate, mend or report. */
const TIER: Readonly<Record<Service['kind'], number>> = {
  hub: 0,
  support: 0,
  sarc: 0,
  emotional: 1,
  compensation: 2,
  information: 2,
  restorative: 2,
  reporting: 3,
  police: 3,
  emergency: 3,
  'own-behaviour': 3,
}

const REFERRAL: Readonly<Record<Service['referral'], number>> = {
  self: 0,
  unknown: 1,
  professional: 2,
  'after-police-report': 2,
}

/**
 * The services that may help this person, best first: a line open now where waiting is dangerous, then support before
 * the rest, for this crime before for anyone, reachable and certain before doubtful, local before national, open to the
 * person before through somebody else, what was asked for, and the name. At most eight, the area's hub always among them. `services` are those that the
 * directory shows; what is closed is left out again here. Nobody is asked about their sex, so women's and men's
 * services both stay, marked.
 */
export function matchServices(
  input: MatchInput,
  services: readonly Service[],
  context: MatchContext,
): readonly Match[] {
  const offered = services.filter((service) => mayOffer(service, input))
  const lines = withoutDoubles(offered).map((service) => ({ service, ...openFor(service, context) }))
  const urgent = urgentLines(lines, input)
  const candidates = lines.map((line) => ({ ...line, urgent: urgent.includes(line.service.id) }))
  return shortlist(candidates.sort((a, b) => compare(a, b, input))).map((candidate) =>
    toMatch(candidate, input),
  )
}

/**
 * For someone worried about what they do themselves: never mixed with services for people who were hurt. Open lines
 * first, then local, then by name.
 */
export function ownBehaviourServices(
  input: Pick<MatchInput, 'council' | 'force' | 'country' | 'ageBand'>,
  services: readonly Service[],
  context: MatchContext,
): readonly Match[] {
  const asked: MatchInput = { ...input, crimes: [], needs: [] }
  return services
    .filter(
      (service) =>
        service.kind === 'own-behaviour' &&
        service.status === 'active' &&
        isHere(service, asked) &&
        mayFitAge(service, asked),
    )
    .map((service) => ({ service, ...openFor(service, context), urgent: false }))
    .sort((a, b) => firstDifference(ownKeys(a), ownKeys(b)) || byName(a, b))
    .map((candidate) => toMatch(candidate, asked))
}

function mayOffer(service: Service, input: MatchInput): boolean {
  if (service.status === 'closed' || service.kind === 'emergency' || service.kind === 'own-behaviour')
    return false
  if (service.kind === 'restorative' && !mayOfferRestorative(input)) return false
  if (service.kind === 'information' && !hasContact(service)) return false
  if (service.only_if_asked === true && needsMet(service, input).length === 0) return false
  if (service.speaks_to === 'worried-adults' && isUnder18(input) && input.forSelf !== false) return false
  return isHere(service, input) && isForCrime(service, input) && mayFitAge(service, input)
}

function isHere({ where }: Service, input: MatchInput): boolean {
  if (where.force !== undefined) {
    const forces = [where.force, ...(where.also_forces ?? [])]
    if (input.force === undefined || !forces.includes(input.force)) return false
  }
  if (where.councils && input.council !== undefined && !where.councils.includes(input.council)) return false
  return !where.countries || input.country === undefined || where.countries.includes(input.country)
}

const isForCrime = (service: Service, input: MatchInput): boolean =>
  isGeneral(service) || input.crimes.some((crime) => service.crimes.includes(crime))

/** Of two records of the same line only the one that names the other stays: it knows more about this place. */
const withoutDoubles = (services: readonly Service[]): readonly Service[] =>
  services.filter((service) => !services.some((other) => other.same_as === service.id))

/** Somebody can be rung now: hours of a service without a number say nothing about a call. */
const openFor = (service: Service, context: MatchContext): { readonly open: OpenState } => ({
  open: openState(service.hours, context.now, context.bankHolidays),
})

/**
 * The lines to ring first after crimes where waiting is dangerous: those for that crime that are open now, and where
 * none is, one for anybody that is.
 */
function urgentLines(lines: readonly Omit<Candidate, 'urgent'>[], input: MatchInput): readonly string[] {
  const dangerous = input.crimes.filter((crime) => LINE_FIRST.includes(crime))
  if (dangerous.length === 0) return []
  const open = lines.filter(isOpenLine)
  const special = open.filter(
    ({ service }) => isForChildren(service) || dangerous.some((crime) => service.crimes.includes(crime)),
  )
  const anybody = open.filter(({ service }) => isGeneral(service)).sort((a, b) => compareAs(a, b, input))
  return (special.length > 0 ? special : anybody.slice(0, 1)).map(({ service }) => service.id)
}

const compare = (a: Candidate, b: Candidate, input: MatchInput): number =>
  Number(b.urgent) - Number(a.urgent) || compareAs(a, b, input)

const compareAs = (a: Pick<Candidate, 'service'>, b: Pick<Candidate, 'service'>, input: MatchInput): number =>
  firstDifference(keys(a.service, input), keys(b.service, input)) || byName(a, b)

/** Smaller comes first, key by key. */
const keys = (service: Service, input: MatchInput): readonly number[] => [
  TIER[service.kind] - (TIER[service.kind] > 1 && needsMet(service, input).length > 0 ? 1 : 0),
  isGeneral(service) && !isForChildren(service) ? 1 : 0,
  doubts(service, input),
  distance(service),
  REFERRAL[service.referral],
  -answers(service, input),
]

const ownKeys = ({ service, open }: Candidate): readonly number[] => [
  open.state === 'open' ? 0 : 1,
  distance(service),
]

const firstDifference = (a: readonly number[], b: readonly number[]): number =>
  a.map((key, index) => key - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0

const byName = (a: Pick<Candidate, 'service'>, b: Pick<Candidate, 'service'>): number =>
  a.service.name.localeCompare(b.service.name, 'en')

/**
 * The best eight. Always among them: the hub, or where there is none the first line for anybody; a line that is open
 * now; and where there is something for women only, something for men.
 */
function shortlist(ranked: readonly Candidate[]): readonly Candidate[] {
  const women = ranked.some(({ service }) => service.gender === 'women')
  const anybody = ranked.find(({ service }) => service.kind === 'hub') ?? ranked.find(isForAnybody)
  const men = women ? ranked.find(({ service }) => service.gender === 'men') : undefined
  const kept = new Set([anybody, men, ranked.find(isOpenLine)].filter((candidate) => candidate !== undefined))
  const others = ranked.filter((candidate) => !kept.has(candidate)).slice(0, MOST_MATCHES - kept.size)
  return ranked.filter((candidate) => kept.has(candidate) || others.includes(candidate))
}

const isForAnybody = ({ service }: Candidate): boolean => isGeneral(service) && TIER[service.kind] === 0

const isOpenLine = ({ service, open }: Pick<Candidate, 'service' | 'open'>): boolean =>
  TIER[service.kind] === 0 && service.phones.length > 0 && open.state === 'open'

const toMatch = ({ service, open, urgent }: Candidate, input: MatchInput): Match => ({
  id: service.id,
  why: reasons(service, input),
  open,
  urgentLine: urgent,
  cautions: cautions(service, input, open),
})

import { LINE_FIRST } from './crimes.ts'
import { openState, type BankHolidays, type OpenState } from './hours.ts'
import { inLondon } from './london-time.ts'
import { isHere, limitOn, mayServe, withoutDoubles } from './match-filter.ts'
import { byName, milesTo, rankOf, TIER, type RankContext } from './match-rank.ts'
import { cautions, type Caution } from './match-cautions.ts'
import { distance, isForChildren, isGeneral, mayFitAge, needsMet, type MatchInput } from './match-fit.ts'
import { reasons, type Reason } from './match-reasons.ts'
import type { Need } from './needs.ts'
import { waitOn } from './service/clocks.ts'
import type { Service } from './service.ts'

export type { Caution } from './match-cautions.ts'
export type { AccessNeed, AgeBand, MatchInput } from './match-fit.ts'
export type { Reason } from './match-reasons.ts'

/** One service for one person, with why it is listed and what they should know first. Plain JSON. */
export interface Match {
  readonly id: string
  readonly why: readonly Reason[]
  readonly open: OpenState
  /** A line to ring before reading on: open now, for a crime where waiting may be dangerous. */
  readonly urgentLine: boolean
  readonly cautions: readonly Caution[]
}

export interface MatchContext extends Pick<RankContext, 'locate'> {
  readonly now: Date
  readonly bankHolidays: BankHolidays
}

interface Candidate {
  readonly service: Service
  readonly rank: number
  /** Worked out when it is asked for: a calendar is slow, and few services are looked at that closely. */
  readonly open: () => OpenState
}

/** More than this on a small screen is not read; the gateway knows the rest. */
export const MOST_MATCHES = 8

/**
 * The services that may help this person, best first: a line open now where waiting is dangerous, then support before
 * the rest, for this crime before for anyone, reachable and certain before doubtful, local before national, open to the
 * person before through somebody else, what was asked for, near before far, a short wait before a long one, and the
 * name. At most eight, the area's hub always among them. `services` are those that the directory shows; what is closed
 * is left out again here. Nobody is asked about their sex, so women's and men's services both stay, marked.
 */
export function matchServices(
  input: MatchInput,
  services: readonly Service[],
  context: MatchContext,
): readonly Match[] {
  const offered = mayServe(services, input.force).filter((service) => limitOn(service, input) === undefined)
  const rank = rankContext(context)
  const ranked = withoutDoubles(offered)
    .map((service) => candidateOf(service, rankOf(service, input, rank), context))
    .sort((a, b) => a.rank - b.rank)
  const urgent = urgentLines(ranked, input)
  const others = ranked.filter((candidate) => !urgent.has(candidate))
  return shortlist([...urgent, ...others], input).map((candidate) =>
    toMatch(candidate, urgent.has(candidate), input, rank),
  )
}

/**
 * For someone worried about what they do themselves: never mixed with services for people who were hurt. Open lines
 * first, then local, then by name.
 */
export function ownBehaviourServices(
  input: Pick<MatchInput, 'council' | 'force' | 'country' | 'ageBand' | 'district'>,
  services: readonly Service[],
  context: MatchContext,
): readonly Match[] {
  const asked: MatchInput = { ...input, crimes: [], needs: [] }
  const isOffered = (service: Service): boolean =>
    service.kind === 'own-behaviour' &&
    service.status === 'active' &&
    isHere(service, asked) &&
    mayFitAge(service, asked)
  return services
    .filter(isOffered)
    .map((service) => {
      const open = openState(service.hours, context.now, context.bankHolidays)
      return candidateOf(service, (open.state === 'open' ? 0 : 10) + distance(service), context)
    })
    .sort((a, b) => a.rank - b.rank || byName(a.service, b.service))
    .map((candidate) => toMatch(candidate, false, asked, rankContext(context)))
}

const rankContext = ({ now, locate }: MatchContext): RankContext => ({ today: inLondon(now).date, locate })

function candidateOf(service: Service, rank: number, context: MatchContext): Candidate {
  let open: OpenState | undefined
  return {
    service,
    rank,
    open: () => (open ??= openState(service.hours, context.now, context.bankHolidays)),
  }
}

/**
 * The lines to ring first after crimes where waiting is dangerous: those for that crime that are open now, and where
 * none is, one for anybody that is.
 */
function urgentLines(ranked: readonly Candidate[], input: MatchInput): ReadonlySet<Candidate> {
  const dangerous = input.crimes.filter((crime) => LINE_FIRST.includes(crime))
  if (dangerous.length === 0) return new Set()
  const isUrgent = (one: Candidate): boolean => isSpecial(one.service, dangerous) && isOpenLine(one)
  const special = first(ranked, MOST_MATCHES, isUrgent)
  if (special.length > 0) return new Set(special)
  const anybody = ranked.find((candidate) => isGeneral(candidate.service) && isOpenLine(candidate))
  return new Set(anybody ? [anybody] : [])
}

/** The first few that pass: the rest is not looked at. */
function first<T>(all: readonly T[], most: number, passes: (one: T) => boolean): readonly T[] {
  const found: T[] = []
  for (const one of all) {
    if (found.length === most) break
    if (passes(one)) found.push(one)
  }
  return found
}

const isSpecial = (service: Service, dangerous: MatchInput['crimes']): boolean =>
  isForChildren(service) || dangerous.some((crime) => service.crimes.includes(crime))

/**
 * The best eight. Always among them: the hub, or where there is none the first line for anybody; a line that is open
 * now; where there is something for women only, something for men; and whatever meets each need that was asked about.
 */
function shortlist(ranked: readonly Candidate[], input: MatchInput): readonly Candidate[] {
  const women = ranked.some(({ service }) => service.gender === 'women')
  const anybody = ranked.find(({ service }) => service.kind === 'hub') ?? ranked.find(isForAnybody)
  const men = women ? ranked.find(({ service }) => service.gender === 'men') : undefined
  const asked = input.needs.map((need) => ranked.find(({ service }) => meets(service, need, input)))
  const always = [anybody, men, ranked.find(isOpenLine), ...asked].filter((one) => one !== undefined)
  const kept = new Set([...new Set(always)].slice(0, MOST_MATCHES))
  const others = ranked.filter((candidate) => !kept.has(candidate)).slice(0, MOST_MATCHES - kept.size)
  const chosen = new Set([...kept, ...others])
  return ranked.filter((candidate) => chosen.has(candidate))
}

const meets = (service: Service, need: Need, input: MatchInput): boolean =>
  needsMet(service, { ...input, needs: [need] }).length > 0

const isForAnybody = ({ service }: Candidate): boolean => isGeneral(service) && TIER[service.kind] === 0

const isOpenLine = ({ service, open }: Candidate): boolean =>
  TIER[service.kind] === 0 && service.phones.length > 0 && open().state === 'open'

const toMatch = (
  { service, open }: Candidate,
  urgentLine: boolean,
  input: MatchInput,
  rank: RankContext,
): Match => ({
  id: service.id,
  why: reasons(service, input),
  open: open(),
  urgentLine,
  cautions: cautions(service, input, {
    open: open(),
    wait: waitOn(service, rank.today),
    miles: milesTo(service, input, rank),
  }),
})

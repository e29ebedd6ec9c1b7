import { CRIMES } from '../../src/domain/crimes.ts'
import { NEEDS } from '../../src/domain/needs.ts'
import { BY_AND_FOR, DELIVERY, SERVICE_ACCESS } from '../../src/domain/service/parts.ts'
import { SERVICE_KINDS, serviceSchema, type Hours, type Service } from '../../src/domain/service.ts'
import { chance, pick } from '../support/chance.ts'

type Next = () => number

const WORDS = (
  'alder birch cedar dogwood elder fir gorse hazel ivy juniper larch maple nettle oak poplar rowan spruce thyme willow yew ' +
  'café naïve Ŵyn “quoted” a&b <c 5% Ω emoji🙂'
).split(' ')
const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const FORCES = ['staffordshire', 'essex', 'cheshire', 'cambridgeshire', 'dyfed-powys'] as const
const COUNCILS = ['E07000197', 'E07000195', 'E06000021', 'E07000071', 'E06000049', 'W06000023'] as const

/** A record that the schema takes, with every optional field there or not, by chance. The same seed, the same record. */
export function randomService(seed: number): Service {
  const next = chance(seed)
  const id = `random-${seed}`
  return serviceSchema.parse({
    id,
    ...maybe(next, () => ({ oruk_id: uuid(next) })),
    name: words(next),
    ...maybe(next, () => ({ organization: words(next) })),
    kind: pick(next, SERVICE_KINDS),
    status: next() < 0.85 ? 'active' : 'closed',
    ...maybe(next, () => ({ description: `${words(next)}\n${words(next)}` })),
    ...maybe(next, () => ({ who_for: words(next) })),
    ...maybe(next, () => ({ not_for: words(next) })),
    gender: pick(next, ['any', 'women', 'men']),
    ...ages(next),
    ...maybe(next, () => ({ by_and_for: some(next, BY_AND_FOR) })),
    ...maybe(next, () => ({ no_recourse_accepted: next() < 0.5 })),
    crimes: next() < 0.2 ? ['*'] : some(next, CRIMES, 0),
    needs: some(next, NEEDS, 0),
    where: where(next),
    ...address(next),
    ...maybe(next, () => ({ delivery: some(next, DELIVERY) })),
    ...maybe(next, () => ({ access: some(next, SERVICE_ACCESS) })),
    phones: phones(next),
    ...maybe(next, () => ({ on_bill: pick(next, ['yes', 'no']) })),
    ...maybe(next, () => ({ text_number: number(next) })),
    ...maybe(next, () => ({ email: `${pick(next, ['info', 'help', 'enquiries'])}@haven-${seed}.test` })),
    ...maybe(next, () => ({ website: `https://www.haven-${seed}.test/help?from=${seed}` })),
    hours: hours(next),
    languages: some(next, ['en', 'cy', 'pl', 'ur', 'bfi', 'ur-Latn']),
    referral: pick(next, ['self', 'professional', 'after-police-report', 'unknown']),
    ...maybe(next, () => ({ police_run: next() < 0.5 })),
    ...maybe(next, () => ({ speaks_to: pick(next, ['anyone', 'worried-adults']) })),
    ...maybe(next, () => ({ only_if_asked: next() < 0.5 })),
    ...maybe(next, () => ({ same_as: `random-${seed + 1}` })),
    ...maybe(next, () => ({ capacity: capacity(next) })),
    ...maybe(next, () => ({ accreditations: [accreditation(next), accreditation(next)] })),
    ...maybe(next, () => ({
      commissioned: { by: words(next), ...maybe(next, () => ({ until: day(next) })) },
    })),
    ...maybe(next, () => ({ safeguarding_attested_on: day(next) })),
    confidence: pick(next, ['high', 'medium', 'low']),
    show_in_demo: next() < 0.8,
    info_checked_on: next() < 0.5 ? day(next) : null,
    ...maybe(next, () => ({ quality_assured_on: day(next) })),
    collected_on: day(next),
    sources: [{ url: 'https://source-canary.test/page', kind: 'owner', fields: 'source canary' }],
    ...maybe(next, () => ({ recheck_reason: 'recheck canary' })),
    ...maybe(next, () => ({ successor: `random-${seed + 2}` })),
  })
}

const maybe = <T extends object>(next: Next, make: () => T): T | object => (next() < 0.5 ? make() : {})
const upTo = (next: Next, most: number): number => Math.floor(next() * (most + 1))
const two = (count: number): string => String(count).padStart(2, '0')

function some<T>(next: Next, from: readonly T[], least = 1): T[] {
  const found = from.filter(() => next() < 0.3)
  return found.length >= least ? found : [from[0]!]
}

const words = (next: Next): string =>
  Array.from({ length: 1 + upTo(next, 6) }, () => pick(next, WORDS)).join(' ')

const number = (next: Next): string => {
  const digits = Array.from({ length: 7 }, () => upTo(next, 9)).join('')
  return pick(next, [`0300 ${digits}`, `0808 ${digits}`, `01785 ${digits.slice(1)}`, '116 123', '999'])
}

function phones(next: Next): Service['phones'] {
  const all = Array.from({ length: upTo(next, 3) }, (_, index) => ({
    number: number(next),
    ...(index === 0 ? {} : { label: `line ${index}` }),
  }))
  return all
}

const day = (next: Next): string =>
  `202${4 + upTo(next, 3)}-${two(1 + upTo(next, 11))}-${two(1 + upTo(next, 27))}`
const uuid = (next: Next): string => {
  const hex = Array.from({ length: 32 }, () => upTo(next, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

function ages(next: Next): object {
  const low = upTo(next, 60)
  return {
    ...maybe(next, () => ({ minimum_age: low })),
    ...maybe(next, () => ({ maximum_age: low + upTo(next, 59) })),
  }
}

const where = (next: Next): object => ({
  ...maybe(next, () => ({ force: pick(next, FORCES) })),
  ...maybe(next, () => ({ also_forces: some(next, FORCES) })),
  ...maybe(next, () => ({ countries: some(next, ['England', 'Wales'] as const) })),
  ...maybe(next, () => ({ councils: some(next, COUNCILS) })),
  ...maybe(next, () => ({ districts: some(next, ['SY16', 'ST7', 'LD1', 'E1W']) })),
  ...maybe(next, () => ({ part: true })),
  ...maybe(next, () => ({ text: words(next) })),
})

function address(next: Next): object {
  const lot = next()
  if (lot < 0.4) return {}
  if (lot < 0.7) return { address: { withheld: true } }
  const lines = Array.from({ length: 1 + upTo(next, 3) }, (_, index) => `${index + 1} ${words(next)}`)
  return { address: { lines, ...maybe(next, () => ({ town: words(next) })), postcode: 'ST16 3DR' } }
}

const time = (next: Next): string => `${two(upTo(next, 23))}:${two(upTo(next, 59))}`

function hours(next: Next): readonly Hours[] | null {
  if (next() < 0.3) return null
  return Array.from({ length: 1 + upTo(next, 3) }, (): Hours => {
    const text = next() < 0.5 ? { text: words(next) } : {}
    const lot = next()
    if (lot < 0.15) return { always: true, ...text }
    if (lot < 0.3) return { unknown: true, ...text }
    if (lot < 0.4) return { date: day(next), closed: true }
    const span = { opens_at: time(next), closes_at: next() < 0.2 ? '24:00' : time(next) }
    if (lot < 0.5) return { date: day(next), ...span }
    const bank_holidays = pick(next, ['open', 'closed', 'unknown'] as const)
    return { byday: [...some(next, BYDAY)], ...span, bank_holidays, ...text }
  })
}

const capacity = (next: Next): object =>
  next() < 0.5
    ? { state: 'waiting', wait_weeks: 1 + upTo(next, 200), as_of: day(next) }
    : { state: pick(next, ['open', 'closed']), as_of: day(next) }

const accreditation = (next: Next): object => ({
  scheme: words(next),
  ...maybe(next, () => ({ level: words(next) })),
  ...maybe(next, () => ({ awarded: day(next) })),
  ...maybe(next, () => ({ expires: day(next) })),
  ...maybe(next, () => ({ evidence: 'https://quality.test/mark' })),
})

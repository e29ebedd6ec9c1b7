import { CRIMES } from '../../domain/crimes.ts'
import type { Crime } from '../../domain/crimes.ts'
import { matchServices } from '../../domain/match.ts'
import type { MatchContext, MatchInput } from '../../domain/match.ts'
import { NEEDS } from '../../domain/needs.ts'
import { serviceSchema, type Service } from '../../domain/service.ts'

/** How quickly a person is matched with a directory far larger than any real one (`npm run bench -- matching`). */
const SIZES: readonly (readonly [services: number, mostMs: number])[] = [
  [10_000, 5],
  [100_000, 50],
]
const PEOPLE = 400
/** Not counted: a server is warm when people come. */
const WARM_UP = 100
/** As many as England and Wales have. A twentieth of the services is national, as in the shipped directory's country lines. */
const FORCES = 43
const ONE_IN_NATIONAL = 20

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export function benchMatching(): void {
  for (const [size, most] of SIZES) {
    const before = megabytes()
    const services = Array.from({ length: size }, (_, at) => made(at))
    const kept = megabytes() - before
    const sorting = time(() => matchServices(person(0), services, CONTEXT))
    for (let at = 0; at < WARM_UP; at += 1) matchServices(person(at), services, CONTEXT)
    const times = Array.from({ length: PEOPLE }, (_, at) =>
      time(() => matchServices(person(at), services, CONTEXT)),
    ).sort((a, b) => a - b)
    const part = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0
    say(`Matching over ${size} services, ${PEOPLE} people:`)
    say(`  p50 ${part(0.5).toFixed(2)} ms; the first time, with sorting by place, ${sorting.toFixed(1)} ms`)
    say(`  the records take ${kept} MB`)
    say(
      `  ${part(0.99) <= most ? 'reached    ' : 'NOT REACHED'} p99: ${part(0.99).toFixed(2)} ms (bar ${most} ms)`,
    )
  }
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6)

function time(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

const CONTEXT: MatchContext = {
  now: new Date('2026-11-24T12:00Z'),
  bankHolidays: new Set(['2026-12-25', '2026-12-28']),
  locate: (postcode) => ({ lat: 52 + (postcode.charCodeAt(0) % 3), lng: -1 - (postcode.charCodeAt(1) % 2) }),
}

const force = (at: number): string => `force-${at % FORCES}`
const council = (at: number): string => `E${String(10_000_000 + (at % (FORCES * 7)))}`
const crime = (at: number): Crime => CRIMES[at % CRIMES.length]!

/** Records as various as real ones: some for everyone, some for three crimes, opening hours, waiting, an address. */
const made = (at: number): Service =>
  serviceSchema.parse({
    id: `service-${at}`,
    name: `Service ${(at * 7919) % 100_003}`,
    kind: at % 10 === 0 ? 'hub' : 'support',
    status: 'active',
    gender: at % 9 === 0 ? 'women' : 'any',
    crimes: at % 4 === 0 ? ['*'] : [crime(at), crime(at + 5), crime(at + 11)],
    needs: [NEEDS[at % NEEDS.length], NEEDS[(at + 3) % NEEDS.length]],
    where:
      at % ONE_IN_NATIONAL === 0
        ? { countries: ['England', 'Wales'] }
        : { force: force(at), ...(at % 3 === 0 && { councils: [council(at)] }) },
    ...(at % 2 === 0 && { address: { lines: ['1 High Street'], postcode: 'ST16 3DR' } }),
    phones: [{ number: '0808 168 9111' }],
    hours:
      at % 5 === 0
        ? null
        : [
            {
              byday: ['MO', 'TU', 'WE', 'TH', 'FR'],
              opens_at: '09:00',
              closes_at: '17:00',
              bank_holidays: 'closed',
            },
          ],
    languages: ['en'],
    referral: 'self',
    ...(at % 3 === 0 && { capacity: { state: 'waiting', wait_weeks: 1 + (at % 30), as_of: '2026-11-20' } }),
    confidence: 'high',
    show_in_demo: true,
    info_checked_on: '2026-11-01',
    collected_on: '2026-11-01',
    sources: [{ url: 'https://example.org', kind: 'owner' }],
  })

const person = (at: number): MatchInput => ({
  crimes: [crime(at), crime(at + 5)],
  needs: [NEEDS[at % NEEDS.length]!, NEEDS[(at + 2) % NEEDS.length]!],
  ageBand: '18-plus',
  force: force(at),
  council: council(at),
  country: 'England',
  at: { lat: 52.8, lng: -2.1 },
})

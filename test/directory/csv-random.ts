import { CRIMES } from '../../src/domain/crimes.ts'
import { NEEDS } from '../../src/domain/needs.ts'
import { BY_AND_FOR, DELIVERY, SERVICE_ACCESS } from '../../src/domain/service/parts.ts'
import { SERVICE_KINDS, serviceSchema, type Hours, type Service } from '../../src/domain/service.ts'
import { pick } from '../support/chance.ts'

/** Texts that spreadsheets run, spoil, split or swallow, and the plain ones between them. */
const TEXTS = [
  'Helpline',
  'A plain sentence, with a comma; and a semicolon.',
  '=HYPERLINK("http://evil.example","Click")',
  "+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(A1:A9)',
  '\tTab in front',
  "'apostrophe in front",
  "'=apostrophe and formula",
  '＝full width',
  '"in quotes"',
  'one "quoted" word',
  'two\nlines',
  'windows\r\nlines',
  'a | bar',
  '0123',
  '007',
  'true',
  '2026-01-02',
  '1E5',
  'Cymraeg: llŷn, ŵyl, “quotes” – dashes, 🙂',
  '(in brackets)',
  'ends with ;',
  ';',
  '"',
  '""',
  "'",
  ',',
  'withheld help',
]
const NUMBERS = [
  '01785 601690',
  '0808 2000 247',
  '116 123',
  '999',
  '07860077333',
  '0300-303-3778',
  '020 7008 0151',
]
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const TIMES = ['00:00', '09:00', '12:30', '17:00', '23:59', '24:00']

/** One random record, sound by the schema and with nothing in it that its spreadsheet may not keep. */
export function randomService(next: () => number, id: string): Service {
  const text = () => pick(next, TEXTS)
  const maybe = <T>(make: () => T): T | undefined => (next() < 0.5 ? make() : undefined)
  const some = <T>(from: readonly T[], least = 0): T[] => {
    const chosen = from.filter(() => next() < 0.35)
    return chosen.length < least ? [pick(next, from)] : chosen
  }
  const several = <T>(make: () => T, least = 0): T[] =>
    Array.from({ length: least + Math.floor(next() * 3) }, () => make())
  const date = () => new Date(Date.UTC(2020, 0, 1 + Math.floor(next() * 2200))).toISOString().slice(0, 10)
  const number = () => pick(next, NUMBERS)
  const span = () => ({ opens_at: pick(next, TIMES), closes_at: pick(next, TIMES) })
  const hours = (): Hours =>
    pick<() => Hours>(next, [
      () => ({ always: true, ...given({ text: maybe(text) }) }),
      () => ({ unknown: true, ...given({ text: maybe(text) }) }),
      () => ({ date: date(), closed: true }),
      () => ({ date: date(), ...span() }),
      () => ({
        byday: next() < 0.5 ? some(DAYS, 1) : several(() => pick(next, DAYS), 1),
        ...span(),
        bank_holidays: pick(next, ['open', 'closed', 'unknown'] as const),
        ...given({ text: maybe(text) }),
      }),
    ])()
  const state = pick(next, ['open', 'waiting', 'closed'] as const)
  const record = {
    id,
    oruk_id: maybe(() => `2fe5093b-3aa7-4b73-95c0-${String(Math.floor(next() * 1e12)).padStart(12, '0')}`),
    name: text(),
    organization: maybe(text),
    kind: pick(next, SERVICE_KINDS),
    status: pick(next, ['active', 'closed']),
    description: maybe(text),
    who_for: maybe(text),
    translations: maybe(() => ({
      cy: next() < 0.5 ? { name: text() } : { name: text(), description: text() },
    })),
    not_for: maybe(text),
    gender: pick(next, ['any', 'women', 'men']),
    minimum_age: maybe(() => Math.floor(next() * 121)),
    maximum_age: maybe(() => Math.floor(next() * 121)),
    by_and_for: maybe(() => some(BY_AND_FOR, 1)),
    no_recourse_accepted: maybe(() => next() < 0.5),
    crimes: next() < 0.2 ? ['*'] : some(CRIMES),
    needs: some(NEEDS),
    where: given({
      force: maybe(() => pick(next, ['essex', 'staffordshire', 'dyfed-powys'])),
      also_forces: maybe(() => some(['cheshire', 'norfolk', 'greater-manchester'], 1)),
      countries: maybe(() => some(['England', 'Wales'], 1)),
      councils: maybe(() => some(['E07000197', 'W06000023', 'E06000021'], 1)),
      districts: maybe(() => some(['ST16', 'SY10', 'E1', 'W1A'], 1)),
      part: maybe(() => next() < 0.5),
      text: maybe(text),
    }),
    address: maybe(() =>
      next() < 0.4
        ? { withheld: true }
        : { lines: several(text, 1), ...given({ town: maybe(text) }), postcode: 'ST16 3DR' },
    ),
    delivery: maybe(() => some(DELIVERY, 1)),
    access: maybe(() => some(SERVICE_ACCESS, 1)),
    phones: several(() => ({ number: number(), ...given({ label: maybe(text) }) })),
    on_bill: maybe(() => pick(next, ['yes', 'no'])),
    text_number: maybe(number),
    email: maybe(() => pick(next, ['help@example.org', '+plus@example.org', '-minus@example.org'])),
    website: maybe(() => pick(next, ['https://example.org/help', 'http://example.org/?a=1,2;b="c"'])),
    hours: next() < 0.2 ? null : several(hours, 1),
    languages: some(['en', 'cy', 'bfi', 'ur-Latn'], 1),
    referral: pick(next, ['self', 'professional', 'after-police-report', 'unknown']),
    police_run: maybe(() => next() < 0.5),
    speaks_to: maybe(() => pick(next, ['anyone', 'worried-adults'])),
    only_if_asked: maybe(() => next() < 0.5),
    same_as: maybe(() => 'nat-999'),
    capacity: maybe(() => ({
      state,
      ...given({ wait_weeks: state === 'waiting' ? 1 + Math.floor(next() * 208) : undefined }),
      as_of: date(),
    })),
    accreditations: maybe(() =>
      several(
        () => ({
          scheme: text(),
          ...given({
            level: maybe(text),
            awarded: maybe(date),
            expires: maybe(date),
            evidence: maybe(() => 'https://example.org/mark?a=1;2|3'),
          }),
        }),
        1,
      ),
    ),
    commissioned: maybe(() => ({ by: text(), ...given({ until: maybe(date) }) })),
    safeguarding_attested_on: maybe(date),
    confidence: pick(next, ['high', 'medium', 'low']),
    show_in_demo: next() < 0.5,
    info_checked_on: next() < 0.5 ? date() : null,
    quality_assured_on: maybe(date),
    collected_on: date(),
    sources: several(
      () => ({ url: text(), kind: text(), ...given({ page_date: maybe(text), fields: maybe(text) }) }),
      1,
    ),
    recheck_reason: maybe(text),
    successor: maybe(() => 'nat-101'),
  }
  return serviceSchema.parse(given(record))
}

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

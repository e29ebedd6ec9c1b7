import { z } from 'zod'
import { serviceSchema, type Hours, type Service } from '../domain/service.ts'
import { looksLikeRefuge } from '../directory/refuge.ts'
import { isSameNumber } from '../domain/uk-number.ts'
import * as facts from './directory-facts.ts'

const words = z.string().nullable()
const collected = z.object({
  id: z.string(),
  oruk_id: z.string(),
  name: z.string(),
  organization: z.string(),
  kind: z.string(),
  status: z.enum(['active', 'defunct']),
  description: z.string(),
  who_for: z.string(),
  gender: z.string(),
  minimum_age: z.int().nullable(),
  maximum_age: z.int().nullable(),
  crime_types: z.array(z.string()),
  needs: z.array(z.string()),
  area: z.object({
    force_id: words,
    lad_codes: z.union([z.literal('all'), z.array(z.string())]),
    text: z.string(),
  }),
  phones: z.array(z.object({ number: z.string(), label: z.string() })),
  text_number: words,
  email: words,
  website: words,
  hours: z
    .array(
      z.object({
        always: z.boolean().optional(),
        byday: words.optional(),
        opens_at: words.optional(),
        closes_at: words.optional(),
        bank_holidays: z.string().optional(),
        text: z.string(),
      }),
    )
    .nullable(),
  languages: z.array(z.string()),
  access: z.string(),
  address: z
    .object({ address_1: z.string(), city: z.string(), postal_code: z.string().optional() })
    .nullable(),
  commissioner: words,
  successor_id: words,
  confidence: z.string(),
  show_in_demo: z.boolean(),
  recheck_reason: words,
  sources: z.array(z.object({ url: z.string(), kind: z.string(), page_date: words, fields: z.string() })),
  collected_on: z.string(),
  assured_date: words,
})
type Collected = z.infer<typeof collected>

/**
 * One collected record as one of ours, checked. Numbers under `unverified_phones` and the collector's notes on sources are
 * not even read; an address only where a source names it. Throws where a record has a word that no table explains.
 */
export function toService(record: unknown, national: boolean): Service {
  const from = collected.parse(record)
  const kind =
    facts.IS_SARC.test(from.name) && from.kind === 'support'
      ? 'sarc'
      : (facts.KIND_OF[from.kind] ?? from.kind)
  const general = from.crime_types.includes('*')
  const all: Record<string, unknown> = {
    id: from.id,
    oruk_id: from.oruk_id,
    name: from.name,
    organization: /\w/.test(from.organization) ? from.organization : undefined,
    kind,
    status: from.status === 'active' ? 'active' : 'closed',
    description: withoutNumbers(from.description),
    who_for: from.who_for || (from.gender.includes('refuge') ? 'The refuge is for women' : undefined),
    gender: from.gender.startsWith('women') ? 'women' : from.gender,
    minimum_age: from.minimum_age ?? undefined,
    maximum_age: from.maximum_age ?? undefined,
    crimes: general ? ['*'] : from.crime_types.filter((crime) => crime !== 'own_behaviour'),
    needs: needs(from),
    where: where(from),
    address: address(from),
    phones: from.phones,
    text_number: from.text_number ?? undefined,
    email: from.email ?? undefined,
    website: from.website ?? undefined,
    hours: from.hours?.map(hours) ?? null,
    languages: from.languages,
    referral: referral(from, national),
    police_run: kind === 'police' || facts.IS_POLICE.test(from.organization) || undefined,
    only_if_asked: (general && (kind === 'police' || kind === 'reporting')) || undefined,
    commissioned: from.commissioner === null ? undefined : { by: from.commissioner },
    confidence: from.confidence,
    show_in_demo: from.show_in_demo,
    info_checked_on: from.assured_date,
    collected_on: from.collected_on,
    recheck_reason: recheck(from),
    successor: from.successor_id ?? undefined,
    ...facts.EXCEPTIONS[from.id],
    sources: sources(from),
  }
  return serviceSchema.parse(
    Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  )
}

/**
 * An area's record beside the national ones. The very same line (number and page alike) says so in `same_as`; a
 * national line's number in another service's record is left out, because its hours are in its own record.
 */
export function withoutLinesOf(national: readonly Service[], service: Service): Service {
  const rings = (line: Service, number: string) =>
    line.phones.some((phone) => isSameNumber(phone.number, number))
  const lines = national.filter(
    ({ kind, phones }) => kind === 'support' && phones.some(({ number }) => rings(service, number)),
  )
  const twin = lines.find((line) => line.website === service.website && service.kind === 'support')
  if (twin) return serviceSchema.parse({ ...service, same_as: twin.id })
  const phones = service.phones.filter(({ number }) => !lines.some((line) => rings(line, number)))
  return { ...service, phones }
}

function needs(from: Collected): readonly string[] {
  const own = from.needs.flatMap((need) => {
    const ours = facts.NEEDS_OF[need]
    if (!ours) throw new Error(`${from.id}: the need "${need}" is in no table`)
    return ours
  })
  return [...new Set([...own, ...(facts.NEEDS_OF_KIND[from.kind] ?? [])])]
}

function where(from: Collected): Record<string, unknown> {
  const { force_id, lad_codes, text } = from.area
  const country = /^(England|Wales)$/.test(text) ? [text] : ['England', 'Wales']
  return {
    ...(force_id === null ? { countries: country } : { force: force_id }),
    ...(facts.ALSO_FORCES[text] ? { also_forces: facts.ALSO_FORCES[text] } : {}),
    ...(lad_codes === 'all' ? {} : { councils: lad_codes }),
    ...(facts.PART_OF_COUNCIL.includes(from.id) ? { part: true } : {}),
    ...(text === '' ? {} : { text }),
  }
}

/** Only with its postcode and a source that names it; of what may be a refuge only that it is withheld. */
function address(from: Collected): Service['address'] {
  if (looksLikeRefuge(from)) return { withheld: true }
  const { address_1, city, postal_code } = from.address ?? {}
  const isSourced = from.sources.some(({ fields }) => fields.split(',').includes('address'))
  if (!isSourced || address_1 === undefined || postal_code === undefined) return undefined
  return { lines: [address_1], ...(city !== undefined && { town: city }), postcode: postal_code }
}

function hours(entry: NonNullable<Collected['hours']>[number]): Hours {
  const text = spoken(entry.text)
  if (entry.always === true) return { always: true, text }
  const { byday, opens_at, closes_at } = entry
  if (!byday || !opens_at || !closes_at) return { unknown: true, text }
  return {
    byday: byday.split(',') as Extract<Hours, { byday: unknown }>['byday'],
    opens_at,
    closes_at,
    bank_holidays:
      entry.bank_holidays === 'open' || entry.bank_holidays === 'closed' ? entry.bank_holidays : 'unknown',
    text,
  }
}

/** A person reads the hours; the collector's remarks in brackets are for the editor, and go to `recheck_reason`. */
const spoken = (text: string): string => text.replace(/\s*\([^)]*\)/g, '')

/** A national or round-the-clock line whose number is printed for the public is rung by the person. */
function referral(from: Collected, national: boolean): Service['referral'] {
  const said = facts.REFERRAL_OF.find(([pattern]) => pattern.test(from.access))?.[1]
  const isPublicLine = from.phones.length > 0 && (national || from.hours?.[0]?.always === true)
  return said ?? (isPublicLine ? 'self' : 'unknown')
}

function recheck(from: Collected): string | undefined {
  const remarks = (from.hours ?? []).flatMap(({ text }) =>
    [...text.matchAll(/\(([^)]*)\)/g)].map((match) => match[1] ?? ''),
  )
  const plain = remarks.map((remark) => remark.replace(/,?\s*domain\.md R\d+/, '')).filter(Boolean)
  const about = plain.length > 0 ? `Hours: ${[...new Set(plain)].join('; ')}` : ''
  return [withoutNumbers(from.recheck_reason ?? ''), about].filter(Boolean).join('. ') || undefined
}

/** Remarks quote wrong numbers so that an editor can beware; here they could only be copied by mistake. */
const withoutNumbers = (text: string): string =>
  text.replace(/\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b/g, '[number left out]')

/** Pages as they are; a note of the collector's becomes the pages it stands for, or says that it is none. */
function sources(from: Collected): Service['sources'] {
  return from.sources.flatMap(({ url, kind, page_date, fields }) => {
    const pages = url.startsWith('http')
      ? [url]
      : (facts.SOURCE_PAGES[from.id] ?? ['no page: check before use'])
    return pages.map((page) => ({ url: page, kind, ...(page_date === null ? {} : { page_date }), fields }))
  })
}

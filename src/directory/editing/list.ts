import { z } from 'zod'
import type { DirectoryRecord } from '../../ports/records.ts'
import { SHOWS, type Show } from './shows.ts'
import { standingOf, type Standing } from './standing.ts'

/** What an editor asked the list for. It stands in the address: staff look for services, and no person is named. */
export interface Wanted {
  readonly text: string
  readonly area: string
  readonly crime: string
  readonly need: string
  readonly show: Show
  readonly page: number
}

/** One line of the list. */
export interface Listed {
  readonly record: DirectoryRecord
  readonly standing: Standing
  /** Proposals about it that nobody has decided about. */
  readonly waiting: number
}

export const PAGE_SIZE = 50

const shortText = z.string().max(100).catch('')
const wantedSchema = z.object({
  text: shortText,
  area: shortText,
  crime: shortText,
  need: shortText,
  show: z.enum(SHOWS).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** Reads the list's address; what is not understood is left out. */
export const wantedFrom = (query: URLSearchParams): Wanted =>
  wantedSchema.parse({
    text: query.get('text') ?? '',
    area: query.get('area') ?? '',
    crime: query.get('crime') ?? '',
    need: query.get('need') ?? '',
    show: query.get('show') ?? 'all',
    page: query.get('page') ?? 1,
  })

/** The records that an editor asked for, those that need checking first, then by name. */
export const listed = (
  records: readonly DirectoryRecord[],
  wanted: Wanted,
  today: string,
  waiting: ReadonlyMap<string, number>,
): readonly Listed[] =>
  records
    .map((record) => ({
      record,
      standing: standingOf(record, today),
      waiting: waiting.get(record.service.id) ?? 0,
    }))
    .filter((one) => fits(one, wanted))
    .sort(
      (a, b) =>
        Number(b.standing.needsChecking) - Number(a.standing.needsChecking) ||
        a.record.service.name.localeCompare(b.record.service.name, 'en') ||
        a.record.service.id.localeCompare(b.record.service.id, 'en'),
    )

function fits(one: Listed, wanted: Wanted): boolean {
  const { service, area } = one.record
  if (wanted.area !== '' && area.id !== wanted.area) return false
  if (wanted.crime !== '' && !service.crimes.some((crime) => crime === '*' || crime === wanted.crime))
    return false
  if (wanted.need !== '' && !service.needs.some((need) => need === wanted.need)) return false
  return fitsShow(one, wanted.show) && fitsText(one.record, wanted.text)
}

function fitsShow({ record, standing, waiting }: Listed, show: Show): boolean {
  switch (show) {
    case 'all':
      return true
    case 'check':
      return standing.needsChecking
    case 'waiting':
      return waiting > 0
    case 'file':
      return record.fileChanged
    case 'closed':
      return record.service.status === 'closed'
  }
}

/** Every word has to be somewhere in the record; digits are compared without their spaces, so a number finds its line. */
function fitsText({ service, area }: DirectoryRecord, text: string): boolean {
  const { id, name, organization = '', description = '', email = '', website = '', phones } = service
  const everything = [id, name, organization, description, email, website, area.id, area.name['en'] ?? '']
  const haystack = plain(everything.join(' '))
  const digits = phones.map(({ number }) => number.replace(/\D/g, '')).join(' ')
  const asked = text.replace(/\D/g, '')
  if (/^[\d\s()+-]{3,}$/.test(text) && asked !== '') return digits.includes(asked)
  return plain(text)
    .split(' ')
    .every((word) => haystack.includes(word))
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .trim()
    .replace(/\s+/g, ' ')

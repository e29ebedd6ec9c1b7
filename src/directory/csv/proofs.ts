import type { Accreditation, Service } from '../../domain/service.ts'
import { quoted, refused, together, type Cell } from './cell.ts'
import { day } from './days.ts'
import { asItems, asParts, itemsOf, partsOf } from './items.ts'

type Source = Service['sources'][number]

/** "Lime Culture | level 2 | 2025-01-31 | 2028-01-31 | https://...": what is not known stays blank. */
export const asMarks = (marks: readonly Accreditation[]): string =>
  asItems(
    marks.map(({ scheme, level, awarded, expires, evidence }) =>
      asParts([scheme, level, awarded, expires, evidence]),
    ),
  )

export function readMarks(cell: string): Cell<readonly Accreditation[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : together(items.value.map(mark))
}

function mark(item: string): Cell<Accreditation> {
  const [scheme = '', level = '', awarded = '', expires = '', evidence = '', ...more] = partsOf(item)
  const days = together([awarded, expires].map((one) => (one === '' ? { value: '' } : day(one))))
  if ('refused' in days) return days
  if (scheme === '' || more.length > 0 || (evidence !== '' && !URL.canParse(evidence))) {
    const cure = 'Write: scheme | level | awarded | expires | page, and leave blank what is not known'
    return refused('wrong-accreditation', `${quoted(item)} cannot be read as a quality mark`, cure)
  }
  const [from, until] = days.value
  return {
    ...days,
    value: {
      scheme,
      ...(level !== '' && { level }),
      ...(from && { awarded: from }),
      ...(until && { expires: until }),
      ...(evidence !== '' && { evidence }),
    },
  }
}

/** "https://example.org/help | owner | 2026-05 | phones,hours": the page, whose it is, its date, what it says. */
export const asSources = (sources: readonly Source[]): string =>
  asItems(sources.map(({ url, kind, page_date, fields }) => asParts([url, kind, page_date, fields])))

export function readSources(cell: string): Cell<readonly Source[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : together(items.value.map(source))
}

function source(item: string): Cell<Source> {
  const [url = '', kind = '', page_date = '', fields = '', ...more] = partsOf(item)
  if (url === '' || kind === '' || more.length > 0) {
    const cure = 'Write: page | kind (owner, commissioner, public_body ...) | date of the page | fields'
    return refused('wrong-source', `${quoted(item)} cannot be read as a source`, cure)
  }
  return {
    value: { url, kind, ...(page_date !== '' && { page_date }), ...(fields !== '' && { fields }) },
  }
}

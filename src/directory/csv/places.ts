import type { Service } from '../../domain/service.ts'
import { quoted, refused, together, type Cell } from './cell.ts'
import { asItems, inQuotes, itemsOf, unquoted } from './items.ts'

/** Councils by code and by name. Without it codes are taken as they stand, and names cannot be read. */
export interface CouncilNames {
  nameOf(code: string): string | undefined
  /** The codes of every council with this name, in either language. */
  codesOf(name: string): readonly string[]
}

/** "Stafford (E07000197)": the name for people, the code for us. */
export const asCouncils = (codes: readonly string[], names: CouncilNames | undefined): string =>
  asItems(
    codes.map((code) => {
      const name = names?.nameOf(code)
      return name === undefined ? code : `${name} (${code})`
    }),
  )

export function readCouncils(cell: string, names: CouncilNames | undefined): Cell<readonly string[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : together(items.value.map((item) => council(item, names)))
}

function council(item: string, names: CouncilNames | undefined): Cell<string> {
  const code = /\b[EW]\d{8}\b/.exec(item)?.[0]
  const name = item.replace(/\(?\b[EW]\d{8}\b\)?/, '').trim()
  const named = name === '' ? [] : (names?.codesOf(name) ?? [])
  if (code === undefined) {
    const [only, second] = named
    if (only !== undefined && second === undefined) return { value: only }
    const cure = 'Write its code, such as E07000197, or its name as the council writes it'
    return refused('unknown-council', `${quoted(item)} is not the name of one council`, cure)
  }
  if (names && names.nameOf(code) === undefined) {
    return refused('unknown-council', `there is no council ${code}`, 'Check the code')
  }
  return named.length > 0 && !named.includes(code)
    ? refused(
        'unknown-council',
        `${quoted(item)}: the name and the code are two councils`,
        'Mend one of them',
      )
    : { value: code }
}

/** Ids of forces, as `deployment/geography/forces.json` has them. */
export function readForces(cell: string): Cell<readonly string[]> {
  const items = itemsOf(cell)
  if ('refused' in items) return items
  return together(
    items.value.map((item): Cell<string> => {
      if (/^[a-z]+(-[a-z]+)*$/.test(item)) return { value: item }
      const id = item
        .toLowerCase()
        .replace(/[^a-z]+/g, '-')
        .replace(/^-|-$|-?(police|constabulary)$/g, '')
      return refused('wrong-force', `${quoted(item)} is not the id of a force`, `Write it as ${id}`)
    }),
  )
}

/** First halves of postcodes, in capitals. */
export function readDistricts(cell: string): Cell<readonly string[]> {
  const items = itemsOf(cell.replaceAll(',', ';'))
  if ('refused' in items) return items
  return together(
    items.value.map((item): Cell<string> => {
      const district = item.toUpperCase()
      if (/^[A-Z]{1,2}\d[A-Z\d]?$/.test(district)) return { value: district }
      return refused(
        'wrong-district',
        `${quoted(item)} is not the first half of a postcode`,
        'Write ST16, for example',
      )
    }),
  )
}

export function readPostcode(cell: string): Cell<string> {
  const [, out, into] = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/i.exec(cell) ?? []
  if (out !== undefined && into !== undefined) return { value: `${out} ${into}`.toUpperCase() }
  return refused('wrong-postcode', `${quoted(cell)} is not a whole postcode`, 'Write it as ST16 3DR')
}

export const WITHHELD = 'withheld'
export const isWithheld = (lines: unknown): boolean =>
  Array.isArray(lines) && lines.length === 1 && String(lines[0]).toLowerCase() === WITHHELD

/** The lines of an address, or "withheld" for a place that must not be found. */
export function asAddress(address: Service['address']): string {
  if (address === undefined) return ''
  return 'withheld' in address ? WITHHELD : asItems(address.lines.map(inQuotes))
}

/** Lines apart by `;` or on lines of their own; commas stay where they are. */
export function readAddress(cell: string): Cell<readonly string[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : { value: items.value.map(unquoted) }
}

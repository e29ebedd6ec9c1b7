import type { Service } from '../../../domain/service.ts'
import type { AreaNamed } from './area-named.ts'
import type { Row } from './row.ts'
import type { Tell } from './tell.ts'

/** The area that records are read for; `force` is absent for the national one. */
export interface ForArea {
  readonly force?: string | undefined
}

const LONGEST_TEXT = 200
const GSS = /^[EW]\d{8}$/i

/**
 * Where a service works, for the area that it is read for. `elsewhere`: by what its feed says it does not work there.
 * Addresses in the feed that should tell more about a place are not followed, and many are only examples.
 */
export function readWhere(
  row: Row,
  area: ForArea | undefined,
  areaNamed: AreaNamed,
  tell: Tell,
): Service['where'] | 'elsewhere' {
  const names = [...new Set(row.service_areas.flatMap((one) => one.service_area ?? one.name ?? []))]
  // An extent may be the outline of half a county; only a code in it says a name.
  const meant = row.service_areas.flatMap(({ extent, service_area, name }) =>
    [GSS.test(extent ?? '') ? extent : undefined, service_area, name]
      .flatMap((one) => (one === undefined ? [] : (areaNamed(one) ?? [])))
      .slice(0, 1),
  )
  const text = names.length === 0 ? {} : { text: names.join(', ').slice(0, LONGEST_TEXT) }
  const councils = meant.flatMap((one) => one.councils ?? [])
  const forces = [
    ...new Set([...meant.flatMap((one) => one.forces ?? []), ...councils.map(({ force }) => force)]),
  ]
  const countries = [...new Set(meant.flatMap((one) => one.countries ?? []))]
  if (meant.length < row.service_areas.length || row.service_areas.length === 0) {
    const what =
      names.length === 0 ? 'the feed does not say where it works' : 'the area cannot be found by its name'
    tell('unknown-area', what, 'Write the councils into where, or people elsewhere will be offered it')
  }
  const home = area === undefined ? forces[0] : area.force
  if (home === undefined) {
    if (forces.length > 0) return 'elsewhere'
    return { countries: countries.length > 0 ? countries : ['England', 'Wales'], ...text }
  }
  if (forces.length > 0 && !forces.includes(home))
    return countries.length > 0 ? { force: home, ...text } : 'elsewhere'
  const isWhole = meant.some((one) => one.forces?.includes(home) ?? false) || countries.length > 0
  const here = [...new Set(councils.filter(({ force }) => force === home).map(({ code }) => code))]
  const others = forces.filter((force) => force !== home)
  return {
    force: home,
    ...(others.length > 0 && { also_forces: others }),
    ...(!isWhole && here.length > 0 && others.length === 0 && { councils: here }),
    ...text,
  }
}

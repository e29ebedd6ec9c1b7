import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../domain/fault.ts'
import { logoOf, type Logo } from '../../domain/logo.ts'
import { faintIn } from '../../domain/look.ts'
import { faultAt, type Path } from './read.ts'
import type { AreaFiles } from './service-rules.ts'

/** The logo of each area that has one, and everything about looks that somebody could not read or should not trust. */
export function readLooks(
  folder: string,
  all: readonly AreaFiles[],
): { readonly logos: ReadonlyMap<string, Logo>; readonly faults: readonly Fault[] } {
  const logos = new Map<string, Logo>()
  const faults = all.flatMap((files) => {
    const area = files.area.value
    const look = area?.look
    if (!area || !look) return []
    const at = (path: Path, rule: string, what: string, cure: string): Fault =>
      faultAt(files.area, ['look', ...path], rule, what, cure)
    const logo =
      look.logo === undefined ? undefined : readLogo(join(folder, 'areas', files.folder), look.logo)
    if (logo && 'type' in logo) logos.set(area.id, logo)
    return [
      ...faintIn(look).map(({ scheme, key, what, cure }) =>
        at([scheme, key], what.includes('way out') ? 'like-the-way-out' : 'faint-colour', what, cure),
      ),
      ...area.languages
        .filter((language) => look.name[language] === undefined)
        .map((language) =>
          at(['name'], 'nameless', `there is no name in "${language}", which the area offers`, 'Write it'),
        ),
      ...(logo && !('type' in logo) ? [at(['logo'], 'wrong-logo', logo.what, logo.cure)] : []),
    ]
  })
  return { logos, faults }
}

function readLogo(folder: string, name: string): ReturnType<typeof logoOf> {
  try {
    return logoOf(name, readFileSync(join(folder, name)))
  } catch {
    return { what: `there is no file ${name}`, cure: 'Put it into the folder of the area' }
  }
}

import type { Area } from '../area.ts'
import type { Service } from '../service.ts'

/** A record by its id, as it is now. */
export type RecordOf = (id: string) => Service | undefined

/**
 * The ids of every record that an area sends people to whatever happens: the lines and the hub that its file names,
 * and where one of them ended, whoever took over.
 */
export function lineIds(
  areas: readonly Pick<Area, 'lines' | 'gateway'>[],
  record: RecordOf,
): ReadonlySet<string> {
  const ids = new Set<string>()
  const follow = (id: string | undefined): void => {
    if (id === undefined || ids.has(id)) return
    ids.add(id)
    const found = record(id)
    if (found?.status === 'closed') follow(found.successor)
  }
  for (const { lines, gateway } of areas) {
    for (const { service } of lines) follow(service)
    follow(gateway?.service)
  }
  return ids
}

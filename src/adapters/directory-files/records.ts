import { createHash } from 'node:crypto'
import type { Area } from '../../domain/area.ts'
import type { Service } from '../../domain/service.ts'
import type { Version } from '../../ports/edits.ts'
import type { DirectoryRecord, Records } from '../../ports/records.ts'
import type { AreaFiles } from './service-rules.ts'

/** The records of all areas, and a count of what editors' versions have changed, for whoever keeps what it read. */
export interface ChangingRecords extends Records {
  edition(): number
}

type Filed = NonNullable<DirectoryRecord['file']> & { readonly area: Area }

/** The files' records with the editors' versions over them. A version of an area that is not here is left aside. */
export function recordsOf(files: readonly AreaFiles[]): ChangingRecords {
  const areas = new Map(
    files.flatMap(({ area }) => (area.value ? [[area.value.id, area.value] as const] : [])),
  )
  const filed = new Map(files.flatMap((home) => filedIn(home)))
  const versions = new Map<string, Version>()
  let all: readonly DirectoryRecord[] | undefined
  let byId: ReadonlyMap<string, DirectoryRecord> = new Map()
  let edition = 0

  const joined = (): readonly DirectoryRecord[] => {
    if (all) return all
    const unfiled = [...versions.keys()].filter((id) => !filed.has(id))
    all = [...filed.keys(), ...unfiled].flatMap((id) =>
      recordFrom(filed.get(id), versions.get(id), (area) => areas.get(area)),
    )
    byId = new Map(all.map((record) => [record.service.id, record]))
    return all
  }

  return {
    areas: () => [...areas.values()],
    all: joined,
    record: (id) => {
      joined()
      return byId.get(id)
    },
    put(version) {
      const { id } = version.service
      if ((versions.get(id)?.id ?? 0) >= version.id) return
      versions.set(id, version)
      all = undefined
      edition += 1
    },
    edition: () => edition,
  }
}

const filedIn = ({ area, services }: AreaFiles): readonly (readonly [string, Filed])[] => {
  const home = area.value
  if (!home) return []
  return (services.value?.services ?? []).map((service) => [
    service.id,
    { area: home, service, digest: digestOf(service) },
  ])
}

function recordFrom(
  filed: Filed | undefined,
  version: Version | undefined,
  areaOf: (id: string) => Area | undefined,
): readonly DirectoryRecord[] {
  const area = filed?.area ?? (version && areaOf(version.area))
  const service = version?.service ?? filed?.service
  if (!area || !service) return []
  return [
    {
      area,
      service,
      ...(filed && { file: { service: filed.service, digest: filed.digest } }),
      ...(version && { version }),
      fileChanged: filed !== undefined && version !== undefined && filed.digest !== version.madeFrom,
    },
  ]
}

/** What a file says of one record: parsed records have their keys in the schema's order, so like is like. */
const digestOf = (service: Service): string =>
  createHash('sha256').update(JSON.stringify(service)).digest('hex').slice(0, 32)

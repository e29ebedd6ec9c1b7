import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { areaSchema, type Area } from '../../domain/area.ts'
import {
  emergencyEntrySchema,
  gapsInFloor,
  NAMED_ENTRIES,
  type EmergencyEntry,
} from '../../domain/emergency.ts'
import type { Fault } from '../../domain/fault.ts'
import type { BankHolidays } from '../../domain/hours.ts'
import type { Logo } from '../../domain/logo.ts'
import { inLondon } from '../../domain/london-time.ts'
import { mayBeShown } from '../../domain/service/clocks.ts'
import { serviceSchema, type Service } from '../../domain/service.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Records } from '../../ports/records.ts'
import { readLooks } from './look-rules.ts'
import { readChecked, type ReadFile } from './read.ts'
import { recordsOf, type ChangingRecords } from './records.ts'
import { crossFaults } from './rules.ts'
import type { AreaFiles } from './service-rules.ts'

/** Everything under `deployment/` that is about areas and help, and every mistake in it. */
export interface DirectoryFiles {
  readonly directory: Directory
  /** Every record behind it, and the way in for what editors changed. */
  readonly records: Records
  /** The emergency floor, in the order of the file; shown whatever the date. */
  readonly emergency: readonly EmergencyEntry[]
  /** The logo of each area that has one. */
  readonly logos: ReadonlyMap<string, Logo>
  /** All of them at once; with one fault a deployment must not start. */
  readonly faults: readonly Fault[]
}

export interface DirectoryOptions {
  /** True: only live areas with their governance, and only assured records. */
  readonly production: boolean
  /** For tests; the machine's clock otherwise. Records hide themselves when they are a year old. */
  readonly clock?: Clock
}

const servicesFile = z.strictObject({
  about: z.array(z.string()).optional(),
  services: z.array(serviceSchema),
})
const bankHolidaysFile = z.object({
  'england-and-wales': z.object({ events: z.array(z.object({ date: z.iso.date() })) }),
})
const machineClock: Clock = { now: () => new Date() }

/**
 * Reads `areas/<area>/area.yaml` and `services.json`, `emergency.yaml` and `bank-holidays.json` from a folder, once.
 * Never throws for what an author wrote; what is unsound is left out and told in `faults`.
 */
export function directoryFromFiles(folder: string, options: DirectoryOptions): DirectoryFiles {
  const areas = foldersOf(join(folder, 'areas')).map((name): AreaFiles => ({
    folder: name,
    area: readChecked(folder, `areas/${name}/area.yaml`, areaSchema),
    services: readChecked(folder, `areas/${name}/services.json`, servicesFile),
  }))
  const emergency = readChecked(folder, 'emergency.yaml', z.array(emergencyEntrySchema))
  const holidays = readChecked(folder, 'bank-holidays.json', bankHolidaysFile)
  const bankHolidays = new Set(holidays.value?.['england-and-wales'].events.map(({ date }) => date))
  const records = recordsOf(areas)
  const looks = readLooks(folder, areas)
  return {
    directory: directoryOf(areas, records, bankHolidays, options),
    records,
    logos: looks.logos,
    emergency: emergency.value ?? [],
    faults: [
      ...areas.flatMap((files) => [...files.area.faults, ...files.services.faults]),
      ...crossFaults(areas, options.production),
      ...looks.faults,
      ...emergency.faults,
      ...floorFaults(emergency),
      ...holidays.faults,
    ],
  }
}

function foldersOf(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch {
    return []
  }
}

function directoryOf(
  files: readonly AreaFiles[],
  records: ChangingRecords,
  bankHolidays: BankHolidays,
  { production, clock = machineClock }: DirectoryOptions,
): Directory {
  const areas = files.flatMap(({ area }) => area.value ?? [])
  const onDay = shownOnDay(records, production)
  const today = () => onDay(inLondon(clock.now()).date)
  return {
    areas: () => areas,
    area: (id) => areas.find((area) => area.id === id),
    areaOfForce: (force) => areas.find((area: Area) => area.force === force),
    service: (id) => shownOrSuccessor(id, today().byId, records),
    services: () => today().services,
    bankHolidays: () => bankHolidays,
  }
}

/** A service that may be shown; where it closed, the one that took over from it. `seen` ends a ring of successors. */
function shownOrSuccessor(
  id: string,
  shown: ReadonlyMap<string, Service>,
  records: Records,
  seen: readonly string[] = [],
): Service | undefined {
  const next = records.record(id)?.service.successor
  const isOver = next === undefined || seen.includes(next)
  return shown.get(id) ?? (isOver ? undefined : shownOrSuccessor(next, shown, records, [...seen, id]))
}

interface Shown {
  readonly services: readonly Service[]
  readonly byId: ReadonlyMap<string, Service>
}

/** What may be shown on a day, worked out once a day and after every edit: records grow old while the process runs. */
function shownOnDay(records: ChangingRecords, production: boolean): (day: string) => Shown {
  let last: { readonly day: string; readonly edition: number; readonly shown: Shown } | undefined
  return (day) => {
    const edition = records.edition()
    if (last?.day !== day || last.edition !== edition) {
      const services = records
        .all()
        .filter(({ area, service }) => mayBeShown(service, !production && area.sample, day))
        .map(({ service }) => service)
      last = {
        day,
        edition,
        shown: { services, byId: new Map(services.map((service) => [service.id, service])) },
      }
    }
    return last.shown
  }
}

function floorFaults(read: ReadFile<readonly EmergencyEntry[]>): readonly Fault[] {
  if (!read.value) return []
  const ids = read.value.map(({ id }) => id)
  const twice = ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [{ id, index }]))
  return [
    ...gapsInFloor(read.value).map((kind) => ({
      file: read.file,
      line: 1,
      rule: 'gap-in-floor',
      what: `not enough answers this danger: ${kind}`,
      cure: 'Add an entry of this kind; suicide is never answered with 999 alone',
    })),
    ...NAMED_ENTRIES.filter((id) => !ids.includes(id)).map((id) => ({
      file: read.file,
      line: 1,
      rule: 'missing-entry',
      what: `there is no entry "${id}", and screens show it by that name`,
      cure: 'Add it again under this id',
    })),
    ...twice.map(({ id, index }) => ({
      file: read.file,
      line: read.lineOf([index]),
      rule: 'duplicate-id',
      what: `"${id}" is here twice`,
      cure: 'Keep one of them',
    })),
  ]
}

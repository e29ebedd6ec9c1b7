import { NATIONAL, type Area } from '../../domain/area.ts'
import type { Fault } from '../../domain/fault.ts'
import { faultAt, type Path } from './read.ts'
import { duplicates, isShown, serviceFaults, type AreaFiles, type Placed } from './service-rules.ts'

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/

/** The mistakes that show only when all areas are seen together. */
export function crossFaults(all: readonly AreaFiles[], production: boolean): readonly Fault[] {
  const placed = all.flatMap((home) =>
    (home.services.value?.services ?? []).map((service, index) => ({ service, index, home })),
  )
  const byId = new Map(placed.map((one) => [one.service.id, one]))
  return [
    ...(all.some(({ folder }) => folder === NATIONAL) ? [] : [noNational]),
    ...all.flatMap((files) => areaFaults(files, byId, all)),
    ...(production ? all.flatMap(productionFaults) : []),
    ...placed.flatMap((one) => serviceFaults(one, byId)),
    ...duplicates(placed),
  ]
}

const noNational: Fault = {
  file: 'areas',
  line: 1,
  rule: 'no-national',
  what: 'there is no area "national", so nobody outside the other areas would find help',
  cure: 'Add areas/national/area.yaml and services.json',
}

function areaFaults(
  files: AreaFiles,
  byId: ReadonlyMap<string, Placed>,
  all: readonly AreaFiles[],
): readonly Fault[] {
  const area = files.area.value
  if (!area) return []
  const at = (path: Path, rule: string, what: string, cure: string) =>
    faultAt(files.area, path, rule, what, cure)
  const twin = all.find((other) => other !== files && area.force && other.area.value?.force === area.force)
  return [
    ...(area.id === files.folder
      ? []
      : [at(['id'], 'area-id', `the id "${area.id}" is not its folder's name`, `Write id: ${files.folder}`)]),
    ...(twin
      ? [at(['force'], 'same-force', `"${twin.folder}" has this force too`, 'Keep one area a force')]
      : []),
    ...area.lines.flatMap(({ service }, index) => lineFault(files, byId, service, index)),
    ...gatewayFaults(files, area, byId),
    ...(area.sample && area.governance
      ? [
          at(
            ['governance'],
            'sample-governance',
            'a demonstration has no governance',
            'Remove it, or say sample: false',
          ),
        ]
      : []),
  ]
}

function lineFault(
  files: AreaFiles,
  byId: ReadonlyMap<string, Placed>,
  id: string,
  index: number,
): readonly Fault[] {
  const line = byId.get(id)
  const at = (rule: string, what: string, cure: string) => [
    faultAt(files.area, ['lines', index, 'service'], rule, what, cure),
  ]
  if (!line)
    return at('unknown-service', `there is no service "${id}"`, 'Use the id of a record in services.json')
  if (!isShown(line)) return at('hidden-line', `"${id}" may not be shown`, 'Name a line that may be shown')
  return line.service.phones.length > 0
    ? []
    : at('line-without-phone', `"${id}" has no number that may be shown`, 'Name a line that a person answers')
}

function gatewayFaults(files: AreaFiles, area: Area, byId: ReadonlyMap<string, Placed>): readonly Fault[] {
  const { gateway } = area
  if (!gateway) return []
  const at = (path: Path, rule: string, what: string, cure: string) =>
    faultAt(files.area, ['gateway', ...path], rule, what, cure)
  const hub = gateway.service === undefined ? undefined : byId.get(gateway.service)
  const isHub = hub?.service.kind === 'hub' && hub.home === files && isShown(hub)
  const sampleName = `${area.name['en'] ?? area.id} sample gateway`
  return [
    ...(area.force
      ? []
      : [
          at(
            [],
            'gateway-without-area',
            'a gateway needs the area it serves',
            'Add force, or remove gateway',
          ),
        ]),
    ...(gateway.service !== undefined && !isHub
      ? [
          at(
            ['service'],
            'not-a-hub',
            `"${gateway.service}" is no hub of this area that may be shown`,
            'Remove it',
          ),
        ]
      : []),
    ...(area.sample && gateway.service === undefined && gateway.name['en'] !== sampleName
      ? [
          at(
            ['name'],
            'sample-name',
            'a demonstration names a body without its record',
            `Call it "${sampleName}"`,
          ),
        ]
      : []),
    ...(area.sample && gateway.url !== 'embedded' && !LOOPBACK.test(gateway.url)
      ? [at(['url'], 'sample-sends-out', 'a demonstration would send to a real desk', 'Write url: embedded')]
      : []),
  ]
}

function productionFaults(files: AreaFiles): readonly Fault[] {
  const area = files.area.value
  if (!area) return []
  const at = (path: Path, rule: string, what: string, cure: string) => [
    faultAt(files.area, path, rule, what, cure),
  ]
  if (area.sample)
    return at(['sample'], 'sample-in-production', 'a demonstration cannot go live', 'Remove the area')
  if (!area.governance) {
    return at(
      [],
      'no-governance',
      'nobody answers for this area',
      'Add governance, with its signed assessment',
    )
  }
  const staffed = area.governance.staffed_hours !== undefined && area.governance.duty_owner !== undefined
  return area.gateway?.url !== 'embedded' || staffed
    ? []
    : at(['governance'], 'desk-without-staff', 'nobody is at the desk', 'Add staffed_hours and duty_owner')
}

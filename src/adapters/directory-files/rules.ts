import { isLoopback, NATIONAL, type Area } from '../../domain/area.ts'
import type { Fault } from '../../domain/fault.ts'
import { faultAt, type Path } from './read.ts'
import { duplicates, isShown, serviceFaults, type AreaFiles, type Placed } from './service-rules.ts'

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
    ...exitFaults(files, area),
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

/** Leaving must not lead to a page of those who help: its address alone would tell what the person looked for. */
function exitFaults(files: AreaFiles, { exit, body, reporting }: Area): readonly Fault[] {
  const hostOf = (address: string | undefined): string | undefined =>
    address === undefined ? undefined : URL.parse(address)?.hostname.replace(/^www\./, '')
  const telling = [body?.website, reporting?.police_url, reporting?.portal_url].map(hostOf)
  return telling.includes(hostOf(exit))
    ? [
        faultAt(
          files.area,
          ['exit'],
          'telling-exit',
          'leaving leads to the body or the police themselves',
          'Name a page of somebody else that anybody may look at, such as the weather',
        ),
      ]
    : []
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
    ...(area.sample && leavesThisMachine(gateway)
      ? [
          at(
            [gateway.transport ? 'transport' : 'url'],
            'sample-sends-out',
            'a demonstration would send to a real desk',
            'Write url: embedded',
          ),
        ]
      : []),
  ]
}

function leavesThisMachine({ url, transport }: NonNullable<Area['gateway']>): boolean {
  if (transport?.kind === 'mail') return !isLoopback(transport.to.slice(transport.to.lastIndexOf('@') + 1))
  const address = transport?.url ?? url
  const parsed = address === undefined ? null : URL.parse(address)
  return address !== 'embedded' && !(parsed?.protocol === 'http:' && isLoopback(parsed.hostname))
}

function productionFaults(files: AreaFiles): readonly Fault[] {
  const area = files.area.value
  if (!area) return []
  const at = (path: Path, rule: string, what: string, cure: string) => [
    faultAt(files.area, path, rule, what, cure),
  ]
  if (area.sample)
    return at(['sample'], 'sample-in-production', 'a demonstration cannot go live', 'Remove the area')
  return [
    ...(area.accessibility
      ? []
      : at(
          [],
          'no-accessibility-contact',
          'the accessibility statement names nobody to tell (it must: PSBAR 2018)',
          'Add accessibility, with a name and an email or a phone',
        )),
    ...(area.governance
      ? deskFaults(area, area.governance, at)
      : at(
          [],
          'no-governance',
          'nobody answers for this area',
          'Add governance, with its signed assessment',
        )),
  ]
}

/** Somebody must be at a desk that no API can speak for. */
function deskFaults(
  { gateway }: Area,
  { staffed_hours, duty_owner }: NonNullable<Area['governance']>,
  at: (path: Path, rule: string, what: string, cure: string) => readonly Fault[],
): readonly Fault[] {
  const isStaffed = staffed_hours !== undefined && duty_owner !== undefined
  const isUnseen = gateway?.url === 'embedded' || gateway?.transport !== undefined
  return !isUnseen || isStaffed
    ? []
    : at(['governance'], 'desk-without-staff', 'nobody is at the desk', 'Add staffed_hours and duty_owner')
}

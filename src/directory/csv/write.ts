import { stringify } from 'csv-stringify/sync'
import type { Service } from '../../domain/service.ts'
import { defused } from './cell.ts'
import { COLUMNS } from './columns.ts'
import type { CouncilNames } from './places.ts'

/**
 * Services as a spreadsheet, one row each, that {@link readCsv} reads back the same. With a byte order mark, because
 * Excel takes a file without one for Windows-1252. No cell is run as a formula.
 */
export const asCsv = (services: readonly Service[], names?: CouncilNames): string =>
  stringify(
    [
      COLUMNS.map(({ header }) => header),
      ...services.map((service) => COLUMNS.map(({ write }) => defused(write(service, names)))),
    ],
    { bom: true, record_delimiter: 'windows' },
  )

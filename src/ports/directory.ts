import type { Area } from '../domain/area.ts'
import type { BankHolidays } from '../domain/hours.ts'
import type { Service } from '../domain/service.ts'

/** The areas and the services that may be shown in them. Held in memory: reading it cannot fail. */
export interface Directory {
  areas(): readonly Area[]
  /** The area by its id; `national` always exists. */
  area(id: string): Area | undefined
  /** The area that covers a force, if there is a file for it. */
  areaOfForce(force: string): Area | undefined
  /** One service that may be shown, by id. */
  service(id: string): Service | undefined
  /** Every service that may be shown: national lines and those of all areas. */
  services(): readonly Service[]
  /** Bank holidays of England and Wales, for telling what is open. */
  bankHolidays(): BankHolidays
}

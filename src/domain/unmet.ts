import type { Crime } from './crimes.ts'
import type { Match, MatchInput } from './match.ts'
import type { Need } from './needs.ts'
import type { Service } from './service.ts'

/** What somebody asked for and no service that was found does. */
export interface Unmet {
  readonly needs: readonly Need[]
  /** Crimes for which there was only help for anyone. */
  readonly crimes: readonly Crime[]
}

/** What is left open by the services that were found. `other` is no crime that anyone could specialise in. */
export function unmetBy(
  matches: readonly Match[],
  { needs, crimes }: Pick<MatchInput, 'needs' | 'crimes'>,
  service: (id: string) => Service | undefined,
): Unmet {
  const found = matches.flatMap(({ id }) => service(id) ?? [])
  return {
    needs: needs.filter((need) => !found.some((one) => one.needs.includes(need))),
    crimes: crimes.filter((crime) => crime !== 'other' && !found.some((one) => one.crimes.includes(crime))),
  }
}

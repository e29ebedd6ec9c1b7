import { crimesToMatch, isForSomeoneElse, many, one, placeOf } from '../domain/told.ts'
import type { Told } from '../domain/told.ts'
import { matchServices } from '../domain/match.ts'
import type { MatchInput } from '../domain/match.ts'
import { inLondon } from '../domain/london-time.ts'
import { isNeed } from '../domain/needs.ts'
import { afterWorkingDays } from '../domain/working-days.ts'
import type { Action, ActionPorts, Asking } from './action.ts'

/**
 * The services that fit, with the reason for each. `can-send`: the area has a gateway, and what it needs was asked.
 * `quick`: the short way, where nobody was asked who they are yet. `cannot-send`: nobody receives referrals here, or
 * the person concerned has not agreed, or is a child under 13.
 */
export const findServices: Action = {
  name: 'find-services',
  outcomes: ['can-send', 'quick', 'cannot-send'],
  finds: ['services'],
  async run(asking, ports) {
    const services = matchServices(matchInput(asking, ports), ports.directory.services(), {
      now: ports.clock.now(),
      bankHolidays: ports.directory.bankHolidays(),
    })
    const outcome = outcomeOf(asking, ports)
    const isWatched = outcome !== 'can-send' || (await isDeskWatched(asking, ports))
    return { outcome: isWatched ? outcome : 'cannot-send', found: { services } }
  },
}

function outcomeOf(asking: Asking, { directory }: ActionPorts): 'can-send' | 'quick' | 'cannot-send' {
  const gateway = directory.area(String(asking.found.area))?.gateway
  const unagreed =
    isForSomeoneElse(asking) && one(asking, 'knows') !== 'yes' && asking.asked.includes('who/who')
  const child = one(asking, 'age') === 'under-13'
  if (!gateway || !placeOf(asking) || unagreed || child) return 'cannot-send'
  return asking.asked.includes('private/early') ? 'can-send' : 'quick'
}

/**
 * Whether somebody has opened the desk within the working days in which it promises contact (promise 2). A sample says
 * anyway that nobody reads it; a gateway that does not answer just now is weather, and the outbox waits for it.
 */
async function isDeskWatched(asking: Asking, ports: ActionPorts): Promise<boolean> {
  const area = ports.directory.area(String(asking.found.area))
  if (!area?.gateway || area.sample) return true
  const opened = await ports.gateways.of(area.id)?.lastOpened()
  if (opened?.result !== 'known') return true
  if (!opened.at) return false
  const days = area.gateway.aims_to_contact_within_working_days
  const until = afterWorkingDays(inLondon(opened.at).date, days, ports.directory.bankHolidays())
  return inLondon(ports.clock.now()).date <= until
}

/** What is known about the person, for matching. */
export function matchInput(
  told: Told,
  { directory, geography }: Pick<ActionPorts, 'directory' | 'geography'>,
): MatchInput {
  const council = placeOf(told)?.council
  const force = council === undefined ? undefined : geography.council(council)?.force
  const area = directory.area(String(told.found.area))
  const country = force === undefined ? area?.country : geography.force(force)?.country
  return {
    crimes: crimesToMatch(told),
    needs: many(told, 'needs').filter(isNeed),
    ageBand: ageBand(one(told, 'age')),
    council,
    force,
    country: country === 'England' || country === 'Wales' ? country : undefined,
    forSelf: !isForSomeoneElse(told),
    access: many(told, 'access').filter((need) => need !== 'none' && need !== 'rather-not-say') as never,
    ongoing: one(told, 'ongoing') as MatchInput['ongoing'],
  }
}

/** The youngest band that matching knows is 13 to 15, open downwards. */
function ageBand(age: string | undefined): MatchInput['ageBand'] {
  if (age === 'under-13' || age === '13-15') return '13-15'
  return age === '16-17' || age === '18-plus' ? age : undefined
}

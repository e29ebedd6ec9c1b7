import { crimesOf, isForSomeoneElse, one, placeOf } from '../domain/told.ts'
import { matchServices } from '../domain/match.ts'
import { unmetBy } from '../domain/unmet.ts'
import { inLondon } from '../domain/london-time.ts'
import { afterWorkingDays } from '../domain/working-days.ts'
import type { Action, ActionPorts, Asking } from './action.ts'
import { matchContext, matchInput } from './match-input.ts'

/**
 * The services that fit, with the reason for each. `can-send`: the area has a gateway, and what it needs was asked.
 * `quick`: the short way, where nobody was asked who they are yet. `cannot-send`: nobody receives referrals here, or
 * the person concerned has not agreed, or is a child under 13. `none`, `none-can-send`: nothing fits, and the gateway
 * can or cannot be asked. Whatever was asked for and not found is counted, for those who commission.
 */
export const findServices: Action = {
  name: 'find-services',
  outcomes: ['can-send', 'quick', 'cannot-send', 'none', 'none-can-send'],
  finds: ['services', 'unmet'],
  async run(asking, ports) {
    const input = matchInput(asking, ports)
    const services = matchServices(input, ports.directory.services(), matchContext(ports))
    const unmet = unmetBy(services, { ...input, crimes: crimesOf(asking) }, (id) =>
      ports.directory.service(id),
    )
    const asked = outcomeOf(asking, ports)
    const isWatched = asked !== 'can-send' || (await isDeskWatched(asking, ports))
    const outcome = isWatched ? asked : 'cannot-send'
    return {
      outcome: services.length > 0 ? outcome : outcome === 'can-send' ? 'none-can-send' : 'none',
      found: { services, unmet: unmet.needs },
      unmet: { area: String(asking.found.area), ...unmet },
    }
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

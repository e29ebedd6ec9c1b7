import { ownBehaviourServices } from '../domain/match.ts'
import type { Action } from './action.ts'
import { matchContext, matchInput } from './match-input.ts'

/** Services for someone worried about what they do; never beside those for people who were hurt. */
export const findBehaviourServices: Action = {
  name: 'find-behaviour-services',
  outcomes: ['found', 'none'],
  finds: ['services'],
  run(asking, ports) {
    const services = ownBehaviourServices(
      matchInput(asking, ports),
      ports.directory.services(),
      matchContext(ports),
    )
    return { outcome: services.length > 0 ? 'found' : 'none', found: { services } }
  },
}

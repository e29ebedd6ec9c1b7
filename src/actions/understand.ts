import { factsAboutAnother, factsIn } from '../domain/facts.ts'
import type { Facts } from '../domain/facts.ts'
import { isForSomeoneElse, one } from '../domain/told.ts'
import type { Geography } from '../ports/geography.ts'
import type { Action, Asking } from './action.ts'

/** From this confidence on a guess is said back for a yes; below it the likeliest are asked about side by side. */
const SURE_ENOUGH = 0.3
/** Below this the likeliest says nothing, and a frightening one out of nowhere does harm. */
const WORTH_ASKING = 0.2
/** What stands beside the likeliest may be less likely, so that there is something to choose from. */
const WORTH_OFFERING = 0.1

/**
 * Reads the person's own words. What it makes of them is always shown back for a yes; unsure, it asks. The
 * facts that it notices are only offered, each at its own question.
 */
export const understand: Action = {
  name: 'understand',
  outcomes: ['proposed', 'closest', 'unclear'],
  finds: ['proposed', 'closest'],
  async run(asking, { understanding, geography }) {
    const facts = factsOf(asking, geography)
    const read = await understanding.understand(one(asking, 'own-words') ?? '', asking.language)
    const isSure = (read.crimes[0]?.confidence ?? 0) >= SURE_ENOUGH
    if (isSure && read.accepted.length > 0)
      return { outcome: 'proposed', found: { proposed: read.accepted, facts } }
    const named = read.crimes.filter((guess) => guess.id !== 'other')
    const closest = named.filter((guess) => guess.confidence >= WORTH_OFFERING).slice(0, 3)
    return (named[0]?.confidence ?? 0) >= WORTH_ASKING
      ? { outcome: 'closest', found: { closest: closest.map((guess) => guess.id), facts } }
      : { outcome: 'unclear', found: { facts } }
  },
}

/** What was noticed and may be offered back. Where somebody else can see the screen, nothing is said over again. */
function factsOf(asking: Asking, geography: Geography): Facts {
  if (one(asking, 'screen') !== 'nobody') return {}
  const facts = factsIn(one(asking, 'own-words') ?? '', geography)
  return isForSomeoneElse(asking) ? factsAboutAnother(facts) : facts
}

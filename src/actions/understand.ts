import { one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Below this share of the evidence a guess says nothing, and a frightening one out of nowhere does harm. */
const WORTH_ASKING = 0.2

/** Reads the person's own words. What it makes of them is always shown back for a yes; unsure, it asks. */
export const understand: Action = {
  name: 'understand',
  outcomes: ['proposed', 'closest', 'unclear'],
  finds: ['proposed', 'closest'],
  async run(asking, { understanding }) {
    const read = await understanding.understand(one(asking, 'own-words') ?? '', asking.language)
    if (read.accepted.length > 0) return { outcome: 'proposed', found: { proposed: read.accepted } }
    const closest = read.crimes
      .filter((guess) => guess.confidence >= WORTH_ASKING && guess.id !== 'other')
      .slice(0, 3)
    return closest.length > 0
      ? { outcome: 'closest', found: { closest: closest.map((guess) => guess.id) } }
      : { outcome: 'unclear' }
  },
}

import type { Crime } from '../../domain/crimes.ts'
import type { Guess, Understood } from '../../ports/understanding.ts'
import type { Opinion } from './reply.ts'

/** The share of CLU's word. Less than half: ours is measured on texts that it had not seen (docs/measurements.md). */
const SHARE = 0.4
/** From here on CLU agrees with what we would propose. */
const AGREES = 0.3
/** From here on CLU's word alone is worth a proposal. It is not calibrated, so it must be very sure. */
const SURE = 0.85
/** As many as the port's other readings give. */
const FEWEST = 3
const MOST = 6
const MOST_ACCEPTED = 3
const SLIGHT = 0.05

/**
 * Our reading with a second opinion on the crimes. Confidences are the weighted mean of both. Nothing of ours is taken
 * back: what both agree on comes first, then ours, then what CLU alone is very sure of. Danger, needs and language stay.
 */
export function merged(ours: Understood, theirs: Opinion): Understood {
  const accepted = acceptedOf(ours.accepted, theirs)
  return { ...ours, accepted, crimes: crimesOf(ours.crimes, theirs, accepted) }
}

function crimesOf(
  ours: readonly Guess<Crime>[],
  theirs: Opinion,
  accepted: readonly Crime[],
): Guess<Crime>[] {
  const own = new Map(ours.map(({ id, confidence }) => [id, confidence]))
  const ids = [...new Set([...own.keys(), ...theirs.keys()])]
  return ids
    .map((id): Guess<Crime> => {
      const confidence = (1 - SHARE) * (own.get(id) ?? 0) + SHARE * (theirs.get(id) ?? 0)
      return { id, confidence: Math.round(confidence * 1000) / 1000 }
    })
    .toSorted((one, other) => other.confidence - one.confidence)
    .filter(
      ({ id, confidence }, at) => at < FEWEST || (at < MOST && confidence >= SLIGHT) || accepted.includes(id),
    )
}

/** `other` stands alone: it means that none of the others fits. */
function acceptedOf(ours: readonly Crime[], theirs: Opinion): Crime[] {
  const agreed = ours.filter((id) => (theirs.get(id) ?? 0) >= AGREES)
  const own = ours.filter((id) => !agreed.includes(id))
  const room = ours.includes('other') ? 0 : Math.max(0, MOST_ACCEPTED - ours.length)
  const added = [...theirs]
    .filter(([id, confidence]) => confidence >= SURE && !ours.includes(id) && id !== 'other')
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, room)
    .map(([id]) => id)
  return [...agreed, ...own, ...added]
}

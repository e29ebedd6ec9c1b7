import type { Crime } from '../../src/domain/crimes.ts'
import type { DangerKind } from '../../src/domain/danger.ts'
import type { Need } from '../../src/domain/needs.ts'
import texts from './understanding-texts.json' with { type: 'json' }

type ByCrime = readonly (readonly [Crime, readonly string[]])[]
type ByDanger = readonly (readonly [DangerKind, 'now' | 'ask', readonly string[]])[]

const { seen, unseen } = texts

const byCrime = (crimes: typeof seen.crimes): ByCrime => Object.entries(crimes) as [Crime, string[]][]

function byDanger(kinds: typeof seen.danger): ByDanger {
  const entries = Object.entries(kinds) as [DangerKind, typeof seen.danger.child][]
  return entries.flatMap(([kind, { now, ask }]): ByDanger => [
    [kind, 'now', now],
    [kind, 'ask', ask],
  ])
}

/** Texts with which the words were tuned: read again at every mistake, so they say that nothing was lost. */
export const SEEN_CRIMES = byCrime(seen.crimes)
export const SEEN_DANGER = byDanger(seen.danger)
/** What people also type at an assistant: no crime is named. */
export const SEEN_NO_CRIME = seen.noCrime
/** They sound like danger and are not. */
export const SEEN_LOOKALIKES = seen.lookalikes
/** Needs in people's own words. */
export const SEEN_NEEDS = (Object.entries(seen.needs) as [Need, string[]][]).flatMap(([need, ones]) =>
  ones.map((text) => [need, text] as const),
)

/** Texts written after the words were fixed: nothing was changed for their sake, so they say how well this hears. */
export const UNSEEN_CRIMES = byCrime(unseen.crimes)
export const UNSEEN_DANGER = byDanger(unseen.danger)
export const UNSEEN_NO_CRIME = unseen.noCrime
export const UNSEEN_LOOKALIKES = unseen.lookalikes

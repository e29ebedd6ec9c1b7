import { problemWith } from '../domain/checks.ts'
import type { Step } from './flow.ts'
import type { Place } from './place.ts'
import { askedAt, foundOn } from './place.ts'

/** What a `text` step offers to answer with what was noticed: the id of that item. */
export const USE = 'use-noticed'

/** A fact that is offered back: the name of the fact, and an option of the step, or the text as it was typed. */
export interface Noticed {
  readonly fact: string
  readonly value: string
}

/**
 * What was noticed and may be offered at the step where this place stands. It is no answer: the person still has to say
 * so. Nothing where the step does not ask for it, was not told it, could not take it as an answer, or was answered on
 * this path already.
 */
export function noticedAt(step: Step | undefined, place: Place): Noticed | undefined {
  if ((step?.kind !== 'text' && step?.kind !== 'choice') || step.noticed === undefined) return undefined
  if (askedAt(place, place.at)) return undefined
  const facts = foundOn(place).facts
  if (typeof facts !== 'object' || facts === null || !Object.hasOwn(facts, step.noticed)) return undefined
  const value = (facts as Readonly<Record<string, unknown>>)[step.noticed]
  if (typeof value !== 'string') return undefined
  const isPossible =
    step.kind === 'text' ? problemWith(step.check, value) === undefined : Object.hasOwn(step.options, value)
  return isPossible ? { fact: step.noticed, value } : undefined
}

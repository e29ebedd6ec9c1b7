import { problemWith } from '../domain/checks.ts'
import type { Step, Target, WaitingStep } from './flow.ts'
import type { Heard } from './heard.ts'
import { noticedAt, USE } from './noticed.ts'
import type { Answer, By, Place } from './place.ts'
import { offeredIds } from './place.ts'

/** An answer that a step can take, and where it leads. */
export interface Taken {
  readonly heard: Answer
  readonly by: By
  readonly then: Target
}

/** What a step makes of something chosen or typed; nothing when it cannot take it. */
export function answerTo(step: WaitingStep, place: Place, heard: Heard): Taken | undefined {
  if (heard.kind === 'typed') {
    return step.kind === 'text' && !problemWith(step.check, heard.text)
      ? { heard: heard.text.trim(), by: 'text', then: step.then }
      : undefined
  }
  if (heard.kind !== 'chosen') return undefined
  const chosen = [...new Set(heard.options)]
  const [only] = chosen
  if (only === undefined) return undefined
  const single = own(step.kind === 'choices' ? step.alone : step.options, only)
  if (chosen.length === 1 && single !== undefined) {
    const by = step.kind === 'choice' && noticedAt(step, place)?.value === only ? 'noticed' : 'option'
    return { heard: step.kind === 'choices' ? [only] : only, by, then: single }
  }
  const noticed = step.kind === 'text' && chosen.length === 1 && only === USE && noticedAt(step, place)
  if (noticed) return { heard: noticed.value, by: 'noticed', then: step.then }
  if (step.kind === 'choices') return manyOf(step, chosen)
  if (step.kind === 'pick') return picked(step, place, chosen)
  return undefined
}

function manyOf(step: Extract<Step, { kind: 'choices' }>, chosen: readonly string[]): Taken | undefined {
  if (!chosen.every((option) => step.options.includes(option))) return undefined
  const inOrder = step.options.filter((option) => chosen.includes(option))
  const branch = Object.entries(step.on ?? {}).find(([option]) => chosen.includes(option))
  return { heard: inOrder, by: 'option', then: branch?.[1] ?? step.then }
}

function picked(
  step: Extract<Step, { kind: 'pick' }>,
  place: Place,
  chosen: readonly string[],
): Taken | undefined {
  const offered = offeredIds(place, step.from)
  if (!chosen.every((id) => offered.includes(id)) || (chosen.length > 1 && !step.many)) return undefined
  return { heard: step.many ? chosen : chosen[0]!, by: 'option', then: step.then }
}

/** Only what an author wrote counts: an id such as `constructor` comes from outside and means nothing. */
export const own = (targets: Readonly<Record<string, Target>>, id: string): Target | undefined =>
  Object.hasOwn(targets, id) ? targets[id] : undefined

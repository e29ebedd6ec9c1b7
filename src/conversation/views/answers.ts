import { isSaidAgain } from '../../domain/listed.ts'
import { one } from '../../domain/told.ts'
import { isWaiting } from '../../engine/flow.ts'
import type { Answer, By } from '../../engine/place.ts'
import { allEntries } from '../../engine/place.ts'
import type { Scene } from '../scene.ts'
import type { Choice } from '../screen.ts'
import { optionText } from './told.ts'

/** As much of an answer as shows which one it was, in characters. */
const LONGEST = 60

/**
 * One line of the list of answers: the short name of the question, and what was answered. In a text message nothing of
 * what was said is sent back, and where somebody else may look on nothing that was written stands on the screen again.
 * `found`: the label of something that an action found.
 */
export function answerChoice(
  scene: Scene,
  at: string,
  found: (id: string) => string | undefined,
): Choice | undefined {
  const step = scene.book.steps[at]
  const entry = allEntries(scene.place).findLast((other) => other.kind === 'asked' && other.at === at)
  if (!isWaiting(step) || step.save === undefined || entry?.kind !== 'asked') return undefined
  const label = scene.text(`fields:${step.save}`)
  const isTyped = step.kind === 'text' && isWritten(entry.by)
  const mayShow = isTyped ? isSaidAgain(step.save) && one(scene.told, 'screen') === 'nobody' : true
  const said = isTyped ? String(entry.heard) : chosen(scene, at, entry.heard, found)
  return scene.channel === 'sms' || !mayShow || said === ''
    ? { id: at, label }
    : { id: at, label, hint: shortened(said) }
}

const isWritten = (by: By): boolean => by === 'text' || by === 'noticed'

/** The words of the options that were chosen. */
const chosen = (scene: Scene, at: string, heard: Answer, found: (id: string) => string | undefined): string =>
  [heard]
    .flat()
    .flatMap((id) => optionText(scene, at, id) ?? found(id) ?? [])
    .join(', ')

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`
}

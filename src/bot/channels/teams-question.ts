import type { Choice, Question } from '../../conversation/screen.ts'
import type { Say } from './channel.ts'
import { heading, press, still, words } from './teams-card.ts'
import type { Part } from './teams-card.ts'

/** What a question is drawn with: the words around it, and the version of the screen that it stands on. */
export interface Asking {
  readonly say: Say
  readonly version: number
}

/**
 * Draws the one question. Every answer has its number, counted as it is heard when it is typed: items first, then
 * options, from 1. One press is a whole answer; ticks and words go with "Carry on". Where there is a box, why it is asked
 * stands before it, as the question is the name of the box.
 */
export function questionParts(question: Question, asking: Asking): readonly Part[] {
  const { items, options } = question
  const buttons = (choices: readonly Choice[], from: number): readonly Part[] =>
    choices.flatMap((choice, index) => button(choice, from + index, asking))
  const hint = question.hint.flatMap((text) => words(text, { spacing: 'Small' }))
  if (question.text)
    return [
      ...hint,
      ...buttons(items, 1),
      box(question, asking),
      carryOn('words', asking),
      ...buttons(options, items.length + 1),
    ]
  if (question.many)
    return [
      ...hint,
      ticks(question, asking),
      carryOn('ticked', asking),
      ...buttons(options, items.length + 1),
    ]
  return [...heading(question.heading, 'Large'), ...hint, ...buttons([...items, ...options], 1)]
}

/** An answer to press. What explains it stands under it; a button of Teams holds one line. */
function button({ id, label, hint }: Choice, number: number, { version }: Asking): readonly Part[] {
  const carried = { options: [id], version }
  const title = numbered(label, number)
  const isLong = title.length > MOST_ON_A_BUTTON
  return [
    ...(isLong ? words(title, { spacing: 'Medium' }) : []),
    press(title, carried),
    ...(hint === undefined ? [] : words(hint, { isSubtle: true, spacing: 'None' })),
  ]
}

/** Longer words may be cut off on a button in a narrow window, so that they stand above it too. */
const MOST_ON_A_BUTTON = 36

const numbered = (label: string, number: number): string => `${number}. ${label}`

const carryOn = (box: 'words' | 'ticked', { say, version }: Asking): Part =>
  press(say('page:continue'), { box, version }, true)

/** Ids may hold commas, and ticks come back with commas between them. */
const ticks = ({ heading: label, items, earlier }: Question, { say }: Asking): Part => ({
  type: 'Input.ChoiceSet',
  id: 'ticked',
  isMultiSelect: true,
  style: 'expanded',
  wrap: true,
  label: still(label),
  isRequired: true,
  errorMessage: say('channel:teams.tick'),
  choices: items.map(({ id, label: title, hint }, index) => ({
    title: still(numbered(hint === undefined ? title : `${title}: ${hint}`, index + 1)),
    value: encodeURIComponent(id),
  })),
  ...(typeof earlier === 'object' && { value: earlier.map(encodeURIComponent).join(',') }),
})

/** There is no longest length: Teams would cut off what somebody wrote and say nothing. */
const box = ({ heading: label, text, earlier }: Question, { say }: Asking): Part => ({
  type: 'Input.Text',
  id: 'words',
  label: still(label),
  isRequired: true,
  errorMessage: say('errors:invalid.empty'),
  ...(text!.lines > 1 ? { isMultiline: true } : text!.kind !== 'text' && { style: STYLES[text!.kind] }),
  ...(typeof earlier === 'string' && { value: earlier }),
})

const STYLES = { tel: 'Tel', email: 'Email' } as const

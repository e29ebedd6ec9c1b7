import { CHECKS } from '../domain/checks.ts'
import { FACTS } from '../domain/facts.ts'
import type { FactName } from '../domain/facts.ts'
import type { BookFault } from './book-fault.ts'
import { at } from './book-fault.ts'
import type { Book, Step, StepKey } from './flow.ts'
import { isWaiting, RESERVED } from './flow.ts'
import { USE } from './noticed.ts'
import { safetyFaults } from './safety.ts'
import { entrances, reachable, transitions } from './walk.ts'

/** What TypeScript offers to flows, for checking names both ways. */
export interface Offered {
  readonly views: readonly string[]
  /** The lists that actions find, for `pick`. */
  readonly lists: readonly string[]
  /** The answers that a referral is made from: each must be saved by some step. */
  readonly answers?: readonly string[]
}

/** Everything that is wrong with a book, all at once. An empty list means that it may be used. */
export const faultsIn = (book: Book, offered: Offered): readonly BookFault[] => [
  ...targets(book),
  ...Object.entries(book.steps).flatMap(([at, step]) => [
    ...actionFaults(book, at, step),
    ...nameFaults(book, at, step, offered),
    ...factFaults(at, step),
  ]),
  ...unusedActions(book),
  ...unsavedAnswers(book, offered.answers ?? []),
  ...unreached(book),
  ...unagreed(book),
  ...safetyFaults(book),
]

const targets = (book: Book): BookFault[] => [
  ...transitions(book).flatMap((arrow) =>
    [arrow.to, arrow.returns ?? 'end']
      .filter((to) => !(to in book.steps) && !(RESERVED as readonly string[]).includes(to))
      .map((to) => ({
        ...at(arrow.from, ...arrow.path),
        rule: 'unknown-target',
        what: `"${arrow.by}" goes to ${to}, which is not a step`,
        cure: 'name a step of this flow, or "flow/step"',
      })),
  ),
  ...entrances(book)
    .filter((to) => !(to in book.steps))
    .map((to) => ({
      flow: 'everywhere',
      path: [],
      rule: 'unknown-target',
      what: `${to} is not a step`,
      cure: 'name an existing "flow/step"',
    })),
]

function actionFaults(book: Book, key: StepKey, step: Step): BookFault[] {
  if (step.kind !== 'do') return []
  const action = book.actions[step.do]
  if (!action) {
    const cure = `use one of: ${Object.keys(book.actions).join(', ')}`
    return [{ ...at(key, 'do'), rule: 'unknown-action', what: `there is no action "${step.do}"`, cure }]
  }
  const drawn = Object.keys(step.outcomes)
  const cure = 'add `to:` with the recipient of the agreement'
  return [
    ...(action.sends && step.to === undefined
      ? [
          {
            ...at(key, 'do'),
            rule: 'sends-to-nobody',
            what: `${step.do} sends, and no recipient is named`,
            cure,
          },
        ]
      : []),
    ...action.outcomes
      .filter((outcome) => !drawn.includes(outcome))
      .map((outcome) => ({
        ...at(key, 'outcomes'),
        rule: 'missing-outcome',
        what: `${step.do} can end in "${outcome}"`,
        cure: 'add it under outcomes and say where it goes',
      })),
    ...drawn
      .filter((outcome) => !action.outcomes.includes(outcome))
      .map((outcome) => ({
        ...at(key, 'outcomes', outcome),
        rule: 'unknown-outcome',
        what: `${step.do} never ends in "${outcome}"`,
        cure: `take it out; its outcomes are ${action.outcomes.join(', ')}`,
      })),
  ]
}

function nameFaults(book: Book, key: StepKey, step: Step, offered: Offered): BookFault[] {
  const saved = new Set(
    Object.values(book.steps).flatMap((other) => (isWaiting(other) && other.save ? [other.save] : [])),
  )
  const wrong = (path: string, rule: string, name: string, known: readonly string[]): BookFault[] =>
    known.includes(name)
      ? []
      : [{ ...at(key, path), rule, what: `"${name}" is not known`, cure: `use one of: ${known.join(', ')}` }]
  return [
    ...('show' in step && step.show !== undefined
      ? wrong('show', 'unknown-view', step.show, offered.views)
      : []),
    ...(step.kind === 'text' ? wrong('check', 'unknown-check', step.check, CHECKS) : []),
    ...(step.kind === 'pick' ? wrong('from', 'unknown-list', step.from, offered.lists) : []),
    ...(isWaiting(step) ? (step.depends ?? []) : []).flatMap((name) =>
      wrong('depends', 'unknown-answer', name, [...saved]),
    ),
    ...(step.kind === 'choices'
      ? Object.keys(step.on ?? {}).flatMap((option) => wrong('on', 'unknown-option', option, step.options))
      : []),
  ]
}

/** A fact must be one that is looked for, of the kind that the step takes, and each of its values an answer. */
function factFaults(key: StepKey, step: Step): BookFault[] {
  if ((step.kind !== 'text' && step.kind !== 'choice') || step.noticed === undefined) return []
  const { noticed } = step
  const fault = (rule: string, what: string, cure: string): BookFault => ({
    ...at(key, 'noticed'),
    rule,
    what,
    cure,
  })
  if (!Object.hasOwn(FACTS, noticed))
    return [
      fault('unknown-fact', `"${noticed}" is not looked for`, `use one of: ${Object.keys(FACTS).join(', ')}`),
    ]
  const values = FACTS[noticed as FactName]
  if ((values === 'text') !== (step.kind === 'text'))
    return [
      fault(
        'unfit-fact',
        `"${noticed}" is no answer to a ${step.kind}`,
        'offer it at a step of the other kind',
      ),
    ]
  const options = Object.keys(step.options)
  const taken = options.includes(USE)
    ? [fault('unfit-fact', `"${USE}" is the id of what is offered`, 'give the option another id')]
    : []
  const missing = values === 'text' ? [] : values.filter((value) => !options.includes(value))
  return [
    ...taken,
    ...missing.map((value) =>
      fault('unfit-fact', `"${noticed}" can be "${value}"`, `add the option "${value}"`),
    ),
  ]
}

const unusedActions = (book: Book): BookFault[] => {
  const used = new Set(Object.values(book.steps).flatMap((step) => (step.kind === 'do' ? [step.do] : [])))
  return Object.keys(book.actions)
    .filter((name) => !used.has(name))
    .map((name) => ({
      flow: 'everywhere',
      path: [],
      rule: 'unused-action',
      what: `no flow does "${name}"`,
      cure: 'draw it in a flow, or take the action out of src/actions/all.ts',
    }))
}

/** An answer that a referral is made from and that nobody saves would be missing from what is sent, in silence. */
const unsavedAnswers = (book: Book, answers: readonly string[]): BookFault[] => {
  const saved = new Set(Object.values(book.steps).map((step) => (isWaiting(step) ? step.save : undefined)))
  return answers
    .filter((name) => !saved.has(name))
    .map((name) => ({
      flow: 'everywhere',
      path: [],
      rule: 'unsaved-answer',
      what: `a referral needs the answer "${name}", and no step saves it`,
      cure: `give the step that asks for it \`save: ${name}\``,
    }))
}

const unreached = (book: Book): BookFault[] => {
  const seen = reachable(book, entrances(book))
  return Object.keys(book.steps)
    .filter((key) => !seen.has(key))
    .map((key) => ({
      ...at(key),
      rule: 'unreached-step',
      what: 'nothing leads here',
      cure: 'give some option or outcome this target, or take the step out',
    }))
}

/**
 * Nothing may be sent before the agreement to send it to that very recipient: with the `agree` arrows for a recipient
 * taken away, no step that sends to it can be reached.
 */
const unagreed = (book: Book): BookFault[] =>
  Object.entries(book.steps).flatMap(([key, step]) => {
    if (step.kind !== 'do' || step.to === undefined) return []
    const agreed = (from: StepKey, by: string): boolean => {
      const asking = book.steps[from]
      return asking?.kind === 'choice' && asking.agreement === step.to && by === 'agree'
    }
    const without = reachable(book, entrances(book), (arrow) => !agreed(arrow.from, arrow.by))
    return without.has(key)
      ? [
          {
            ...at(key),
            rule: 'unagreed-sending',
            what: `this sends to "${step.to}" and can be reached without an agreement for "${step.to}"`,
            cure: `lead here only from "agree" at a choice with agreement: ${step.to}`,
          },
        ]
      : []
  })

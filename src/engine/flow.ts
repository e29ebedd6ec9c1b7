import { z } from 'zod'

/**
 * The shape of a flow file. A flow says what is asked and in what order; it holds no words, no code and no
 * conditions: it branches only on this answer, or on the outcome of an action. A seventh kind of step needs a
 * decision record.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'ids are lower-case words joined by - or _')
const address = z.string().regex(/^([a-z0-9_-]+\/)?[a-z0-9_-]+$/, 'a target is "step" or "flow/step"')

/**
 * Where to go. A plain address goes there. `visit` goes there and comes back to `then`. `forget` wipes every answer
 * first. `through` goes by way of a flow that several share, which comes out at its `return`. Four addresses are
 * reserved: `resume` (back to where an interruption came from), `return`, `change` (to the step that was picked) and
 * `end`.
 */
export const targetSchema = z.union([
  address,
  z.strictObject({ visit: address, then: address }),
  z.strictObject({ through: address, then: address }),
  z.strictObject({ forget: address }),
])
export type Target = z.infer<typeof targetSchema>

const options = z.record(id, targetSchema)
const waits = {
  /** The name under which the answer is known to actions, review and referral. */
  save: id.optional(),
  /** Answers that this question rests on: when one of them changes, it is asked again. */
  depends: z.array(id).optional(),
  /** A view that TypeScript draws above the question, for example the review. */
  show: id.optional(),
  /** Another table of option words, for example `crimes`. */
  labels: id.optional(),
}
/** The fact that is offered back here when it was noticed in the person's own words (`domain/facts.ts`). */
const noticed = id.optional()

export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), show: id.optional(), then: targetSchema }),
  z.strictObject({
    kind: z.literal('choice'),
    ...waits,
    noticed,
    /** The recipient that an `agree` here agrees to. */
    agreement: id.optional(),
    options,
  }),
  z.strictObject({
    kind: z.literal('choices'),
    ...waits,
    options: z.array(id).min(1),
    /** Answers that stand alone, for example `not-sure`. */
    alone: options,
    /** The first of these that was chosen decides; otherwise `then`. */
    on: options.optional(),
    then: targetSchema,
  }),
  z.strictObject({
    kind: z.literal('pick'),
    ...waits,
    /** The list, found by an action, to pick from. */
    from: id,
    many: z.literal(true).optional(),
    options,
    then: targetSchema,
  }),
  z.strictObject({
    kind: z.literal('text'),
    ...waits,
    noticed,
    /** The rule that the text must meet (`domain/checks.ts`). */
    check: id,
    options,
    then: targetSchema,
  }),
  z.strictObject({
    kind: z.literal('do'),
    do: id,
    /** The recipient of an action that sends. */
    to: id.optional(),
    outcomes: options,
  }),
])
export type Step = z.infer<typeof stepSchema>
export type WaitingStep = Extract<Step, { kind: 'choice' | 'choices' | 'pick' | 'text' }>

export const flowSchema = z.strictObject({
  flow: id,
  purpose: z.string().min(10),
  steps: z.record(id, stepSchema),
})
export type Flow = z.infer<typeof flowSchema>

/** Words heard at every step before the step hears anything; `everywhere.yaml`. */
export const EVERYWHERE_WORDS = [
  'danger',
  'leave',
  'start-again',
  'help',
  'back',
  'answers',
  'later',
  'status',
  'more',
  'delete',
  'language',
] as const
export type EverywhereWord = (typeof EVERYWHERE_WORDS)[number]
/** Those that a person can press; danger is heard in what they write, and has its own number at the top. */
export type PressedWord = Exclude<EverywhereWord, 'danger'>
export const PRESSED_WORDS: readonly PressedWord[] = EVERYWHERE_WORDS.filter((word) => word !== 'danger')

export const everywhereSchema = z.strictObject({
  start: address,
  danger: z.strictObject({ now: address, ask: address }),
  leave: z.strictObject({ forget: address }),
  'start-again': z.strictObject({ forget: address }),
  help: z.strictObject({ visit: address }),
  /** The list of answers, each to be changed. */
  answers: z.strictObject({ visit: address }),
  /** Carrying on at another time, or on another device. */
  later: z.strictObject({ visit: address }),
  /** Where something that was sent stands. */
  status: z.strictObject({ visit: address }),
  /** Forgetting everything, once they said yes. */
  delete: z.strictObject({ visit: address }),
  language: z.strictObject({ visit: address }),
  /** No word: where somebody stands who comes back after a long silence, before anything of theirs goes on. */
  silence: z.strictObject({ enter: address }),
  /** Steps at whose end nothing more can be asked, but a way to a human is shown. */
  endings: z.array(address).min(1),
  /** The questions that nothing may go around: `safety.ts`. */
  guards: z.strictObject({
    danger: z.array(address).min(1),
    age: z.array(address).min(1),
    limits: z.array(address).min(1),
    private: z.array(address).min(1),
  }),
})
export type Everywhere = z.infer<typeof everywhereSchema>

/** `flow/step`. */
export type StepKey = string

/** What an action promises: its closed list of outcomes, and whether what it did cannot be undone by going back. */
export interface ActionPromise {
  readonly outcomes: readonly string[]
  readonly lasting?: boolean
  /** What it did can be done again with other answers: an answer from before it may still be changed. */
  readonly correctable?: boolean
  /** It sends something about the person: the step must name the recipient and stand behind an agreement for it. */
  readonly sends?: boolean
}

/** Every flow, ready to be walked. `edition` changes whenever a flow does. */
export interface Book {
  readonly edition: string
  readonly everywhere: Everywhere
  readonly steps: Readonly<Record<StepKey, Step>>
  readonly purposes: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, ActionPromise>>
  readonly languages: readonly string[]
}

export const RESERVED = ['resume', 'return', 'change', 'end'] as const

/** The full address of a target named inside a flow: `step` becomes `flow/step`. */
export const fullKey = (from: StepKey, address: string): StepKey =>
  address.includes('/') || (RESERVED as readonly string[]).includes(address)
    ? address
    : `${from.slice(0, from.indexOf('/'))}/${address}`

export const isWaiting = (step: Step | undefined): step is WaitingStep =>
  step !== undefined && step.kind !== 'say' && step.kind !== 'do'

/** Whether this step asks for an agreement to what would be sent. */
export const isAgreement = (step: Step | undefined): boolean =>
  step?.kind === 'choice' && step.agreement !== undefined

import { FACTS } from '../domain/facts.ts'
import { LISTED_ANSWERS } from '../domain/listed.ts'
import { FIELD_NAMES } from '../domain/payload.ts'
import { REFERRAL_STATUSES } from '../domain/tracking.ts'
import type { Book, Step, StepKey } from '../engine/flow.ts'
import { isWaiting } from '../engine/flow.ts'

/** One text that a step cannot do without. `or`: another key that serves as well. */
export interface Needed {
  readonly flow: string
  readonly key: string
  readonly or?: { readonly table: string; readonly key: string }
}

/** Every text that the steps of a book cannot do without. */
export const neededTexts = (book: Book): readonly Needed[] =>
  Object.entries(book.steps).flatMap(([at, step]) => neededAt(at, step))

function neededAt(at: StepKey, step: Step): readonly Needed[] {
  const [flow, name] = at.split('/') as [string, string]
  if (step.kind === 'say') return step.show === undefined ? [{ flow, key: `${name}.say` }] : []
  if (!isWaiting(step)) return []
  const labels = optionsOf(step).map((option) => ({
    flow,
    key: `${name}.options.${option}`,
    ...(step.labels !== undefined && { or: { table: step.labels, key: option } }),
  }))
  return [{ flow, key: `${name}.ask` }, ...labels]
}

/** Every id that this step offers by a label of its own. */
export const optionsOf = (
  step: Extract<Step, { kind: 'choice' | 'choices' | 'pick' | 'text' }>,
): readonly string[] =>
  step.kind === 'choices' ? [...step.options, ...Object.keys(step.alone)] : Object.keys(step.options)

const PAGE =
  'about access again answers back change clears continue cookies danger end exit fault help idle note not-kept not-kept-again not-kept-answer not-kept-sending notice own-page return ring skip stay talk title too-long'
const SCREEN =
  'because code.until hours.closed hours.next hours.open hours.unknown hours.until keep.own keep.word keep.no-word keep.receipt keep.reference ' +
  'keep.reference-value keep.secret keep.secret-value keep.where low meanwhile someone more-services review.not-sent review.values.rather-not-say not-signed-off page-at place-in remaining review.to ' +
  'review.to-value safe.yes safe.unconfirmed sample sample-no-line sent-at kept-at changed-at change-kept-at since text-number texts.stay texts.theirs ' +
  'notices.under-16-same-day notices.speak-alone-first notices.contact-unconfirmed notices.they-will-ring ' +
  'notices.no-post-or-visits note.by note.once note.open note.opened note.over note.reference note.sample note.team'
const ERRORS =
  'not-understood nothing-before already-sent flow-changed invalid.empty invalid.too-long invalid.too-short ' +
  'invalid.not-a-phone invalid.not-a-mobile invalid.not-an-email invalid.too-common'
const CHANNEL = 'fault many more not-kept not-like-this nothing-here one one-or-words start too-fast words'

/** Words that stand around every flow: the page itself, the review, what went wrong, where a referral stands. */
export const AROUND: readonly Needed[] = [
  ...table('page', PAGE),
  ...table('screen', SCREEN),
  ...table('hidden', 'answer cannot label keys then type words'),
  ...table('statement', 'aim hard heading not-tried phone-instead tell tell-nobody tried tried-on'),
  ...table('errors', ERRORS),
  ...table('channel', CHANNEL),
  ...table('fields', [...new Set([...FIELD_NAMES, ...LISTED_ANSWERS])].join(' ')),
  ...table(
    'facts',
    Object.entries(FACTS)
      .flatMap(([fact, values]) => (values === 'text' ? ['use'] : values).map((word) => `${fact}.${word}`))
      .join(' '),
  ),
  ...table('status', REFERRAL_STATUSES.map((status) => `theirs.${status}`).join(' ')),
  ...table(
    'status',
    'weeks ours.waiting ours.refused ours.withdrawn ours.untold ours.agreed ours.stopped-all ours.stopped-some controller.ask controller.complain theirs.unreachable theirs.unseen',
  ),
]

function table(flow: string, keys: string): readonly Needed[] {
  return keys.split(' ').map((key) => ({ flow, key }))
}

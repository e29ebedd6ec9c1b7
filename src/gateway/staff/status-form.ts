import { z } from 'zod'
import { DECLINE_REASONS, LONGEST_WAIT_WEEKS, REFERRAL_STATUSES } from '../../domain/tracking.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { CAPACITY_STATES } from '../store/capacity.ts'
import { DESK_STATUSES, type NewStatus, type Standing } from '../store/referrals.ts'
import type { Session } from '../store/staff.ts'
import { PATHS } from './layout.ts'
import type { Voice } from './voice.ts'

/** Statuses that a worker may choose. Not `received`: once somebody has read it, "not read yet" would be a lie. */
export const CHOOSABLE = REFERRAL_STATUSES.filter((status) => status !== 'received')

/** The form that sets a status, with the reason or the wait that belongs to some. */
export function statusForm(
  { reference, status, reason, waitWeeks }: Standing,
  { words }: Voice,
  session: Session,
): Html {
  const { referral } = words
  return html`<form method="post" action="${PATHS.status(reference)}">
    ${csrfField(session)}<input type="hidden" name="was" value="${status}" />
    <label for="status">${referral.change}</label>
    <select id="status" name="status">
      ${optionsOf(CHOOSABLE, words.status, status)}
    </select>
    ${weeksField(referral.wait_weeks, waitWeeks)}
    <label for="reason">${referral.reason}</label>
    <select id="reason" name="reason">
      <option value="">${referral.no_reason}</option>
      ${optionsOf(DECLINE_REASONS, words.decline_reason, reason)}
    </select>
    <button class="second">${referral.save}</button>
  </form>`
}

/** One line to choose for each id. */
export const optionsOf = <Id extends string>(
  ids: readonly Id[],
  words: Readonly<Record<Id, string>>,
  current: string | undefined,
): readonly Html[] =>
  ids.map((id) =>
    id === current
      ? html`<option value="${id}" selected>${words[id]}</option>`
      : html`<option value="${id}">${words[id]}</option>`,
  )

export const weeksField = (label: string, weeks: number | undefined): Html =>
  html`<div>
    <label for="weeks">${label}</label>
    <input
      id="weeks"
      name="weeks"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      value="${String(weeks ?? '')}"
    />
  </div>`

const weeks = z
  .literal('')
  .transform(() => undefined)
  .or(z.coerce.number().int().min(0).max(LONGEST_WAIT_WEEKS))
  .optional()
const statusSchema = z.object({
  was: z.enum(DESK_STATUSES),
  status: z.enum(CHOOSABLE),
  reason: z.enum(DECLINE_REASONS).or(z.literal('')).optional(),
  weeks,
})

/** What a status form says: `no-reason` when it declines without saying why; `wrong` when it says nothing of ours. */
export function readStatus(
  fields: URLSearchParams,
): { readonly was: Standing['status']; readonly to: NewStatus } | 'wrong' | 'no-reason' {
  const parsed = statusSchema.safeParse(Object.fromEntries(fields))
  if (!parsed.success) return 'wrong'
  const { was, status, reason, weeks: waitWeeks } = parsed.data
  if (status === 'declined') return reason ? { was, to: { status, reason } } : 'no-reason'
  if (status === 'waiting' && waitWeeks !== undefined) return { was, to: { status, waitWeeks } }
  return { was, to: { status } }
}

const capacitySchema = z.object({ state: z.enum(CAPACITY_STATES), weeks })

/** What the form of the capacity says; nothing when it says nothing of ours. */
export function readCapacity(fields: URLSearchParams) {
  const { data } = capacitySchema.safeParse(Object.fromEntries(fields))
  if (!data) return undefined
  const { state, weeks: waitWeeks } = data
  return { state, ...(state === 'waiting' && waitWeeks !== undefined && { waitWeeks }) }
}

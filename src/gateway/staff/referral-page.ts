import type { Answer } from '../answer.ts'
import { REFERRAL_STATUSES } from '../../domain/tracking.ts'
import type { Content, Standing, StatusChange } from '../store/referrals.ts'
import type { Session } from '../store/staff.ts'
import { contactSection } from './contact-section.ts'
import { html, type Html } from './html.ts'
import { csrfField, page, PATHS } from './layout.ts'
import { sayTime } from './say.ts'
import { sentSection } from './sent-section.ts'
import { STATUS } from './words.ts'

interface Opened {
  readonly standing: Standing
  readonly content: Content
  readonly history: readonly StatusChange[]
  readonly session: Session
}

/** Statuses that a worker may choose. Not `received`: once somebody has read it, "not read yet" would be a lie. */
export const CHOOSABLE = REFERRAL_STATUSES.filter((status) => status !== 'received')

/** One referral, opened. */
export function referralPage({ standing, content, history, session }: Opened): Answer {
  const { reference, status } = standing
  const main = html`<p><a href="${PATHS.list}">All referrals</a></p>
    ${content.result === 'read' && content.referral.sample ? SAMPLE : undefined}
    <h1>Referral ${reference}</h1>
    <p><span class="tag">${STATUS[status]}</span> Received ${sayTime(standing.receivedAt)}</p>
    ${content.result === 'read' ? contactSection(content.referral) : INSTEAD[content.result]}
    ${content.result === 'read' ? sentSection(content.referral) : undefined}
    ${status === 'withdrawn' ? undefined : actions(standing, session)} ${historySection(history)}`
  return page(200, { title: reference, session, main })
}

/** Said wherever a demonstration's referral is shown, so that nobody acts on it. */
const SAMPLE = html`<div class="box sample">
  <p class="verdict">Demonstration. Nobody may act on this.</p>
</div>`

const INSTEAD = {
  withdrawn: html`<div class="box loud">
    <p class="verdict">The person has taken this referral back. What they sent is deleted.</p>
    <p>Do not contact them, even if you wrote their details down. They can come back when they want to.</p>
  </div>`,
  unreadable: html`<div class="box loud">
    <p class="verdict">This referral cannot be opened. A person may be waiting.</p>
    <p>Tell the duty owner now, with the reference. The record was changed, or belongs to another key.</p>
  </div>`,
}

function actions({ reference, status }: Standing, session: Session): Html {
  const fields = html`${csrfField(session)}<input type="hidden" name="was" value="${status}" />`
  const action = PATHS.status(reference)
  const unaccepted = status === 'received' || status === 'being_read'
  return html`<section aria-labelledby="next">
    <h2 id="next">What happens next</h2>
    <p>The person can see the status with their reference. They see nothing else.</p>
    <div class="acts">
      ${
        unaccepted
          ? html`<form method="post" action="${action}">
              ${fields}<input type="hidden" name="status" value="accepted" /><button>
                Accept this referral
              </button>
            </form>`
          : undefined
      }
      <form method="post" action="${action}">
        ${fields}<label for="status">Change the status</label>
        <select id="status" name="status">
          ${CHOOSABLE.map((id) => option(id, status))}
        </select>
        <button class="second">Save the status</button>
      </form>
    </div>
  </section>`
}

const option = (id: (typeof CHOOSABLE)[number], current: string): Html =>
  id === current
    ? html`<option value="${id}" selected>${STATUS[id]}</option>`
    : html`<option value="${id}">${STATUS[id]}</option>`

const historySection = (history: readonly StatusChange[]): Html =>
  html`<section aria-labelledby="history">
    <h2 id="history">History</h2>
    <ol class="plain rows">
      ${history.map(
        ({ at, status, who }) =>
          html`<li>
            <span class="when">${sayTime(at)}</span>
            <span
              >${status === 'received' ? 'Received' : STATUS[status]} <span class="when">(${who})</span></span
            >
          </li>`,
      )}
    </ol>
  </section>`

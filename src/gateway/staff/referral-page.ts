import type { Answer } from '../../staff/answer.ts'
import type { Content, Standing, StatusChange } from '../store/referrals.ts'
import type { Session } from '../store/staff.ts'
import { contactSection } from './contact-section.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { page, PATHS } from './layout.ts'
import { sentSection } from './sent-section.ts'
import { statusForm } from './status-form.ts'
import type { Voice } from './voice.ts'

interface Opened {
  readonly standing: Standing
  readonly content: Content
  readonly history: readonly StatusChange[]
  readonly voice: Voice
  readonly session: Session
}

/** One referral, opened. */
export function referralPage({ standing, content, history, voice, session }: Opened): Answer {
  const { reference, status, correctedAt, reason, waitWeeks } = standing
  const { words, time } = voice
  const { referral } = words
  const main = html`<p><a href="${PATHS.list}">${referral.all}</a></p>
    ${content.result === 'read' && content.referral.sample ? sample(referral.sample) : undefined}
    <h1>${fill(referral.heading, { reference })}</h1>
    <p>
      <span class="tag">${words.status[status]}</span>
      ${reason && html`<span class="tag quiet">${words.decline_reason[reason]}</span>`}
      ${
        waitWeeks === undefined
          ? undefined
          : html`<span class="tag quiet">${fill(referral.waits, { weeks: String(waitWeeks) })}</span>`
      }
      ${fill(referral.received, { when: time(standing.receivedAt) })}
    </p>
    ${
      correctedAt !== undefined && content.result === 'read'
        ? html`<div class="box loud">
            <p class="verdict">${fill(referral.corrected, { when: time(correctedAt) })}</p>
          </div>`
        : undefined
    }
    ${
      content.result === 'read'
        ? [contactSection(content.referral, standing, voice), sentSection(content.referral, voice)]
        : instead(referral[content.result])
    }
    ${status === 'withdrawn' ? undefined : actions(standing, voice, session)}
    ${historySection(history, voice)}`
  return page(200, voice, { title: reference, session, main })
}

/** Said wherever a demonstration's referral is shown, so that nobody acts on it. */
const sample = (verdict: string): Html =>
  html`<div class="box sample"><p class="verdict">${verdict}</p></div>`

/** Said where there is nothing to show. */
const instead = ({ verdict, say }: { readonly verdict: string; readonly say: string }): Html =>
  html`<div class="box loud">
    <p class="verdict">${verdict}</p>
    <p>${say}</p>
  </div>`

function actions(standing: Standing, voice: Voice, session: Session): Html {
  const { reference, status } = standing
  const { referral } = voice.words
  const fields = html`${csrfField(session)}<input type="hidden" name="was" value="${status}" />`
  const action = PATHS.status(reference)
  const unaccepted = status === 'received' || status === 'being_read'
  return html`<section aria-labelledby="next">
    <h2 id="next">${referral.next}</h2>
    <p>${referral.seen}</p>
    <div class="acts">
      ${
        unaccepted
          ? html`<form method="post" action="${action}">
              ${fields}<input type="hidden" name="status" value="accepted" /><button>
                ${referral.accept}
              </button>
            </form>`
          : undefined
      }
      ${statusForm(standing, voice, session)}
    </div>
  </section>`
}

const historySection = (history: readonly StatusChange[], { words, time }: Voice): Html =>
  html`<section aria-labelledby="history">
    <h2 id="history">${words.referral.history}</h2>
    <ol class="plain rows">
      ${history.map(
        ({ at, status, who }) =>
          html`<li>
            <span class="when">${time(at)}</span>
            <span
              >${happened(status, words)} <span class="when">(${who})</span></span
            >
          </li>`,
      )}
    </ol>
  </section>`

function happened(status: StatusChange['status'], { referral, status: said }: Voice['words']): string {
  if (status === 'received') return referral.arrived
  if (status === 'made_safer') return referral.was_safer
  return status === 'corrected' ? referral.was_corrected : said[status]
}

import type { Answer } from '../../staff/answer.ts'
import type { Capacity } from '../store/capacity.ts'
import type { Content, Standing } from '../store/referrals.ts'
import type { Session } from '../store/staff.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { capacitySection } from './capacity-section.ts'
import { page, PATHS } from './layout.ts'
import type { Voice } from './voice.ts'

/** One line of the list. */
export interface Listed {
  readonly standing: Standing
  readonly content: Content
}

/** How many referrals one page of the list shows. */
export const PAGE_SIZE = 50

/**
 * The list, newest first. It shows what triage needs (notices and status) and neither name nor crime: it is the
 * page that stays open on a screen in a shared office.
 */
export function listPage(
  listed: readonly Listed[],
  number: number,
  capacity: Capacity,
  voice: Voice,
  session: Session,
): Answer {
  const { list } = voice.words
  const shown = listed.slice(0, PAGE_SIZE)
  const main = html`<h1>${list.title}</h1>
    ${shown.length === 0 ? html`<p>${list.empty}</p>` : undefined}
    <ol class="plain rows">
      ${shown.map((one) => line(one, voice))}
    </ol>
    ${turnPages(number, listed.length > PAGE_SIZE, voice)} ${capacitySection(capacity, voice, session)}`
  return page(200, voice, { title: list.title, session, main })
}

/** There is nothing left to do for these. */
const QUIET: readonly Standing['status'][] = ['withdrawn', 'closed', 'declined']

function line({ standing, content }: Listed, voice: Voice): Html {
  const { words, time } = voice
  const { reference, status, receivedAt, isCorrectionUnread, stopped } = standing
  return html`<li>
    <a class="ref" href="${PATHS.referral(reference)}">${reference}</a>
    <div>
      <span class="tag ${QUIET.includes(status) ? 'quiet' : ''}"
        >${words.status[status]}</span
      >
      <span class="when">${fill(words.referral.received, { when: time(receivedAt) })}</span>
      <div>
        ${
          isCorrectionUnread && status !== 'withdrawn'
            ? html`<span class="tag loud">${words.list.corrected}</span>`
            : undefined
        }${
          stopped?.isUnread && status !== 'withdrawn'
            ? html`<span class="tag loud">${words.list.safer}</span>`
            : undefined
        }${tags(content, voice)}
      </div>
    </div>
  </li>`
}

function tags(content: Content, { words }: Voice): readonly (Html | undefined)[] {
  if (content.result === 'withdrawn') return []
  if (content.result === 'unreadable') return [html`<span class="tag loud">${words.list.unreadable}</span>`]
  const { sample, notices } = content.referral
  return [
    ...notices.map((id) => html`<span class="tag loud">${words.notice_short[id]}</span>`),
    sample ? html`<span class="tag quiet">${words.list.sample}</span>` : undefined,
  ]
}

function turnPages(number: number, more: boolean, { words: { list } }: Voice): Html | undefined {
  if (number === 1 && !more) return undefined
  return html`<nav class="pages" aria-label="${list.pages}">
    ${number > 1 ? html`<a href="${PATHS.list}?page=${number - 1}">${list.newer}</a>` : undefined}
    ${more ? html`<a href="${PATHS.list}?page=${number + 1}">${list.older}</a>` : undefined}
  </nav>`
}

import type { Answer } from '../answer.ts'
import type { Content, Standing } from '../store/referrals.ts'
import type { Session } from '../store/staff.ts'
import { html, type Html } from './html.ts'
import { page, PATHS } from './layout.ts'
import { sayTime } from './say.ts'
import { NOTICE, STATUS } from './words.ts'

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
export function listPage(listed: readonly Listed[], number: number, session: Session): Answer {
  const shown = listed.slice(0, PAGE_SIZE)
  const main = html`<h1>Referrals</h1>
    ${shown.length === 0 ? html`<p>There are no referrals here.</p>` : undefined}
    <ol class="plain rows">
      ${shown.map(line)}
    </ol>
    ${turnPages(number, listed.length > PAGE_SIZE)}`
  return page(200, { title: 'Referrals', session, main })
}

function line({ standing, content }: Listed): Html {
  const { reference, status, receivedAt } = standing
  return html`<li>
    <a class="ref" href="${PATHS.referral(reference)}">${reference}</a>
    <div>
      <span class="tag ${status === 'withdrawn' || status === 'closed' ? 'quiet' : ''}"
        >${STATUS[status]}</span
      >
      <span class="when">Received ${sayTime(receivedAt)}</span>
      <div>${tags(content)}</div>
    </div>
  </li>`
}

function tags(content: Content): readonly (Html | undefined)[] {
  if (content.result === 'withdrawn') return []
  if (content.result === 'unreadable') return [html`<span class="tag loud">Cannot be opened</span>`]
  const { sample, notices } = content.referral
  return [
    ...notices.map((id) => html`<span class="tag loud">${NOTICE[id].short}</span>`),
    sample ? html`<span class="tag quiet">Demonstration</span>` : undefined,
  ]
}

function turnPages(number: number, more: boolean): Html | undefined {
  if (number === 1 && !more) return undefined
  return html`<nav class="pages" aria-label="Pages of the list">
    ${number > 1 ? html`<a href="${PATHS.list}?page=${number - 1}">Newer</a>` : undefined}
    ${more ? html`<a href="${PATHS.list}?page=${number + 1}">Older</a>` : undefined}
  </nav>`
}

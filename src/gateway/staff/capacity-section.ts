import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { CAPACITY_STATES, type Capacity } from '../store/capacity.ts'
import type { Session } from '../store/staff.ts'
import { PATHS } from './layout.ts'
import type { Voice } from './voice.ts'
import { optionsOf, weeksField } from './status-form.ts'

/** Whether the team takes people on, and the form that says so: programs that send referrals can ask. */
export function capacitySection(capacity: Capacity, { words, time }: Voice, session: Session): Html {
  const { capacity: say } = words
  const asOf = capacity.asOf === undefined ? say.never_said : fill(say.said, { when: time(capacity.asOf) })
  return html`<section aria-labelledby="capacity">
    <h2 id="capacity">${say.heading}</h2>
    <p>${say.seen} <span class="when">${asOf}</span></p>
    <form class="acts" method="post" action="${PATHS.capacity}">
      ${csrfField(session)}
      <div>
        <label for="state">${say.state}</label>
        <select id="state" name="state">
          ${optionsOf(CAPACITY_STATES, words.capacity_state, capacity.state)}
        </select>
      </div>
      ${weeksField(say.weeks, capacity.waitWeeks)}
      <div><button class="second">${say.save}</button></div>
    </form>
  </section>`
}

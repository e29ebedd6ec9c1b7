import { html, type Html } from '../../staff/html.ts'
import type { Difference } from './differences.ts'
import type { EditorVoice } from './voice.ts'

/** What differs, thing by thing, under two headings. */
export function differenceTable(
  rows: readonly Difference[],
  { words: { form: say } }: EditorVoice,
  before: string = say.before,
  after: string = say.after,
): Html {
  if (rows.length === 0) return html`<p>${say.no_difference}</p>`
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${say.field}</th>
        <th scope="col">${before}</th>
        <th scope="col">${after}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${row.label}</th>
            <td data-label="${before}">${row.before === '' ? say.nothing : row.before}</td>
            <td data-label="${after}">${row.after === '' ? say.nothing : row.after}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

import type { Area } from '../../domain/area.ts'
import type { EditorSession } from '../../ports/editors.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { optionsOf, type Option } from './inputs/options.ts'
import { page, PATHS } from './layout.ts'
import { PAGE_SIZE, type Listed, type Wanted } from './list.ts'
import { areaName, sayChecked } from './say.ts'
import { SHOWS } from './shows.ts'
import type { EditorVoice } from './voice.ts'

/** The list of records, narrowed as an editor asked. */
export function listPage(
  all: readonly Listed[],
  wanted: Wanted,
  areas: readonly Area[],
  session: EditorSession,
  voice: EditorVoice,
): Answer {
  const { list: say } = voice.words
  const first = (wanted.page - 1) * PAGE_SIZE
  const shown = all.slice(first, first + PAGE_SIZE)
  const main = html`<h1>${say.title}</h1>
    ${filters(wanted, areas, voice)}
    <p role="status">${all.length === 1 ? say.one : fill(say.many, { count: String(all.length) })}</p>
    <ul class="plain rows">
      ${shown.map((one) => row(one, voice))}
    </ul>
    ${turnPages(wanted, all.length > first + PAGE_SIZE, voice)}`
  return page(200, voice, { title: say.title, session, main })
}

function filters(wanted: Wanted, areas: readonly Area[], voice: EditorVoice): Html {
  const { list: say, show, choice } = voice.words
  const byArea = areas.map((area) => ({ value: area.id, label: areaName(area, voice) }))
  const any = { value: '', label: say.any }
  return html`<form method="get" action="${PATHS.list}" class="filters" role="search">
    <div>
      <label for="text">${say.text}</label
      ><input type="search" id="text" name="text" value="${wanted.text}" maxlength="100" />
    </div>
    ${choose(
      'show',
      say.show,
      SHOWS.map((value) => ({ value, label: show[value] })),
      wanted.show,
    )}
    ${choose('area', say.area, [any, ...byArea], wanted.area)}
    ${choose('crime', say.crime, [any, ...optionsOf('crime', choice).slice(1)], wanted.crime)}
    ${choose('need', say.need, [any, ...optionsOf('need', choice)], wanted.need)}
    <div><button>${say.search}</button></div>
  </form>`
}

const choose = (name: string, label: string, options: readonly Option[], chosen: string): Html =>
  html`<div>
    <label for="${name}">${label}</label
    ><select id="${name}" name="${name}">
      ${options.map((option) =>
        option.value === chosen
          ? html`<option value="${option.value}" selected>${option.label}</option>`
          : html`<option value="${option.value}">${option.label}</option>`,
      )}
    </select>
  </div>`

function row({ record, standing, waiting }: Listed, voice: EditorVoice): Html {
  const { service, area, fileChanged } = record
  const { list: say, hidden } = voice.words
  return html`<li>
    <div>
      <a class="ref" href="${PATHS.record(service.id)}">${service.name}</a>
      <div class="when">${service.id}</div>
    </div>
    <div>
      ${
        standing.isShown
          ? html`<span class="tag">${say.shown}</span>`
          : html`<span class="tag quiet">${fill(say.hidden, { why: hidden[standing.why ?? 'old'] })}</span>`
      }
      ${standing.needsChecking ? html`<span class="tag loud">${say.needs_checking}</span>` : undefined}
      ${fileChanged ? html`<span class="tag loud">${say.file_changed}</span>` : undefined}
      ${waiting > 0 ? html`<span class="tag loud">${say.waiting}</span>` : undefined}
      <div class="when">${areaName(area, voice)}. ${sayChecked(record, voice)}.</div>
    </div>
  </li>`
}

function turnPages(wanted: Wanted, more: boolean, { words: { list: say } }: EditorVoice): Html | undefined {
  if (wanted.page === 1 && !more) return undefined
  const to = (page: number): string =>
    `${PATHS.list}?${new URLSearchParams({ ...wanted, page: String(page) }).toString()}`
  return html`<nav class="pages" aria-label="${say.pages}">
    ${wanted.page > 1 ? html`<a href="${to(wanted.page - 1)}">${say.before}</a>` : undefined}
    ${more ? html`<a href="${to(wanted.page + 1)}">${say.after}</a>` : undefined}
  </nav>`
}

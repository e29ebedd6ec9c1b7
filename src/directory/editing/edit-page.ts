import type { EditorSession } from '../../ports/editors.ts'
import type { DirectoryRecord, Records } from '../../ports/records.ts'
import type { Answer } from '../../staff/answer.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { csrfField } from '../../staff/page.ts'
import { guardNow } from './amend.ts'
import type { Difference } from './differences.ts'
import { differenceTable } from './difference-table.ts'
import { faultList, faultText, inputId } from './faults.ts'
import { GROUPS, type Group, type Input } from './inputs/input.ts'
import { INPUTS } from './inputs/inputs.ts'
import { optionsOf, type Option } from './inputs/options.ts'
import { page, PATHS } from './layout.ts'
import { seenFields } from './record-page.ts'
import type { InputFault } from './read-form.ts'
import type { EditorVoice } from './voice.ts'

/** The form of a record, as it is or as somebody typed it. */
export interface EditView {
  readonly record: DirectoryRecord
  readonly records: Records
  readonly session: EditorSession
  readonly voice: EditorVoice
  readonly typed: ReadonlyMap<string, string>
  readonly checkedToday: boolean
  readonly status: number
  /** What to say above the form, and why. */
  readonly says?: string
  readonly faults: readonly InputFault[]
  /** True: the day of checking would go, and the form now asks whether that is meant. */
  readonly asksToLoseCheck: boolean
  /** Where somebody else was faster: what is there now beside what was typed. */
  readonly clash?: readonly Difference[]
  /** How it would look to a person. */
  readonly preview?: Html
}

/** The form of a record. Whatever was wrong, everything that was typed is still in it. */
export function editPage(view: EditView): Answer {
  const { record, records, session, voice, says, faults, clash, preview } = view
  const { form: say, guard: guards } = voice.words
  const { service } = record
  const guard = guardNow(record, records)
  const main = html`<h1>${fill(say.title, { name: service.name })}</h1>
    ${says === undefined ? undefined : faultList(says, faults, voice)}
    ${clash ? differenceTable(clash, voice, say.now, say.typed) : undefined}
    ${preview ? html`<h2>${say.preview}</h2>${preview}` : undefined}
    ${guard ? html`<div class="box"><p>${guards[guard]} ${voice.words.says.two_people}</p></div>` : undefined}
    <form method="post" action="${PATHS.edit(service.id)}">
      ${csrfField(session)}${seenFields(record)}
      ${GROUPS.map((group) => section(group, view))}
      ${ending(view)}
    </form>
    <p><a href="${PATHS.record(service.id)}">${say.leave}</a></p>`
  return page(view.status, voice, { title: service.name, session, main })
}

function section(group: Group, view: EditView): Html {
  const { words } = view.voice
  const more: Partial<Readonly<Record<Group, string>>> = words.group_says
  return html`<fieldset>
    <legend class="big">${words.group[group]}</legend>
    ${more[group] === undefined ? undefined : html`<p class="hint">${more[group]}</p>`}
    ${INPUTS.filter((input) => input.group === group).map((input) => ask(input, view))}
  </fieldset>`
}

function ask(input: Input, { typed, faults, voice }: EditView): Html {
  const { words } = voice
  const hints: Partial<Readonly<Record<string, string>>> = words.hint
  const fault = faults.find((one) => one.input === input.name)
  const [label, hint] = [words.label[input.name] ?? input.name, hints[input.name]]
  const options = choicesFor(input, words)
  const id = inputId(input.name)
  const said = [hint === undefined ? '' : `${id}-hint`, fault ? `${id}-error` : ''].filter(Boolean).join(' ')
  const about = html`${hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`}
  ${fault ? html`<p class="error" id="${id}-error">${faultText(fault, voice)}</p>` : undefined}`
  const text = typed.get(input.name) ?? ''
  const marked = html`${said === '' ? undefined : html` aria-describedby="${said}"`}${
    fault ? html` aria-invalid="true"` : undefined
  }`
  if (input.kind === 'several-of')
    return html`<fieldset class="ask ${fault ? 'wrong' : ''}" id="${id}" tabindex="-1" ${marked}>
      <legend>${label}</legend>
      ${about}
      <div class="ticks">${ticks(input.name, options, text)}</div>
    </fieldset>`
  return html`<div class="ask ${fault ? 'wrong' : ''}">
    <label for="${id}">${label}</label>${about}${control(input, options, id, text, marked)}
  </div>`
}

/** What can be chosen, after "not said" where it may be left open. */
const choicesFor = ({ choice, mayBeOpen }: Input, words: EditorVoice['words']): readonly Option[] => [
  ...(mayBeOpen === true ? [{ value: '', label: words.form.not_said }] : []),
  ...(choice === undefined ? [] : optionsOf(choice, words.choice)),
]

function control(input: Input, options: readonly Option[], id: string, text: string, marked: Html): Html {
  const { name } = input
  if (input.kind === 'one-of')
    return html`<select id="${id}" name="${name}" ${marked}>
      ${options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === text ? html` selected` : undefined}>${label}</option>`,
      )}
    </select>`
  if (input.kind === 'line')
    return html`<input type="text" id="${id}" name="${name}" value="${text}" autocomplete="off" ${marked} />`
  const rows = Math.min(12, Math.max(input.kind === 'lines' ? 3 : 2, text.split('\n').length + 1))
  // The first new line in a text area is not part of its text.
  return html`<textarea id="${id}" name="${name}" rows="${rows}" ${marked}>
${text}</textarea>`
}

const ticks = (name: string, options: readonly Option[], text: string): readonly Html[] => {
  const chosen = new Set(text.split('\n'))
  return options.map(
    ({ value, label }) =>
      html`<label class="tick"
        ><input
          type="checkbox"
          name="${name}"
          value="${value}"
          ${chosen.has(value) ? html` checked` : undefined}
        /><span>${label}</span></label
      >`,
  )
}

function ending({ checkedToday, asksToLoseCheck, voice }: EditView): Html {
  const { form: say } = voice.words
  return html`<label class="tick"
      ><input type="checkbox" name="checked" value="yes" ${checkedToday ? html` checked` : undefined} /><span
        >${say.checked_today}</span
      ></label
    >
    <p class="hint">${say.checked_hint}</p>
    ${
      asksToLoseCheck
        ? html`<label class="tick"
            ><input type="checkbox" name="unchecked" value="yes" /><span>${say.unchecked}</span></label
          >`
        : undefined
    }
    <div class="acts side">
      <button name="do" value="save">${say.save}</button
      ><button name="do" value="preview" class="second">${say.see}</button>
    </div>`
}

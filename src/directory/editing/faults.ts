import { fill } from '../../staff/fill.ts'
import { html, type Html, type Part } from '../../staff/html.ts'
import { LONGEST, type InputFault } from './read-form.ts'
import { inEnglish } from './say.ts'
import type { EditorVoice } from './voice.ts'

/** Something that could not be done: the status that says so, in words, and the faults that each input has. */
export interface Wrong {
  readonly status: number
  readonly says: string
  readonly faults: readonly InputFault[]
}

/** Why nothing was saved, at the top of a page: each fault leads to its input. */
export const faultList = (says: string, faults: readonly InputFault[], voice: EditorVoice): Html =>
  html`<div class="box loud" role="alert">
    <p class="verdict">${says}</p>
    ${
      faults.length === 0
        ? undefined
        : html`<ul>
            ${faults.map((fault) => html`<li>${link(fault, voice)}</li>`)}
          </ul>`
    }
  </div>`

function link(fault: InputFault, voice: EditorVoice): Part {
  const label = voice.words.label[fault.input]
  return label === undefined
    ? saidOf(fault, voice)
    : html`<a href="#${inputId(fault.input)}">${label}: ${saidOf(fault, voice)}</a>`
}

/** The id of an input on the page; a dot would have to be escaped in style sheets. */
export const inputId = (name: string): string => `f-${name.replaceAll('.', '-')}`

/** The hint beside an input, spoken by a screen reader before it is typed into. */
export const faultText = (fault: InputFault, voice: EditorVoice): Html =>
  html`${voice.words.form.error} ${saidOf(fault, voice)}`

function saidOf(fault: InputFault, voice: EditorVoice): Part {
  return 'what' in fault
    ? inEnglish(`${sentence(fault.what)} ${sentence(fault.cure)}`, voice)
    : fill(voice.words.fault[fault.rule], { most: String(LONGEST) })
}

const sentence = (text: string): string => {
  const begun = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

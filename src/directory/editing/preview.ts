import { openState, type BankHolidays, type OpenState } from '../../domain/hours.ts'
import { inLondon } from '../../domain/london-time.ts'
import { marksOn, waitOn, type Wait } from '../../domain/service/clocks.ts'
import type { Service } from '../../domain/service.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html } from '../../staff/html.ts'
import { inEnglish, sayWait } from './say.ts'
import type { EditorVoice } from './voice.ts'

/**
 * A record as a person would see it: the same facts, by the same clocks, in plain markup. The page that people use
 * adds why it is offered to them. What the record has not in the language of the page is English here as there.
 */
export function preview(service: Service, now: Date, bankHolidays: BankHolidays, voice: EditorVoice): Html {
  const today = inLondon(now).date
  const { preview: say } = voice.words
  const { who_for, not_for, phones, text_number, website } = service
  const own = service.translations?.[voice.code]
  const english = (text: string) => inEnglish(text, voice)
  const description =
    own?.description ?? (service.description === undefined ? undefined : english(service.description))
  const marks = marksOn(service, today).map(({ scheme, level }) => [scheme, level].filter(Boolean).join(', '))
  const before = cautions(service, voice)
  return html`<div class="seen">
    <h3>${own?.name ?? service.name}</h3>
    ${description === undefined ? undefined : html`<p>${description}</p>`}
    ${who_for === undefined ? undefined : html`<p>${say.for} ${english(who_for)}</p>`}
    ${not_for === undefined ? undefined : html`<p>${say.not_for} ${english(not_for)}</p>`}
    ${before.length === 0 ? undefined : html`<ul>${before.map((line) => html`<li>${line}</li>`)}</ul>`}
    ${phones.map(
      ({ number, label }) =>
        html`<p><span class="line">${number}</span>${label === undefined ? undefined : html` ${english(label)}`}</p>`,
    )}
    ${text_number === undefined ? undefined : html`<p>${say.text} <span class="line">${text_number}</span></p>`}
    ${website === undefined ? undefined : html`<p>${say.web} ${website}</p>`}
    <p>${hoursNow(openState(service.hours, now, bankHolidays), voice)}</p>
    ${spoken(service, voice)}
    ${waitLine(waitOn(service, today), voice)}
    ${marks.length === 0 ? undefined : html`<p>${fill(say.marks, { marks: marks.join('; ') })}</p>`}
  </div>`
}

/** What somebody should know before they choose it. */
const cautions = (service: Service, { words: { preview: say } }: EditorVoice): readonly string[] => [
  ...(service.gender === 'any' ? [] : [say.gender[service.gender]]),
  ...(service.minimum_age === undefined ? [] : [fill(say.from, { age: String(service.minimum_age) })]),
  ...(service.maximum_age === undefined ? [] : [fill(say.to, { age: String(service.maximum_age) })]),
  ...(service.referral === 'self' ? [] : [say.referral[service.referral]]),
  ...(service.police_run === true ? [say.police] : []),
  ...(service.where.part === true ? [say.part] : []),
]

function hoursNow({ state, until, next }: OpenState, { words: { preview: say }, day }: EditorVoice): string {
  if (state === 'unknown') return say.hours_unknown
  if (state === 'open') return until === undefined ? say.open : fill(say.open_until, { time: until })
  return next === undefined ? say.closed : fill(say.opens, { day: day(next.date), time: next.at })
}

/** What the hours say in words, each once. */
function spoken({ hours }: Service, voice: EditorVoice): Html | undefined {
  const said = [
    ...new Set((hours ?? []).flatMap((entry) => ('text' in entry && entry.text ? [entry.text] : []))),
  ]
  return said.length === 0 ? undefined : html`<p>${inEnglish(said.join('; '), voice)}</p>`
}

function waitLine(wait: Wait, { words }: EditorVoice): Html | undefined {
  if (wait.state === 'not-known') return undefined
  if (wait.state === 'waiting') return html`<p>${sayWait(wait.weeks, words)}.</p>`
  return html`<p>${words.preview.wait[wait.state]}</p>`
}

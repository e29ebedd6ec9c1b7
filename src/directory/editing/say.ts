import type { Area } from '../../domain/area.ts'
import type { Service } from '../../domain/service.ts'
import type { Version } from '../../ports/edits.ts'
import type { DirectoryRecord } from '../../ports/records.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html, type Part } from '../../staff/html.ts'
import type { EditorVoice } from './voice.ts'

/** The name of an area in the language of the page, where it has one. */
export const areaName = (
  { id, name }: Pick<Area, 'id' | 'name'>,
  { code }: Pick<EditorVoice, 'code'>,
): string => name[code] ?? name['en'] ?? id

/** From what day a record's facts are. */
export function sayChecked({ service }: DirectoryRecord, { words, day }: EditorVoice): string {
  const { checked, collected } = words.standing
  return service.info_checked_on === null
    ? fill(collected, { day: day(service.collected_on) })
    : fill(checked, { day: day(service.info_checked_on) })
}

/** Whether it takes people, with the day on which that was so. Empty: not known. */
export function sayCapacity(
  capacity: Service['capacity'],
  { words, day }: Pick<EditorVoice, 'words' | 'day'>,
): string {
  if (capacity === undefined) return ''
  const { state, wait_weeks: weeks, as_of } = capacity
  return `${weeks === undefined ? words.capacity[state] : sayWait(weeks, words)} (${day(as_of)})`
}

/** That people wait for about so many weeks. */
export const sayWait = (weeks: number, { waiting }: EditorVoice['words']): string =>
  weeks === 1 ? waiting.one : fill(waiting.many, { count: String(weeks) })

/** Who decided about a version, when, and why. */
export function sayDecided({ state, decided }: Version, { words, time }: EditorVoice): Html | undefined {
  if (!decided || state === 'proposed') return undefined
  return html`<p>
    ${fill(words.decided[state], { who: decided.by.name, when: time(decided.at) })}
    ${decided.reason === '' ? undefined : html`<span dir="auto">“${decided.reason}”</span>`}
  </p>`
}

/** What is English whatever the language of the page is: a screen reader then speaks it as English. */
export const inEnglish = (text: string, { code }: Pick<EditorVoice, 'code'>): Part =>
  code === 'en' ? text : html`<span lang="en">${text}</span>`

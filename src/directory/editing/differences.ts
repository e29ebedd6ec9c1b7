import type { Service } from '../../domain/service.ts'
import type { CouncilNames } from '../csv/places.ts'
import type { Input } from './inputs/input.ts'
import { INPUTS } from './inputs/inputs.ts'
import { optionsOf } from './inputs/options.ts'
import { sayCapacity } from './say.ts'
import type { EditorVoice } from './voice.ts'

/** One thing that is not the same in two records, as an editor reads it. Empty: it was not there. */
export interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

type Speaking = Pick<EditorVoice, 'words' | 'day'>

/** What differs from one record to another, thing by thing, in the order of the form. */
export function differences(
  before: Service,
  after: Service,
  voice: Speaking,
  names?: CouncilNames,
): readonly Difference[] {
  const [old, young] = [saidOf(before, voice, names), saidOf(after, voice, names)]
  return old
    .map(([label, said], row) => ({ label, before: said, after: young[row]?.[1] ?? '' }))
    .filter((row) => row.before !== row.after)
}

/** What a record says of everything, with what each is called. */
function saidOf(
  service: Service,
  voice: Speaking,
  names: CouncilNames | undefined,
): readonly (readonly [label: string, said: string])[] {
  const { field, label, status } = voice.words
  const { info_checked_on: checked } = service
  return [
    ...INPUTS.map(
      (input) =>
        [label[input.name] ?? input.name, inWords(input, input.write(service, names), voice)] as const,
    ),
    [field.status, status[service.status]],
    [field.successor, service.successor ?? ''],
    [field.translations, otherLanguages(service)],
    [field.capacity, sayCapacity(service.capacity, voice)],
    [field.info_checked_on, checked === null ? '' : voice.day(checked)],
    [field.oruk_id, service.oruk_id ?? ''],
    [field.collected_on, voice.day(service.collected_on)],
  ]
}

/** What was chosen in the words for it; what was written as it was written. */
function inWords({ choice }: Input, written: string, { words }: Speaking): string {
  if (choice === undefined || written === '') return written
  const options = new Map(optionsOf(choice, words.choice).map(({ value, label }) => [value, label]))
  return written
    .split('\n')
    .map((value) => options.get(value) ?? value)
    .join(', ')
}

/** What it says of itself in languages that have no input of their own. */
const otherLanguages = ({ translations = {} }: Service): string =>
  Object.entries(translations)
    .filter(([language]) => language !== 'cy')
    .map(([language, { name, description }]) => [language, name, description].filter(Boolean).join(': '))
    .join('\n')

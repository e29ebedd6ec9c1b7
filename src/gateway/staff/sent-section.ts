import type { Referral } from '../../domain/referral.ts'
import { own, row } from './contact-section.ts'
import { html, type Html, type Part } from './html.ts'
import { sayLanguage, sayTime } from './say.ts'
import {
  ACCESS,
  ACTING,
  AGE,
  ANSWER,
  CHARACTERISTIC,
  CRIME,
  HAPPENED_IN,
  KEPT_FROM,
  LIVES_THERE,
  NEED,
  TOLD_POLICE,
} from './words.ts'

type Row = readonly [label: string, value: Part]

/** Everything else that the person agreed to send, and the record that they did. */
export const sentSection = (referral: Referral): Html =>
  html`<section aria-labelledby="sent">
    <h2 id="sent">What they sent</h2>
    ${facts([...personRows(referral), ...crimeRows(referral), ...helpRows(referral)])}
    <h2>Their agreement</h2>
    ${facts(agreementRows(referral))}
  </section>`

/** A fact that was not sent is not shown: an empty line would look like an answer. */
const facts = (rows: readonly Row[]): Html =>
  html`<dl>${rows.filter(([, value]) => value !== undefined).map(([label, value]) => row(label, value))}</dl>`

const each = <T extends string>(ids: readonly T[] | undefined, words: Readonly<Record<T, string>>): Part =>
  ids?.length
    ? html`<ul>
        ${ids.map((id) => html`<li>${words[id]}</li>`)}
      </ul>`
    : undefined

const optional = (text: string | undefined, language?: string) =>
  text === undefined ? undefined : own(text, language)

function personRows({ name, language, acting_as, referrer, ...rest }: Referral): readonly Row[] {
  return [
    ['Name to use', own(name)],
    ['Asking for', ACTING[acting_as]],
    ['Name of who is asking', optional(referrer?.name)],
    ['Who they are to the person', optional(referrer?.relationship, language)],
    ['The person knows and agrees', referrer && 'Yes'],
    ['Age', AGE[rest.age_band]],
    ['An adult at home should not know', rest.adult_should_not_know && ANSWER[rest.adult_should_not_know]],
  ]
}

function crimeRows(referral: Referral): readonly Row[] {
  const { ongoing, because_of_who_they_are: because, happened_in, reported } = referral
  return [
    ['What happened', each(referral.crimes, CRIME)],
    ['In their own words', optional(referral.account, referral.language)],
    ['Still going on', ongoing && ANSWER[ongoing]],
    ['Because of who they are', because && ANSWER[because]],
    ['Which part of who they are', each(referral.characteristics, CHARACTERISTIC)],
    ['Where it happened', happened_in && HAPPENED_IN[happened_in]],
    ['Told the police', reported && TOLD_POLICE[reported]],
    ['Police crime reference', optional(referral.crime_reference)],
  ]
}

function helpRows(referral: Referral): readonly Row[] {
  const { place, address_known_to_person_who_hurt: known, keep_from } = referral
  return [
    [
      'Where they want help',
      [optional(place.town), place.town && ', ', `${place.council_name} (${place.council})`],
    ],
    ['Postcode', optional(place.postcode)],
    ['Do they live there', place.lives_there && LIVES_THERE[place.lives_there]],
    ['The person who hurt them knows their address', known && ANSWER[known]],
    ['What would help', each(referral.needs, NEED)],
    ['What they need from you', each(referral.access, ACCESS)],
    ['Language of the interpreter', optional(referral.interpreter_language, referral.language)],
    ['Keep this from', keep_from?.map((body) => KEPT_FROM[body]).join(', ') || undefined],
  ]
}

function agreementRows({ consent, recipient, ...rest }: Referral): readonly Row[] {
  return [
    ['Agreed to send this to', `${recipient.name} (${recipient.id})`],
    ['Agreed on', sayTime(consent.agreed_at)],
    ['Made on', sayTime(rest.made_at)],
    ['Asked in', sayLanguage(consent.language)],
    ['Wording', consent.wording],
    ['Area', rest.area],
    ['Digest of what was shown', consent.payload_digest],
  ]
}

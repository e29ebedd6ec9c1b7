import type { Referral } from '../../domain/referral.ts'
import { own, row } from './contact-section.ts'
import { html, type Html, type Part } from '../../staff/html.ts'
import type { Voice } from './voice.ts'

type Row = readonly [label: string, value: Part]

/** Everything else that the person agreed to send, and the record that they did. */
export const sentSection = (referral: Referral, voice: Voice): Html =>
  html`<section aria-labelledby="sent">
    <h2 id="sent">${voice.words.sent.heading}</h2>
    ${facts([...personRows(referral, voice), ...crimeRows(referral, voice), ...helpRows(referral, voice)])}
    <h2>${voice.words.agreement.heading}</h2>
    ${facts(agreementRows(referral, voice))}
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

function personRows(referral: Referral, { words }: Voice): readonly Row[] {
  const { sent, answer } = words
  const { name, language, acting_as, referrer, adult_should_not_know: adult } = referral
  return [
    [words.contact.name, own(name)],
    [sent.acting_as, words.acting_as[acting_as]],
    [sent.referrer_name, optional(referrer?.name)],
    [sent.relationship, optional(referrer?.relationship, language)],
    [sent.knows_and_agrees, referrer && answer.yes],
    [sent.age, words.age[referral.age_band]],
    [sent.adult_should_not_know, adult && answer[adult]],
  ]
}

function crimeRows(referral: Referral, { words }: Voice): readonly Row[] {
  const { sent, answer } = words
  const { ongoing, because_of_who_they_are: because, happened_in, reported } = referral
  return [
    [sent.crimes, each(referral.crimes, words.crime)],
    [sent.account, optional(referral.account, referral.language)],
    [sent.ongoing, ongoing && answer[ongoing]],
    [sent.because, because && answer[because]],
    [sent.characteristics, each(referral.characteristics, words.characteristic)],
    [sent.happened_in, happened_in && words.happened_in[happened_in]],
    [sent.reported, reported && words.reported[reported]],
    [sent.crime_reference, optional(referral.crime_reference)],
  ]
}

function helpRows(referral: Referral, { words }: Voice): readonly Row[] {
  const { sent } = words
  const { place, address_known_to_person_who_hurt: known, keep_from } = referral
  return [
    [sent.where, [optional(place.town), place.town && ', ', `${place.council_name} (${place.council})`]],
    [sent.postcode, optional(place.postcode)],
    [sent.lives_there, place.lives_there && words.lives_there[place.lives_there]],
    [sent.address_known, known && words.answer[known]],
    [sent.needs, each(referral.needs, words.need)],
    [sent.access, each(referral.access, words.access)],
    [sent.interpreter_language, optional(referral.interpreter_language, referral.language)],
    [sent.keep_from, keep_from?.map((body) => words.keep_from[body]).join(', ') || undefined],
  ]
}

function agreementRows(referral: Referral, { words, time, language }: Voice): readonly Row[] {
  const { agreement } = words
  const { consent, recipient } = referral
  return [
    [agreement.recipient, `${recipient.name} (${recipient.id})`],
    [agreement.agreed_at, time(consent.agreed_at)],
    [agreement.made_at, time(referral.made_at)],
    [agreement.language, language(consent.language)],
    [agreement.wording, consent.wording],
    [agreement.area, referral.area],
    [agreement.digest, consent.payload_digest],
  ]
}

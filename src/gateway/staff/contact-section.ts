import type { ContactPlan } from '../../domain/contact-plan.ts'
import type { Referral } from '../../domain/referral.ts'
import type { DeskWords } from './desk-words.ts'
import { fill } from '../../staff/fill.ts'
import { html, type Html, type Part } from '../../staff/html.ts'
import { langOf } from '../../staff/say.ts'
import type { Standing } from '../store/referrals.ts'
import type { Voice } from './voice.ts'

/** How to contact one person safely: what comes first on a referral, because a wrong call can cost a life. */
export function contactSection(referral: Referral, { stopped }: Standing, voice: Voice): Html {
  const { words } = voice
  const { contact: say } = words
  const { contact, notices } = referral
  const noPost = notices.includes('no-post-or-visits')
  const ways = [
    way(words, say.phone, contact.phone, contact.phone?.number),
    way(words, say.text, contact.text, contact.text?.number),
    way(words, say.email, contact.email, contact.email?.address),
    noPost ? way(words, say.post) : way(words, say.post, contact.post, contact.post?.address),
  ]
  const none =
    !notices.includes('they-will-ring') &&
    ![contact.phone, contact.text, contact.email, contact.post].some(Boolean)
  return html`<section aria-labelledby="contact">
    <h2 id="contact">${say.heading}</h2>
    ${stopped && stoppedBox(stopped, voice)}
    ${loudBox(
      say.before,
      notices.map((id) => html`<li class="verdict">${words.notice[id]}</li>`),
    )}
    ${none ? html`<div class="box unsafe"><p class="verdict">${say.none}</p></div>` : undefined}
    ${loudBox(
      say.take_care,
      careOf(referral, words).map((care) => html`<li>${care}</li>`),
    )}
    <div class="ways">${ways}</div>
    <h3>${say.how}</h3>
    <dl>${planRows(referral, voice).map(([label, value]) => row(label, value))}</dl>
  </section>`
}

/** What the person stopped after they had sent this, before anything else that is said of contact. */
function stoppedBox({ stop, at }: NonNullable<Standing['stopped']>, { words, time }: Voice): Html {
  const { stopped: say } = words
  const when = time(at)
  if (stop === 'all')
    return html`<div class="box unsafe">
      <p class="verdict">${fill(say.all, { when })}</p>
      <p>${say.all_then}</p>
    </div>`
  return html`<div class="box unsafe">
    <p class="verdict">${fill(say.some, { when })}</p>
    <ul>
      ${stop.map((way) => html`<li class="verdict">${say.way[way]}</li>`)}
    </ul>
    <p>${say.some_then}</p>
  </div>`
}

/** What must be known before any way is used; nothing where there is nothing to know. */
const loudBox = (heading: string, lines: readonly Html[]): Html | undefined =>
  lines.length === 0
    ? undefined
    : html`<div class="box loud">
        <h3>${heading}</h3>
        <ul>
          ${lines}
        </ul>
      </div>`

/** One label and its value, as every list of facts on the desk shows them. */
export const row = (label: string, value: Part): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

/** A person's own words: their direction is found from the words, and they can never be taken for ours. */
export const own = (text: string, language?: string): Html => {
  const lang = language === undefined ? undefined : langOf(language)
  return lang === undefined
    ? html`<span dir="auto">${text}</span>`
    : html`<span dir="auto" lang="${lang}">${text}</span>`
}

type Way = { readonly safe: 'yes' | 'unconfirmed'; readonly message_may?: keyof DeskWords['message_may'] }

function way({ contact: say, message_may }: DeskWords, name: string, given?: Way, value?: string): Html {
  if (!given || value === undefined) {
    return html`<div class="box unsafe">
      <h3>${name}</h3>
      <p class="verdict">${say.unsafe}</p>
    </div>`
  }
  const isSafe = given.safe === 'yes'
  return html`<div class="box ${isSafe ? 'safe' : 'unconfirmed'}">
    <h3>${name}</h3>
    <p class="verdict">${isSafe ? say.safe : say.unconfirmed}</p>
    ${isSafe ? undefined : html`<p>${say.find_out}</p>`}
    <p class="value">${own(value)}</p>
    ${given.message_may && html`<p>${message_may[given.message_may]}</p>`}
  </div>`
}

function planRows(referral: Referral, voice: Voice): readonly (readonly [string, Part])[] {
  const { words } = voice
  const { contact: say } = words
  const { contact, name, language } = referral
  return [
    [say.name, own(name)],
    [say.language, voice.language(language)],
    [say.times, contact.times?.map((time) => words.time[time]).join(', ') || say.not_said],
    [say.never, contact.never === undefined ? say.not_said : own(contact.never, language)],
    [say.code_word, contact.code_word === undefined ? say.no_code_word : codeWord(contact.code_word, say)],
    [say.if_unreachable, unreachable(contact, words)],
  ]
}

const codeWord = (word: string, say: DeskWords['contact']) =>
  html`<p><strong>${own(word)}</strong></p>
    <p>${say.code_word_use}</p>`

function unreachable({ if_unreachable, safe_person }: ContactPlan, words: DeskWords): Part {
  if (if_unreachable !== 'safe-person') return words.unreachable[if_unreachable]
  if (!safe_person) return `${words.contact.no_safe_person} ${words.unreachable.stop}`
  return html`<p>${words.unreachable['safe-person']}</p>
    <p>${own(safe_person.name)}, ${own(safe_person.number)}</p>`
}

function careOf(referral: Referral, words: DeskWords): readonly string[] {
  const { care } = words
  const { contact, adult_should_not_know, address_known_to_person_who_hurt: address, keep_from } = referral
  const bodies = keep_from?.map((body) => words.keep_from[body]) ?? []
  return [
    contact.others_may_see === 'yes' && care.others_may_see,
    contact.others_may_see === 'not-sure' && care.others_not_sure,
    adult_should_not_know === 'yes' && care.adult,
    adult_should_not_know === 'not-sure' && care.adult_not_sure,
    address === 'yes' && care.address_known,
    address === 'not-sure' && care.address_not_sure,
    bodies.length > 0 &&
      fill(care.keep_from, { bodies: bodies.reduce((one, other) => fill(care.or, { one, other })) }),
  ].filter((line) => typeof line === 'string')
}

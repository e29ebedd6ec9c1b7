import type { ContactPlan } from '../../domain/contact-plan.ts'
import type { Referral } from '../../domain/referral.ts'
import { html, type Html, type Part } from './html.ts'
import { langOf, sayLanguage } from './say.ts'
import { KEPT_FROM, MESSAGES, NOTICE, TIME, UNREACHABLE } from './words.ts'

/** How to contact one person safely: what comes first on a referral, because a wrong call can cost a life. */
export function contactSection(referral: Referral): Html {
  const { contact, notices } = referral
  const noPost = notices.includes('no-post-or-visits')
  const ways = [
    way('Phone call', contact.phone, contact.phone?.number),
    way('Text message', contact.text, contact.text?.number),
    way('Email', contact.email, contact.email?.address),
    noPost ? way('Post') : way('Post', contact.post, contact.post?.address),
  ]
  const none =
    !notices.includes('they-will-ring') &&
    ![contact.phone, contact.text, contact.email, contact.post].some(Boolean)
  const cares = careOf(referral)
  return html`<section aria-labelledby="contact">
    <h2 id="contact">How to contact this person safely</h2>
    ${noticesBox(notices)}
    ${
      none
        ? html`<div class="box unsafe">
            <p class="verdict">Do not contact this person. They will ring you with their reference.</p>
          </div>`
        : undefined
    }
    ${
      cares.length > 0
        ? html`<div class="box loud">
            <h3>Take care</h3>
            <ul>
              ${cares.map((care) => html`<li>${care}</li>`)}
            </ul>
          </div>`
        : undefined
    }
    <div class="ways">${ways}</div>
    <h3>When, and what to say</h3>
    <dl>${planRows(referral).map(([label, value]) => row(label, value))}</dl>
  </section>`
}

/** What must be known before any way is used. */
function noticesBox(notices: Referral['notices']): Html | undefined {
  if (notices.length === 0) return undefined
  return html`<div class="box loud">
    <h3>Before anything else</h3>
    <ul>
      ${notices.map((id) => html`<li class="verdict">${NOTICE[id].long}</li>`)}
    </ul>
  </div>`
}

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

type Way = { readonly safe: 'yes' | 'unconfirmed'; readonly message_may?: keyof typeof MESSAGES }

function way(name: string, given?: Way, value?: string): Html {
  if (!given || value === undefined) {
    return html`<div class="box unsafe">
      <h3>${name}</h3>
      <p class="verdict">Do not use</p>
    </div>`
  }
  const verdict = given.safe === 'yes' ? 'Safe to use' : 'Not confirmed. Do not use this yet.'
  return html`<div class="box ${given.safe === 'yes' ? 'safe' : 'unconfirmed'}">
    <h3>${name}</h3>
    <p class="verdict">${verdict}</p>
    ${
      given.safe === 'unconfirmed'
        ? html`<p>Somebody else gave this. First find out from the person if it is safe.</p>`
        : undefined
    }
    <p class="value">${own(value)}</p>
    ${given.message_may && html`<p>${MESSAGES[given.message_may]}</p>`}
  </div>`
}

function planRows({ contact, name, language }: Referral): readonly (readonly [string, Part])[] {
  return [
    ['Name to use', own(name)],
    ['Language to reply in', sayLanguage(language)],
    ['Safe times', contact.times?.map((time) => TIME[time]).join(', ') || 'They did not say'],
    ['Never contact them', contact.never === undefined ? 'They did not say' : own(contact.never, language)],
    ['Code word', contact.code_word === undefined ? 'None' : codeWord(contact.code_word)],
    ['If you cannot reach them', unreachable(contact)],
  ]
}

const codeWord = (word: string) =>
  html`<p><strong>${own(word)}</strong></p>
    <p>Use it so that each of you knows who the other is. Never leave it in a message.</p>`

function unreachable({ if_unreachable, safe_person }: ContactPlan): Part {
  if (if_unreachable !== 'safe-person') return UNREACHABLE[if_unreachable]
  if (!safe_person) return `They named no safe person. ${UNREACHABLE.stop}`
  return html`<p>${UNREACHABLE['safe-person']}</p>
    <p>${own(safe_person.name)}, ${own(safe_person.number)}</p>`
}

function careOf(referral: Referral): readonly string[] {
  const { contact, adult_should_not_know, address_known_to_person_who_hurt: address, keep_from } = referral
  return [
    contact.others_may_see === 'yes' && 'Somebody else may see or hear what you send.',
    contact.others_may_see === 'not-sure' &&
      'They are not sure if somebody else may see or hear what you send.',
    adult_should_not_know === 'yes' && 'An adult at home should not know.',
    adult_should_not_know === 'not-sure' &&
      'They are not sure if an adult at home should know. Tell nobody at home.',
    address === 'yes' && 'The person who hurt them knows their address.',
    address === 'not-sure' && 'The person who hurt them may know their address.',
    keep_from?.length && `Do not share this with ${keep_from.map((body) => KEPT_FROM[body]).join(' or ')}.`,
  ].filter((care) => typeof care === 'string')
}

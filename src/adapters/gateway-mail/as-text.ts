import type { ContactPlan } from '../../domain/contact-plan.ts'
import type { Referral } from '../../domain/referral.ts'

/**
 * What staff must know before they do anything, in the words of the desk. A gateway that works from a mailbox has no
 * page of ours, so the rules of safe contact must stand in the message itself (promise 7).
 */
const NOTICES: Readonly<Record<Referral['notices'][number], string>> = {
  'under-16-same-day': 'Aged 13 to 15. A trained person must read this today.',
  'speak-alone-first': 'Speak to this person alone before anything else. Check that nobody else can hear.',
  'contact-unconfirmed':
    'Contact details are not confirmed. Somebody else gave them. Find out if they are safe before you use them.',
  'they-will-ring': 'They will ring you, with this reference. Do not contact them first.',
  'no-post-or-visits': 'Never send post. Never visit.',
}

const MESSAGE_MAY: Readonly<Record<NonNullable<ContactPlan['phone']>['message_may'], string>> = {
  'leave-nothing': 'Leave no message.',
  'name-nobody': 'You may leave a message. It must not say who you are, or why.',
  'name-the-team': 'You may leave a message with the team’s name. It must not say why.',
}

const IF_UNREACHABLE: Readonly<Record<ContactPlan['if_unreachable'], string>> = {
  stop: 'Stop trying. Do not ask anyone else.',
  'safe-person': 'You may contact the safe person they named.',
  'ask-police-to-check': 'They ticked that you may ask the police to check on them.',
}

/** A referral for a person to read: first what keeps the other person safe, then everything that they sent. */
export function asText(referral: Referral): string {
  const { version: _version, notices, contact, consent, sample, reference, ...sent } = referral
  return [
    `Referral ${reference}`,
    ...(sample ? ['', 'DEMONSTRATION. Nobody may act on this.'] : []),
    ...(notices.length > 0 ? ['', 'BEFORE ANYTHING ELSE', ...notices.map((id) => `- ${NOTICES[id]}`)] : []),
    '',
    'HOW TO CONTACT THIS PERSON SAFELY',
    'Every way that is not here is unsafe: never use it.',
    ...contactLines(contact),
    '',
    'WHAT THEY SENT',
    ...linesOf(sent),
    '',
    'THEIR AGREEMENT',
    ...linesOf(consent),
    '',
  ].join('\n')
}

function contactLines(plan: ContactPlan): readonly string[] {
  const { phone, text, email, post, if_unreachable, ...rest } = plan
  const ways = [
    ...way('Phone call', phone?.number, phone),
    ...way('Text message', text?.number, text),
    ...way('Email', email?.address, email),
    ...way('Post', post?.address, post),
  ]
  return [
    ...(ways.length > 0 ? ways : ['Do not contact this person. They will ring you with their reference.']),
    ...linesOf(rest),
    `If you cannot reach them: ${IF_UNREACHABLE[if_unreachable]}`,
  ]
}

function way(
  name: string,
  where: string | undefined,
  rules:
    { readonly safe: 'yes' | 'unconfirmed'; readonly message_may?: keyof typeof MESSAGE_MAY } | undefined,
): readonly string[] {
  if (where === undefined || !rules) return []
  const isSafe = rules.safe === 'yes' ? 'Safe to use.' : 'NOT CONFIRMED. Do not use this yet.'
  const may = rules.message_may === undefined ? [] : [`  ${MESSAGE_MAY[rules.message_may]}`]
  return [`${name}: ${typed(where)}`, `  ${isSafe}`, ...may]
}

/** Fields by the names of the published schema, so that none is ever left out of what a person reads. */
function linesOf(fields: Readonly<Record<string, unknown>>, indent = ''): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = `${indent}${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}:`
    if (value === undefined) return []
    if (Array.isArray(value)) return [`${name} ${value.map((one) => plain(one)).join(', ')}`]
    if (typeof value === 'object' && value !== null) return [name, ...linesOf({ ...value }, `${indent}  `)]
    return [`${name} ${plain(value)}`]
  })
}

/** Ids are read as words; anything else is shown as it was written. */
const plain = (value: unknown): string =>
  value === true
    ? 'yes'
    : value === false
      ? 'no'
      : /^[a-z]+(_[a-z]+)+$/.test(String(value))
        ? String(value).replaceAll('_', ' ')
        : typed(String(value))

/** What can hide, turn round or pretend to be other text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** What a person wrote, in such a way that none of its lines can look like one of ours. */
const typed = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(UNSEEN, ' '))
    .join('\n    | ')

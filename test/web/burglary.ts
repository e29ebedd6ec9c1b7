/** What somebody does at one screen, by any means. */
export type Act = { readonly choose: readonly string[] } | { readonly type: string }

/** Somebody who can answer, wherever they are. */
export interface Answering {
  choose(ids: readonly string[]): Promise<void>
  type(text: string): Promise<void>
}

/** Everything that is typed, each with a word in it that is nowhere else. */
export const TYPED = {
  happened: 'someone broke in and took the telly while we slept quillfeather',
  place: 'ST16 2AB',
  name: 'Zephyrine',
  number: 'vqx/771/26',
  account: 'the back door does not lock brambletoe',
  phone: '07700 900461',
} as const

const choose = (...ids: readonly string[]): Act => ({ choose: ids })

/** A burglary in Stafford, from the first screen to the last question before the review. */
export const BURGLARY: readonly (readonly [at: string, act: Act])[] = [
  ['start/screen', choose('nobody')],
  ['start/danger', choose('no')],
  ['who/who', choose('me')],
  ['who/age', choose('18-plus')],
  ['happened/what', { type: TYPED.happened }],
  ['happened/read-back', choose('right')],
  ['happened/ongoing', choose('no')],
  ['happened/because', choose('no')],
  ['private/early', choose('yes')],
  ['urgent-flow/now', choose('carry-on')],
  ['where/ask', { type: TYPED.place }],
  ['where/confirm', choose('yes')],
  ['needs/needs', choose('housing', 'being_heard')],
  ['needs/access', choose('none')],
  ['services/offer', choose('pass-on')],
  ['referral/name', { type: TYPED.name }],
  ['referral/lives-there', choose('yes')],
  ['referral/happened-in', choose('same-place')],
  ['referral/reported', choose('yes')],
  ['referral/crime-reference', { type: TYPED.number }],
  ['referral/account', { type: TYPED.account }],
  ['contact/ways', choose('phone')],
  ['contact/phone', { type: TYPED.phone }],
  ['contact/phone-safe', choose('yes')],
  ['contact/phone-message', choose('name-the-team')],
  ['contact/times', choose('evenings')],
  ['contact/unreachable', choose('stop')],
  ['contact/keep-from', choose('nobody')],
  ['referral/secret-choice', choose('use-these')],
  ['private/again', choose('yes')],
]

/** Answers the screens up to `end`, not included; without it, up to the review. `each` sees every screen first. */
export async function walkTo(
  visitor: Answering,
  end = 'referral/review',
  each: (at: string) => Promise<void> | void = () => {},
): Promise<void> {
  for (const [at, act] of BURGLARY) {
    if (at === end) return
    await each(at)
    await ('choose' in act ? visitor.choose(act.choose) : visitor.type(act.type))
  }
}

import type { Channel } from '../../../src/domain/channel.ts'
import { converse } from '../../../src/conversation/converse.ts'
import type { Message, Reply } from '../../../src/conversation/converse.ts'
import { isUnasked } from '../../../src/conversation/texts.ts'
import { inMemory } from '../../support/memory.ts'

/** What one person types, box by box. Every text holds a word that is nowhere else in the world. */
export type Birds = Readonly<Record<keyof typeof BOXES, string>>

/**
 * The boxes, by the steps that ask: what is typed there for a person called by a word. Under four words, but for what
 * happened: longer ones are listened to for danger, and that may be asked about.
 */
const BOXES = {
  'happened/what': (own: string) => `somebody keeps turning up outside my work ${own}quill`,
  'where/ask': () => 'ST16 2AB',
  'near/ask': () => 'LL13 8BS',
  'someone/name': (own: string) => `Ruddock ${own}`,
  'needs/language': (own: string) => `Klingon ${own}`,
  'referral/name': (own: string) => `Zephyrine ${own}`,
  'referral/crime-reference': (own: string) => `vqx/771/${own}`,
  'referral/account': (own: string) => `gate broken brambletoe${own}`,
  'contact/phone': () => '07700 900461',
  'contact/text': () => '07700 900573',
  'contact/email': (own: string) => `linnet.${own}@example.org`,
  'contact/post': (own: string) => `9 Quagmire ${own} Lane, Eccleshall`,
  'contact/never': (own: string) => `never Sundays ${own}`,
  'contact/code-word': (own: string) => `dunnock${own}`,
  'contact/safe-name': (own: string) => `Aunt Peregrine ${own}`,
  'contact/safe-number': () => '01632 960983',
  'referral/own-secret': (own: string) => `nightjar ${own} umbrella`,
  'referral/word': (own: string) => `nightjar${own}`,
} as const

/** What is chosen on the way that meets every box; elsewhere the first of these that is offered. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  'start/screen': ['nobody'],
  'start/danger': ['no'],
  'who/age': ['18-plus'],
  'someone/relation': ['friend'],
  'someone/age': ['18-plus'],
  'someone/knows': ['yes'],
  'happened/group': ['partner-family'],
  'private/early': ['yes'],
  'private/again': ['yes'],
  'where/confirm': ['yes'],
  'needs/needs': ['safety'],
  'needs/access': ['interpreter'],
  'services/offer': ['pass-on'],
  'referral/reported': ['yes'],
  'contact/ways': ['phone', 'text', 'email', 'post'],
  'contact/phone-safe': ['yes'],
  'contact/text-safe': ['yes'],
  'contact/email-safe': ['yes'],
  'contact/post-safe': ['yes'],
  'contact/unreachable': ['safe-person'],
  'referral/secret-choice': ['own'],
  'referral/take-out': ['keep'],
  'referral/review': ['agree'],
}
const OTHERWISE = [
  'right',
  'that-is-all',
  'carry-on',
  'yes',
  'rather-not-say',
  'not-sure',
  'none',
  'skip',
  'no',
]

/** One act on the way: what it is called in the page's form, and what is typed where there is only a box. */
export interface Act {
  readonly at: string
  readonly said: { readonly choose: readonly string[] } | { readonly type: string }
  readonly typed: string
}

/** Everything that a person called `own` types, on the way of `plan`. */
export const birdsOf = (own: string): Birds =>
  Object.fromEntries(Object.entries(BOXES).map(([at, text]) => [at, text(own)])) as unknown as Birds

/** What somebody does from the first screen to the end of a journey that was sent, by an engine in this process. */
export async function planOf(channel: Channel, who: 'me' | 'someone', birds: Birds): Promise<readonly Act[]> {
  const { setting } = inMemory()
  const say = (said: Message['said']): Promise<Reply> =>
    converse(setting, { conversation: 'plan', channel, said })
  let reply = await say({ kind: 'open' })
  const acts: Act[] = []
  const word = (key: string): string => setting.words.text('en', key) ?? key
  while (reply.screen.at !== 'referral/next') {
    // By text, only what was shown can be answered. What would be sent is read by whoever comes to it.
    while (channel === 'sms' && reply.screen.at !== 'referral/review' && isUnasked(reply, word)) {
      acts.push({ at: reply.screen.at, said: { type: 'more' }, typed: 'more' })
      reply = await say({ kind: 'typed', text: 'more' })
    }
    const act = actAt(reply, who, birds)
    acts.push(act)
    if (acts.length > 120) throw new Error(`this way does not end: ${acts.map(({ at }) => at).join(' ')}`)
    reply = await say(
      'type' in act.said
        ? { kind: 'typed', text: act.said.type }
        : { kind: 'chosen', options: act.said.choose },
    )
  }
  return acts
}

function actAt({ screen }: Reply, who: string, birds: Birds): Act {
  const { at } = screen
  const typed = (birds as Readonly<Record<string, string>>)[at]
  if (typed !== undefined) return { at, said: { type: typed }, typed }
  const offered = [...(screen.question?.items ?? []), ...(screen.question?.options ?? [])].map(({ id }) => id)
  const wanted = at === 'who/who' ? [who] : CHOSEN[at]
  const choose =
    wanted?.filter((id) => offered.includes(id)) ??
    [OTHERWISE.find((id) => offered.includes(id)) ?? offered[0] ?? ''].filter((id) => id !== '')
  if (choose.length === 0) throw new Error(`nothing can be chosen at ${at} of ${offered.join(' ')}`)
  const typedNumbers = choose.map((id) => offered.indexOf(id) + 1).join(' and ')
  return { at, said: { choose }, typed: typedNumbers }
}

import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import { renderDocument } from '../../src/web/document.ts'
import { inMemory } from '../support/memory.ts'
import { withPseudo } from '../support/pseudo.ts'
import { walkTo } from './burglary.ts'
import type { PseudoPage } from './pseudo-screens.ts'

/** Steps that show every kind of question between them, and the review; what is wrong and who looks on come beside. */
const STEPS = ['happened/ongoing', 'needs/needs', 'services/offer', 'referral/account', 'referral/review']

/** A burglary as a conversation in this language, with what the person writes from the left and from the right. */
export async function conversationPages(language: string): Promise<readonly PseudoPage[]> {
  const setting = withPseudo(inMemory().setting)
  const text = (key: string): string => setting.words.text(language, key) ?? `[${key}]`
  const pages: PseudoPage[] = []
  const talk = (conversation: string) => {
    let last: Reply
    const say = async (said: Message['said']): Promise<void> => {
      last = await converse(setting, { conversation, channel: 'web', language, said })
    }
    return {
      show: () => say({ kind: 'layout', layout: 'conversation' }),
      choose: (ids: readonly string[]) => say({ kind: 'chosen', options: ids }),
      type: (typed: string) => say({ kind: 'typed', text: typed }),
      keep: (at: string) =>
        void pages.push({ at, html: renderDocument(last.screen, last.version, { text }), kinds: [] }),
    }
  }
  const person = talk('a')
  await person.show()
  const writing = {
    choose: person.choose,
    type: (typed: string) => person.type(typed === 'Zephyrine' ? 'زينب 07' : typed),
  }
  await walkTo(writing, undefined, async (at) => {
    if (at === 'contact/phone') {
      await person.type('0770')
      person.keep('something wrong')
    }
    if (STEPS.includes(at)) person.keep(at)
  })
  person.keep('referral/review')
  const seen = talk('b')
  await seen.show()
  for (const option of ['someone', 'no', 'me']) await seen.choose([option])
  seen.keep('somebody looks on')
  return pages
}

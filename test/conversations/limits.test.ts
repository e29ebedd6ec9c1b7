import { expect } from 'chai'
import { converse, LONGEST_MESSAGE } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import { longest } from '../../src/domain/checks.ts'
import { parseReferral } from '../../src/gateway/api/parse-referral.ts'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import type { Act, Birds } from '../host/canaries/birds.ts'
import { CONTENT } from '../support/content.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

type Box = keyof Birds
/** Boxes that take any text and whose text is sent, with a mark so that no two hold the same. */
const FREE: readonly (readonly [at: Box, mark: string])[] = [
  ['someone/name', 'A'],
  ['needs/language', 'B'],
  ['referral/name', 'C'],
  ['referral/crime-reference', 'D'],
  ['referral/account', 'E'],
  ['contact/post', 'F'],
  ['contact/never', 'G'],
  ['contact/code-word', 'H'],
  ['contact/safe-name', 'I'],
]

const checkAt = (at: string): string => {
  const step = CONTENT.book.steps[at]
  if (step?.kind !== 'text') throw new Error(`${at} is no box`)
  return step.check
}
const limitAt = (at: string): number => longest(checkAt(at))
const LEAST: Readonly<Record<string, number>> = { address: 8, secret: 6 }

/** As many of `sign` as fit into `length` UTF-16 units, beginning with the box's mark. */
const filled = (mark: string, sign: string, length: number): string =>
  (mark + sign.repeat(length)).slice(0, length).replace(/[\ud800-\udbff]$/, 'x')

/** What is typed into a box, and what must stand in the gateway's record. */
type Kind = (mark: string, at: string) => { readonly typed: string; readonly sent: string }
const same = (text: string) => ({ typed: text, sent: text })

const KINDS: Readonly<Record<string, Kind>> = {
  'as little as it takes': (mark, at) => same(mark.repeat(LEAST[checkAt(at)] ?? 1)),
  'as much as it takes': (mark, at) => same(filled(mark, 'x', limitAt(at))),
  'as much as it takes, in signs of two halves': (mark, at) => same(filled(mark, '\u{1F33F}', limitAt(at))),
  'signs with marks above them': (mark) =>
    same(`${mark} Zoe\u0308 Ndu\u0323\u0301ka \u0928\u093f\u0939\u093e`),
  'writing from the right': (mark) =>
    same(`${mark} \u0645\u0631\u064a\u0645 \u05d9\u05e2\u05dc \u0639\u0644\u06cc`),
  'signs that mean something to machines': (mark) => same(`${mark} <b>&lt;"'\`{{y}}\${x}%00\\u0041';--`),
  'lines of their own': (mark) => same(`${mark} one\ntwo\nthree\nfour`),
  'signs that nobody sees': (mark) => ({
    typed: `  ${mark} one\u0000two\u001b[2Jthree\u007f\u0085four \u202eevif\u202c \u200bsix  `,
    sent: `${mark} one two [2Jthree  four evif six`,
  }),
  'halves of signs': (mark) => ({
    typed: `${mark} one\ud800two\udc00three`,
    sent: `${mark} one\ufffdtwo\ufffdthree`,
  }),
}

const typing = (text: string): Message['said'] => ({ kind: 'typed', text })
const sayTo = (memory: Memory, said: Message['said']): Promise<Reply> =>
  converse(memory.setting, { conversation: 'plan', channel: 'web', said })

const toSay = ({ said }: Act): Message['said'] =>
  'type' in said ? typing(said.type) : { kind: 'chosen', options: said.choose }

async function sentBy(who: 'me' | 'someone', birds: Birds): Promise<unknown> {
  const memory = inMemory()
  for (const act of await planOf('web', who, birds)) await sayTo(memory, toSay(act))
  const [referral] = [...memory.received.values()]
  expect(memory.received.size).to.equal(1)
  const parsed = parseReferral(JSON.stringify(referral))
  expect(parsed.result, 'detail' in parsed ? parsed.detail : '').to.equal('referral')
  return parsed.result === 'referral' ? parsed.referral : undefined
}

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

describe('What is typed into a box of the referral', () => {
  for (const [what, kind] of Object.entries(KINDS)) {
    it(`reaches the gateway's record unchanged: ${what}`, async () => {
      const typed = Object.fromEntries(FREE.map(([at, mark]) => [at, kind(mark, at).typed]))
      const strings = stringsIn(await sentBy('someone', { ...birdsOf('x'), ...typed }))
      for (const [at, mark] of FREE) expect(strings, at).to.include(kind(mark, at).sent)
    })
  }

  for (const [typed, sent] of [
    ['07700-900-461', '07700 900 461'],
    ['(01785) 123.456', '01785 123 456'],
    ['+44 (0)20 - 7946 - 0461', '+44 20 7946 0461'],
    ['0044(0)7700 900461', '0044 7700 900461'],
    ['0 7 7 0 0 9 0 0 4 6 1', '07700900461'],
    ['+ 123 456 789 012 345', '+123 456 789 012 345'],
    [' 07700  900461 ', '07700 900461'],
  ] as const) {
    it(`may be the number "${typed}", which the review and the gateway have as "${sent}"`, async () => {
      const birds = { ...birdsOf('x'), 'contact/phone': typed, 'contact/safe-number': typed }
      const strings = stringsIn(await sentBy('me', birds))
      expect(strings.filter((text) => text === sent)).to.have.length(2)
    })
  }

  it('may be an address for email as long as it can be', async () => {
    const email = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(2)}example.org`
    expect(stringsIn(await sentBy('me', { ...birdsOf('x'), 'contact/email': email }))).to.include(email)
  })

  it('is refused when it is too long or says nothing, and nothing of before is lost', async () => {
    for (const who of ['someone', 'me'] as const) {
      const memory = inMemory()
      let reply = await sayTo(memory, { kind: 'open' })
      let boxes = 0
      for (const act of await planOf('web', who, birdsOf('x'))) {
        expect(reply.screen.at).to.equal(act.at)
        if ('type' in act.said) {
          boxes += 1
          const before = JSON.stringify(memory.places.get('plan')?.place)
          for (const [text, note] of refusedAt(act.at)) {
            reply = await sayTo(memory, typing(text))
            expect(reply.screen.at, `${note} at ${act.at}`).to.equal(act.at)
            expect(reply.screen.notes.length, `${note} at ${act.at}`).to.equal(1)
            expect(JSON.stringify(memory.places.get('plan')?.place)).to.equal(before)
          }
        }
        reply = await sayTo(memory, toSay(act))
      }
      expect(boxes).to.be.at.least(14)
      expect(memory.received.size).to.equal(1)
    }
  })
})

/** Texts that a box must not take: one sign too many, far too many, none, none that can be seen. */
const refusedAt = (at: string): readonly (readonly [text: string, why: string])[] => [
  ['x'.repeat(limitAt(at) + 1), 'one too many'],
  [`x${'\u{1F33F}'.repeat(limitAt(at) / 2)}`.padEnd(limitAt(at) + 1, 'x'), 'one half too many'],
  ['x'.repeat(LONGEST_MESSAGE + 1), 'far too many'],
  ['', 'none'],
  [' \n\t ', 'spaces'],
  ['\u0000\u200b\u202e\u2066', 'nothing that can be seen'],
]

describe('What happened, in own words', () => {
  for (const [what, kind] of Object.entries(KINDS)) {
    it(`is heard, or a list is offered: ${what}`, async () => {
      const memory = inMemory()
      const plan = await planOf('web', 'me', birdsOf('x'))
      for (const act of plan.slice(
        0,
        plan.findIndex(({ at }) => at === 'happened/what'),
      ))
        await sayTo(memory, toSay(act))
      const { screen } = await sayTo(memory, typing(kind('K', 'happened/what').typed))
      expect(screen.at).to.match(/^happened\/(?!what)/)
      const kept = JSON.stringify(memory.places.get('plan')?.place)
      expect(stringsIn(JSON.parse(kept))).to.include(kind('K', 'happened/what').sent)
    })
  }
})

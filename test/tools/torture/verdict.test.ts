import { expect } from 'chai'
import { verdictOn, type Verdict, type Witnessed } from '../../../src/tools/torture/verdict.ts'
import { both, GOOD, line, NOTHING_WRONG, takenBack, there, withAtDesk } from './a-witness.ts'

const passing = (...more: Witnessed['passed']): Witnessed => ({ ...GOOD, passed: [...GOOD.passed, ...more] })
const saying = (...more: Witnessed['lines']): Witnessed => ({ ...GOOD, lines: [...GOOD.lines, ...more] })

const PLANTED: Readonly<Record<string, readonly [Witnessed, Partial<Verdict>]>> = {
  'a referral that the gateway does not have': [withAtDesk('A', undefined), { lost: ['A'] }],
  'a referral that the gateway thinks is taken back': [withAtDesk('A', takenBack), { lost: ['A'] }],
  'a referral that nobody can find again': [
    { ...GOOD, opened: new Map([...GOOD.opened].filter(([reference]) => reference !== 'B')) },
    { lost: ['B'] },
  ],
  'a referral that we still call waiting': [
    { ...GOOD, opened: new Map([...GOOD.opened, ['A', 'waiting']]) },
    { lost: ['A'] },
  ],
  'a referral that the gateway made twice': [
    { ...GOOD, made: new Map([...GOOD.made, ['A', 2]]) },
    { doubled: ['A'] },
  ],
  'a referral under a second reference': [withAtDesk('Z', there('a1')), { doubled: ['Z'], unagreed: ['Z'] }],
  'a correction that was acknowledged and is not there': [withAtDesk('B', there('b1')), { altered: ['B'] }],
  'a correction that nobody agreed to': [withAtDesk('B', there('b3', 'corrected')), { unagreed: ['B'] }],
  'a content that was altered on its way': [
    passing({ reference: 'A', agreement: 'a-other', life: 0 }),
    { unagreed: ['A'] },
  ],
  "somebody else's agreement": [passing({ reference: 'A', agreement: 'b1', life: 0 }), { unagreed: ['A'] }],
  'something sent of whoever did not agree': [
    passing({ reference: 'D', agreement: 'd1', life: 0 }),
    { unagreed: ['D'] },
  ],
  'something that is no referral': [passing({ reference: '', agreement: '', life: 0 }), { unagreed: [''] }],
  'a gateway that was never told that it is taken back': [
    withAtDesk('C', there('c1')),
    { afterWithdrawal: ['C'] },
  ],
  'a gateway that keeps the content of what was taken back': [
    withAtDesk('C', { ...takenBack, agreement: 'c1' }),
    { afterWithdrawal: ['C'] },
  ],
  'a gateway that acted after it was taken back': [
    withAtDesk('C', { ...takenBack, history: ['received', 'withdrawn', 'corrected'] }),
    { afterWithdrawal: ['C'] },
  ],
  'a bot that sends in a later life what was taken back': [
    passing({ reference: 'C', agreement: 'c1', life: 1 }),
    { afterWithdrawal: ['C'] },
  ],
  'a gateway that still has a way of contact that was stopped': [
    withAtDesk('H', there('h2', 'made_safer', 'corrected')),
    { unsafe: ['H'] },
  ],
  'a gateway that has less contact than was agreed, though nobody asked for less': [
    {
      ...saying(...both('send', 'G', 'received', { agreement: 'g1', less: 'g1-less' })),
      desk: withAtDesk('G', there('g1-less')).desk,
      opened: new Map([...GOOD.opened, ['G', 'received']]),
    },
    { unagreed: ['G'] },
  ],
  'a correction that was made safer and is not there': [
    withAtDesk('H', there('h1-less', 'made_safer')),
    { altered: ['H'] },
  ],
  'somebody who is told that their referral is gone when they want less contact': [
    saying(...both('safer', 'A', 'gone')),
    { refused: ['A'] },
  ],
  'a referral that was refused for nothing': [
    saying(...both('send', 'G', 'refused', { agreement: 'g1' })),
    { refused: ['G'] },
  ],
  'a correction that is told to be gone': [
    saying(...both('correct', 'A', 'gone', { agreement: 'a2', edition: 2 })),
    { refused: ['A'] },
  ],
  'somebody who is told that it goes on after it was taken back': [
    saying(...both('send', 'C', 'waiting', { agreement: 'c1' })),
    { untrue: ['C'] },
  ],
  'something that waits for ever': [{ ...GOOD, waiting: 1 }, { waiting: 1 }],
}

describe('The verdict on a torture', () => {
  it('finds nothing wrong where all is well', () => {
    expect(verdictOn(GOOD)).to.deep.equal(NOTHING_WRONG)
  })

  for (const [what, [witnessed, found]] of Object.entries(PLANTED))
    it(`sees ${what}`, () => {
      expect(verdictOn(witnessed)).to.deep.equal({ ...NOTHING_WRONG, ...found })
    })

  it('takes either end for right where a process died before it answered', () => {
    expect(verdictOn(withAtDesk('F', there('f2', 'corrected')))).to.deep.equal(NOTHING_WRONG)
    expect(verdictOn(withAtDesk('E', there('e1')))).to.deep.equal(NOTHING_WRONG)
    const asking = { ...saying(line('withdraw', 'A')), desk: withAtDesk('A', takenBack).desk }
    expect(verdictOn(asking)).to.deep.equal(NOTHING_WRONG)
    expect(verdictOn({ ...asking, desk: GOOD.desk })).to.deep.equal(NOTHING_WRONG)
  })

  it('lets whoever took it back hear that it is gone', () => {
    expect(verdictOn(saying(...both('send', 'C', 'gone', { agreement: 'c1' })))).to.deep.equal(NOTHING_WRONG)
  })
})

import { expect } from 'chai'
import { join } from 'node:path'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import { mayBeIn, surelyIn } from '../../src/adapters/understanding-local/language.ts'
import {
  withoutDigits,
  withoutLookalikes,
  withoutSpelling,
} from '../../src/adapters/understanding-local/disguise.ts'
import { ROOT } from '../../src/content.ts'

const understanding = understandingFromFiles(join(ROOT, 'locales'))

describe('Words in disguise', () => {
  const disguised = [
    ['і wаnt tо dіе', 'Cyrillic letters'],
    ['i want to commit ѕuіcіde', 'some Cyrillic letters'],
    ['i want to k i l l  m y s e l f', 'letters apart'],
    ['im going to k.i.l.l myself', 'dots between letters'],
    ['going to k1ll mys3lf tonight', 'digits for letters'],
    ['i want to ki\u200bll my\u00adself', 'unseen signs within words'],
    ['I WANT TO KILL MYSELF!!!!', 'capitals'],
    ['ｉ ｗａｎｔ ｔｏ ｄｉｅ', 'wide letters'],
  ] as const
  for (const [text, how] of disguised)
    it(`are heard through ${how}`, () => {
      expect(understanding.danger(text).level).to.equal('now')
      expect(understanding.danger(text).kinds).to.include('suicide')
    })

  it('leave honest words alone', () => {
    const known = new Set(['kill', 'me'])
    const isKnown = (word: string): boolean => known.has(word)
    expect(withoutSpelling('plan a b c d of k i l l m e', isKnown)).to.equal('plan abcd of kill me')
    expect(withoutDigits('st16', isKnown)).to.equal('st16')
    expect(withoutDigits('k1ll', isKnown)).to.equal('kill')
    expect(withoutLookalikes('plain text, ST16 2AB')).to.equal('plain text, ST16 2AB')
  })

  it('cost little in the longest message', () => {
    const long = 'x y '.repeat(12_500)
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now()
      understanding.danger(long)
      return performance.now() - start
    })
    const short = Math.min(...times.map(() => timeOf('x y '.repeat(1_250))))
    // Ten times the text may cost forty times the work at the most: it grows with the text and not with its square.
    expect(Math.min(...times)).to.be.at.most(Math.max(40, short * 40))
  })
})

function timeOf(text: string): number {
  const start = performance.now()
  understanding.danger(text)
  return performance.now() - start
}

describe('The language of a text', () => {
  it('is told by script and small words, and not guessed from nothing', () => {
    expect(surelyIn('my ex is outside and he has a knife')).to.equal('en')
    expect(surelyIn('mae rhywun wedi dwyn fy meic i')).to.equal('cy')
    expect(surelyIn('ktoś ukradł mi rower, policja nie pomaga')).to.equal('pl')
    expect(surelyIn('ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ')).to.equal('pa')
    expect(surelyIn('أحتاج مساعدة')).to.equal('ar')
    expect(surelyIn('مجھے مدد چاہیے')).to.equal('ur')
    expect(surelyIn('Wojciechowska')).to.equal(undefined)
  })

  it('keeps what is plainly English from being read as another', () => {
    expect(mayBeIn('my husband hit me and he has a knife')('cy')).to.equal(false)
    expect(mayBeIn('helpwch')('cy')).to.equal(true)
    expect(mayBeIn('mae o yn hitio me')('cy')).to.equal(true)
  })
})

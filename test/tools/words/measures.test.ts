import { expect } from 'chai'
import { rareWords } from '../../../src/tools/words/common.ts'
import { isCarrierWord, soundAlike } from '../../../src/tools/words/options.ts'
import { readingOf, sentencesIn, wordsIn } from '../../../src/tools/words/reading-age.ts'
import { segmentsOf } from '../../../src/tools/words/segments.ts'
import { neverSaid } from '../../../src/tools/words/style.ts'

describe('The reading age of a text', () => {
  it('rises with long words and long sentences', () => {
    const plain = readingOf('You can stop at any time. We keep your place. Press the red button.')
    const hard = readingOf(
      'Participation may be discontinued at any time, notwithstanding that authorisation has previously been communicated to the organisation concerned.',
    )
    expect(plain.age).to.be.below(8)
    expect(hard.age).to.be.above(18)
  })

  it('is Flesch-Kincaid grade + 5', () => {
    // 10 words, 2 sentences, 10 syllables: 0.39 x 5 + 11.8 x 1 - 15.59 = -1.84.
    expect(readingOf('I can see the big dog. He can run fast.').age).to.be.closeTo(3.16, 0.05)
  })

  it('does not count names, numbers and blanks against us', () => {
    const named = readingOf('You can ring {{gateway}} on 01785 232 424 today.')
    expect(named.age).to.equal(readingOf('You can ring Bob on nine today.').age)
    expect(readingOf('Ask Staffordshire Victim Gateway first.').words).to.equal(3)
  })

  it('takes the end of a line for the end of a sentence', () => {
    expect(sentencesIn('Ring 999\nIt is free').length).to.equal(2)
    expect(readingOf('one two three\nfour five').longest).to.equal(3)
  })

  it('counts words of every script, and what an apostrophe joins as one', () => {
    expect(wordsIn("mae o'n dweud")).to.deep.equal(['mae', "o'n", 'dweud'])
    expect(wordsIn('ਮੈਂ ਠੀਕ').length).to.be.at.least(2)
  })

  it('of nothing is nothing', () => {
    expect(readingOf('')).to.deep.equal({ words: 0, longest: 0, age: 0 })
    expect(readingOf('🙂 ...').words).to.equal(0)
  })
})

describe('The segments of a text message', () => {
  it('are counted as carriers count them', () => {
    expect(segmentsOf('a'.repeat(160))).to.deep.equal({ count: 1, encoding: 'GSM-7', costly: [] })
    expect(segmentsOf('a'.repeat(161)).count).to.equal(2)
    expect(segmentsOf('a'.repeat(307)).count).to.equal(3)
    expect(segmentsOf('€'.repeat(80)).count).to.equal(1)
    expect(segmentsOf('€'.repeat(81)).count).to.equal(2)
  })

  it('are fewer characters from the first Welsh circumflex on, and which letters cost is said', () => {
    const text = `${'a'.repeat(117)}ŵ`
    expect(segmentsOf(text)).to.deep.equal({ count: 2, encoding: 'UCS-2', costly: ['ŵ'] })
  })
})

describe('What is never said', () => {
  const style = {
    never: { victim: 'say "someone"', 'did you': 'ask otherwise', '!': 'end calmly' },
    kept: {},
  }

  it('is found as whole words, in any case, with the cure', () => {
    expect(neverSaid('Are you a Victim?', style)).to.deep.equal([{ said: 'victim', cure: 'say "someone"' }])
    expect(neverSaid('Victimless', style)).to.deep.equal([])
    expect(neverSaid('What did  you see!', style).map(({ said }) => said)).to.deep.equal(['did you', '!'])
  })

  it('may stand in what fills a blank', () => {
    expect(neverSaid('We tell {{victim}}.', style)).to.deep.equal([])
  })

  it('is a long word that people do not say themselves, unless it is a name', () => {
    const said = new Set(['everything'])
    expect(rareWords('Everything is confidential, says Emmanuelle.', said)).to.deep.equal(['confidential'])
    expect(rareWords('It is free.', said)).to.deep.equal([])
  })
})

describe('Options', () => {
  it('must not sound the same', () => {
    expect(soundAlike(['Accept', 'Except', 'No'])).to.deep.equal([['Accept', 'Except']])
    expect(soundAlike(['Yes', 'No', 'I am not sure'])).to.deep.equal([])
    expect(soundAlike(['', ''])).to.deep.equal([])
  })

  it('must not be a word that carriers act on', () => {
    expect(isCarrierWord('Stop.')).to.equal(true)
    expect(isCarrierWord('Stop and leave')).to.equal(false)
  })
})

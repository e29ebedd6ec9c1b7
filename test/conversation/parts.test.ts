import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { screenTexts, textsOf } from '../../src/conversation/parts.ts'

const AROUND = { lead: '', more: 'Text MORE for the rest.', language: 'en' }
const segments = (text: string): number => new SegmentedMessage(text).segments.length
const sentence = (number: number): string => `This is the sentence with the number ${number} in it.`
const long = (count: number): string => Array.from({ length: count }, (_, index) => sentence(index)).join(' ')
const withoutMarks = (texts: readonly string[]): string =>
  texts
    .map((text) => text.replace(/^\d+\/\d+ /, '').replace(/\s+Text MORE for the rest\.$/, ''))
    .join(' ')
    .replace(/\s+/g, ' ')

describe('What is said in text messages', () => {
  it('is one text when it fits, with nothing added', () => {
    expect(textsOf(['Is anyone in danger?', '1. No\n2. Yes'], AROUND)).to.deep.equal([
      'Is anyone in danger?\n\n1. No\n2. Yes',
    ])
  })

  it('is several texts when it does not, each numbered, each but the last saying how to get the rest', () => {
    const texts = textsOf([long(12), 'What now?\n1. Go on'], AROUND)
    expect(texts.length).to.be.greaterThan(1)
    texts.forEach((text, index) => {
      expect(text.startsWith(`${index + 1}/${texts.length} `), text).to.equal(true)
      expect(text.endsWith(AROUND.more), text).to.equal(index < texts.length - 1)
    })
  })

  it('is never more than two segments a text, and loses nothing', () => {
    const blocks = [long(20), 'Ring them:\n0808 168 9111', 'What now?\n1. Go on\n2. Stop']
    const texts = textsOf(blocks, AROUND)
    expect(texts.map(segments).filter((count) => count > 2)).to.deep.equal([])
    expect(withoutMarks(texts)).to.equal(blocks.join(' ').replace(/\s+/g, ' '))
  })

  it('keeps a question and its answers in one text', () => {
    const asked = 'What now?\n\n1. Go on\n2. Stop\n3. I am not sure\nReply with a number.'
    expect(textsOf([long(6), asked], AROUND).at(-1)).to.match(/^\d+\/\d+ What now\?\n\n1\. Go on/)
  })

  it('never cuts a number or an address', () => {
    const number = '0808 168 9111'
    const blocks = Array.from(
      { length: 30 },
      (_, index) => `Line ${index}\n${number}\nhttps://example.org/a/long/way/${index}`,
    )
    const texts = textsOf(blocks, AROUND)
    expect(texts.join('\n').split(number)).to.have.length(31)
    expect(texts.join('\n').match(/https:\/\/example\.org\/a\/long\/way\/\d+/g)).to.have.length(30)
  })

  it('counts letters that need UCS-2, and whatever must stand on every text', () => {
    const lead = 'Demonstration. Danger: 999.'
    const texts = textsOf([`${long(3)} Mae'r tŷ ar dân.`, long(5)], { ...AROUND, lead })
    expect(texts.map(segments).filter((count) => count > 2)).to.deep.equal([])
    for (const text of texts) expect(text.startsWith(`${lead}\n\n`)).to.equal(true)
  })

  it('takes words that are longer than a text, and signs of several code points, whole', () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'
    const texts = textsOf(['z'.repeat(1000), family.repeat(40)], AROUND)
    expect(texts.map(segments).filter((count) => count > 2)).to.deep.equal([])
    expect(texts.join('').match(/z/g)).to.have.length(1000)
    expect(texts.join('').split(family)).to.have.length(41)
  })

  it('loses nothing, and ends, where what stands on every text leaves no room', () => {
    const lead =
      'Words that stand on every text, and leave nothing at all for a letter that needs more room than the '.repeat(
        2,
      )
    const texts = textsOf(['Mae tŷ ar dân yma.'], { ...AROUND, lead })
    const parts = texts.map((text) =>
      text
        .replace(lead, '')
        .replace(/^\s*\d+\/\d+ /, '')
        .replace(AROUND.more, ''),
    )
    expect(parts.join('').replace(/\s/g, '')).to.equal('Maetŷardânyma.')
  })

  it('says nothing when there is nothing to say', () => {
    expect(textsOf([], AROUND)).to.deep.equal([''])
  })

  it('is so for 150 random screens', () => {
    const letters = ['a', 'b ', 'ŵ', '. ', '\n', '\n\n', 'word ', '7', '€', '|']
    for (let round = 0; round < 150; round += 1) {
      const of = round % 3 === 0 ? letters : letters.filter((letter) => letter !== 'ŵ')
      const block = (): string =>
        Array.from(
          { length: Math.floor(Math.random() * 300) },
          () => of[Math.floor(Math.random() * of.length)],
        ).join('')
      const blocks = [block(), block(), block()]
      const texts = textsOf(blocks, AROUND)
      expect(texts.filter((text) => segments(text) > 2)).to.deep.equal([])
      const bare = (text: string): string => text.replace(/\s/g, '')
      expect(bare(withoutMarks(texts))).to.equal(bare(blocks.join('')))
    }
  })
})

describe('A screen in text messages', () => {
  const question = 'What now?\n\n1. Go on\n2. Stop'
  const same = (text: string) => ({ brief: text, whole: text })
  const service = (number: number) => ({
    brief: `The service with the number ${number}\n0808 168 91${number}`,
    whole: `The service with the number ${number}\n0808 168 91${number}\n${long(2)}`,
  })

  it('asks in its first text, beside what must come first and as much of the rest as there is room for', () => {
    const { texts, asked } = screenTexts(
      { said: ['Ring this first:\n999'], extras: [10, 11, 12, 13, 14, 15].map(service), question },
      AROUND,
    )
    expect(asked).to.equal(0)
    expect(texts[0]).to.match(/^Ring this first:\n999\n\nThe service with the number 10\n0808 168 9110\n/)
    expect(texts[0])
      .to.include(question)
      .and.match(/Text MORE for the rest\.$/)
    expect(texts[0]).to.not.include(sentence(0))
    expect(texts.map(segments).filter((count) => count > 2)).to.deep.equal([])
  })

  it('tells everything whole to whoever asks, and asks again at the end', () => {
    const services = [10, 11, 12].map(service)
    const { texts } = screenTexts({ said: [], extras: services, question }, AROUND)
    const rest = withoutMarks(texts.slice(1))
    for (const { whole } of services) expect(rest).to.include(whole.replace(/\s+/g, ' '))
    expect(texts.at(-1)).to.match(/2\. Stop$/)
  })

  it('does not say again what stood in the first text whole', () => {
    const { texts } = screenTexts({ said: [], extras: [same('First.'), same(long(8))], question }, AROUND)
    expect(texts.filter((text) => text.includes('First.'))).to.have.length(1)
  })

  it('is one text, with nothing to ask for, when everything fits', () => {
    const { texts } = screenTexts({ said: ['Said.'], extras: [same('More.')], question }, AROUND)
    expect(texts).to.deep.equal([`Said.\n\nMore.\n\n${question}`])
  })

  it('asks as soon as what must come first is said, where that is too long for one text', () => {
    const { texts, asked } = screenTexts({ said: [long(8)], extras: [same(long(4))], question }, AROUND)
    expect(asked).to.be.greaterThan(0)
    expect(texts[asked])
      .to.include(question)
      .and.match(/2\. Stop\n\nText MORE for the rest\.$/)
    expect(withoutMarks(texts.slice(0, asked + 1)))
      .to.include(sentence(7))
      .and.include('What now?')
    expect(texts.at(-1)).to.match(/2\. Stop$/)
  })

  it('never cuts between a name and its number', () => {
    for (let words = 1; words < 30; words += 1) {
      const said = [`${'word '.repeat(words)}\n0808 168 9111`, `Somebody else. ${long(1)}\n159`, long(3)]
      for (const text of screenTexts({ said, extras: [], question }, AROUND).texts)
        expect(text).to.not.match(/^\d+\/\d+ (0808|159)/)
    }
  })
})

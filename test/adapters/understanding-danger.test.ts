import { join } from 'node:path'
import { expect } from 'chai'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import { SEEN_DANGER, SEEN_LOOKALIKES, UNSEEN_DANGER, UNSEEN_LOOKALIKES } from './understanding-texts.ts'

const understanding = understandingFromFiles(join(import.meta.dirname, '..', '..', 'locales'))
const levelOf = (text: string): string => understanding.danger(text).level

describe('Danger', () => {
  for (const [kind, level, texts] of SEEN_DANGER) {
    for (const text of texts) {
      it(`${kind} (${level}) is heard in "${text}"`, () => {
        const heard = understanding.danger(text)
        expect(heard.level).to.not.equal('none')
        expect(heard.kinds).to.include(kind)
      })
    }
  }

  it('that is now is heard as now in at least nine of ten texts the phrases were tuned on', () => {
    const texts = SEEN_DANGER.flatMap(([, level, ones]) => (level === 'now' ? ones : []))
    expect(texts.filter((text) => levelOf(text) === 'now').length / texts.length).to.be.at.least(0.9)
  })

  // What was measured when these texts were new. Phrases alone miss what is only hinted at; they must not miss more.
  it('in texts written after the phrases were fixed is still heard as often as when first measured', () => {
    const texts = UNSEEN_DANGER.flatMap(([, , ones]) => ones)
    expect(texts.filter((text) => levelOf(text) !== 'none').length / texts.length).to.be.at.least(0.8)
  })

  for (const text of [...SEEN_LOOKALIKES, ...UNSEEN_LOOKALIKES]) {
    it(`is not heard as now in "${text}"`, () => expect(levelOf(text)).to.not.equal('now'))
  }

  it('is asked about in at most three of ten look-alikes', () => {
    expect(UNSEEN_LOOKALIKES.filter((text) => levelOf(text) === 'ask').length).to.be.at.most(
      UNSEEN_LOOKALIKES.length * 0.3,
    )
    expect(SEEN_LOOKALIKES.filter((text) => levelOf(text) === 'ask').length).to.be.at.most(
      SEEN_LOOKALIKES.length * 0.1,
    )
  })

  const none = [
    'i could kill for a coffee',
    'my battery died',
    'he used to hit me years ago',
    'killed my tyre',
    'dying to see you',
    'bored to death',
    'a new skill',
    '',
  ]
  for (const text of none) {
    it(`is none in "${text}"`, () =>
      expect(understanding.danger(text)).to.deep.include({ level: 'none', kinds: [] }))
  }

  it('said to be past is now again when it goes on', () => {
    expect(levelOf('he used to hit me years ago and now he is outside my door')).to.equal('now')
  })

  it('in a story is at most asked about', () => {
    expect(levelOf('he got stabbed in the film')).to.equal('ask')
  })

  it('of suicide is still asked about when it is past or denied', () => {
    expect(levelOf('i wanted to die last year')).to.equal('ask')
    expect(levelOf('im not going to kill myself')).to.equal('ask')
  })
})

describe('Spelling', () => {
  const same: readonly (readonly [string, readonly string[]])[] = [
    [
      "he's going to kill me",
      [
        'hes going to kill me',
        'he is gonna kill me',
        'He’s GOING TO KILL ME!!!',
        'hes gunna kil me',
        'he is really going to kill me',
        'he is goin to killl me',
      ],
    ],
    [
      "i can't go on",
      [
        'i cant go on',
        'i cannot go on',
        'i can not go on',
        'i c\u200bant\u200f go\u202e on',
        'ｉ ｃａｎｔ ｇｏ ｏｎ',
      ],
    ],
    [
      'he is hitting me',
      [
        'hes hittin me',
        'he keeps hiting me',
        '<b>he</b> is <i>hitting</i> me',
        'he&#39;s hitting me',
        'hé is hitting me',
      ],
    ],
    ['ill kill him', ["i'll kill him", 'i will kill him', 'I WILL KILL HIM 😡😡']],
  ]
  for (const [usual, others] of same) {
    for (const other of others) {
      it(`does not matter: "${other}" is heard as "${usual}"`, () => {
        const { level, kinds } = understanding.danger(usual)
        expect(understanding.danger(other)).to.deep.include({ level, kinds })
        expect(levelOf(other)).to.equal('now')
      })
    }
  }
})

describe('Any text at all', () => {
  const odd: readonly (readonly [string, string])[] = [
    ['emoji', '😭😭👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['right-to-left text', 'שלום \u202eabc\u202c مرحبا'],
    ['markup', '<script>alert(1)</script><img src=x onerror=y>'],
    ['control characters', '\u0000\u0001\u001b[31m\u007f\ufffe'],
    ['half a character', '\ud800 \udc00'],
    ['names of object properties', '__proto__ constructor toString hasOwnProperty'],
    ['one very long word', 'a'.repeat(100_000)],
    ['nothing but brackets', '<a '.repeat(33_000)],
  ]
  for (const [name, text] of odd) {
    it(`is read without a fault: ${name}`, async () => {
      expect(understanding.danger(text).level).to.equal('none')
      expect((await understanding.understand(text, 'en')).crimes.length).to.be.at.least(3)
    })
  }

  it('is heard to its very end, however long', () => {
    const long = 'the weather was fine and we went for a walk. '.repeat(5_000)
    expect(levelOf(`${long} he has got a knife`)).to.equal('now')
    expect(levelOf(`he has got a knife. ${long}`)).to.equal('now')
  })

  const heavy: readonly (readonly [string, string])[] = [
    ['prose', 'my ex keeps turning up outside work and he is sending stuff to my mum about me. '],
    ['threats', 'he is going to kill me '],
  ]
  for (const [name, sentence] of heavy) {
    it(`of 100,000 characters takes no more for each of them than 10,000 do (${name})`, () => {
      const text = sentence.repeat(6_000).slice(0, 100_000)
      const best = (length: number): number => {
        const part = text.slice(0, length)
        return Math.min(...Array.from({ length: 5 }, () => timed(() => understanding.danger(part))))
      }
      // Ten times as long would be 10; work that grows with the square would be 100.
      expect(best(100_000) / best(10_000)).to.be.at.most(40)
    })
  }

  it('of 200 characters is listened to in every language within the 2 ms that the floor may take', () => {
    const text = 'my ex keeps turning up outside work and he is sending stuff to my mum about me. '
      .repeat(3)
      .slice(0, 200)
    const listen = (): number =>
      timed(() => Array.from({ length: 100 }, () => understanding.danger(text))) / 100
    expect(Math.min(...Array.from({ length: 5 }, listen))).to.be.at.most(2)
  })
})

function timed(run: () => unknown): number {
  const begun = performance.now()
  run()
  return performance.now() - begun
}

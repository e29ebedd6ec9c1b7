import { join } from 'node:path'
import { expect } from 'chai'
import { localUnderstanding } from '../../src/adapters/understanding-local/index.ts'
import { loadWords } from '../../src/adapters/understanding-local/load.ts'
import { CRIMES } from '../../src/domain/crimes.ts'
import type { Crime } from '../../src/domain/crimes.ts'
import {
  SEEN_CRIMES,
  SEEN_NEEDS,
  SEEN_NO_CRIME,
  UNSEEN_CRIMES,
  UNSEEN_NO_CRIME,
} from './understanding-texts.ts'

const understanding = localUnderstanding(loadWords(join(import.meta.dirname, '..', '..', 'locales')))
const understand = (text: string) => understanding.understand(text, 'en')

/** How many texts had their crime first among the accepted, and how many among the three likeliest. */
async function score(all: readonly (readonly [Crime, readonly string[]])[]) {
  const texts = all.flatMap(([crime, ones]) => ones.map((text) => ({ crime, text })))
  const read = await Promise.all(
    texts.map(async ({ crime, text }) => ({ crime, ...(await understand(text)) })),
  )
  return {
    first: read.filter(({ crime, accepted }) => accepted[0] === crime).length / texts.length,
    inThree:
      read.filter(({ crime, crimes }) => crimes.slice(0, 3).some(({ id }) => id === crime)).length /
      texts.length,
  }
}

describe("A person's own words", () => {
  for (const crime of CRIMES) {
    it(`lead to ${crime} from at least three texts that are not its phrases`, async () => {
      const texts = SEEN_CRIMES.filter(([id]) => id === crime).flatMap(([, ones]) => ones)
      const read = await Promise.all(texts.map(understand))
      expect(read.filter(({ accepted }) => accepted.includes(crime)).length).to.be.at.least(3)
    })
  }

  it('keep their crime among the three likeliest in every text the words were tuned on', async () => {
    expect((await score(SEEN_CRIMES)).inThree).to.equal(1)
  })

  // What was measured when these texts were new. A trained recogniser has to do better; this one must not do worse.
  it('written after the words were fixed are still understood as often as when first measured', async () => {
    const { first, inThree } = await score(UNSEEN_CRIMES)
    expect(first).to.be.at.least(0.45)
    expect(inThree).to.be.at.least(0.82)
  })

  for (const text of SEEN_NO_CRIME) {
    it(`propose no crime for "${text}"`, async () =>
      expect((await understand(text)).accepted).to.deep.equal([]))
  }

  it('propose a crime for at most one in ten unseen texts that name none', async () => {
    const read = await Promise.all(UNSEEN_NO_CRIME.map(understand))
    expect(read.filter(({ accepted }) => accepted.length > 0).length).to.be.at.most(
      UNSEEN_NO_CRIME.length / 10,
    )
  })

  it('can name two crimes at once', async () => {
    const text = "my ex keeps turning up outside work and he's sending stuff to my mum about me"
    expect((await understand(text)).accepted).to.have.members(['stalking', 'domestic_abuse'])
  })

  for (const [need, text] of SEEN_NEEDS) {
    it(`show the need for ${need} in "${text}"`, async () => {
      expect((await understand(text)).needs.map(({ id }) => id)).to.include(need)
    })
  }
})

describe('A reading', () => {
  for (const text of ['', 'hello', 'my ex hit me', SEEN_CRIMES.flatMap(([, ones]) => ones).join(' ')]) {
    it(`names three crimes or more, likeliest first, adding up to at most 1 (${text.length} characters)`, async () => {
      const confidences = (await understand(text)).crimes.map(({ confidence }) => confidence)
      expect(confidences.length).to.be.at.least(3)
      expect(confidences.every((one) => one >= 0 && one <= 1)).to.equal(true)
      expect(confidences).to.deep.equal([...confidences].sort((one, other) => other - one))
      expect(confidences.reduce((sum, one) => sum + one, 0)).to.be.at.most(1)
    })
  }

  const languages: readonly (readonly [string, string, string])[] = [
    ['en', 'cy', 'someone has stolen the bike that was in my shed'],
    ['cy', 'en', 'mae ofn arna i ac mae fy ngŵr wedi fy mwrw'],
    ['pl', 'en', 'mój mąż mnie bije i się boję'],
    ['ro', 'en', 'soțul meu mă bate și sunt foarte speriată'],
    ['ur', 'en', 'میرا شوہر مجھے مارتا ہے'],
    ['ur-Latn', 'en', 'mera shohar mujhe marta hai'],
    ['pa', 'en', 'ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ'],
    ['ar', 'en', 'أحتاج إلى مساعدة'],
    ['cy', 'cy', '12345'],
    ['en', 'en', 'burgled'],
  ]
  for (const [heard, chosen, text] of languages) {
    it(`says ${heard} of "${text}" to somebody who chose ${chosen}`, async () => {
      expect((await understanding.understand(text, chosen)).lang).to.equal(heard)
    })
  }
})

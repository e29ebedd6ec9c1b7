import { join } from 'node:path'
import { expect } from 'chai'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import type { Crime } from '../../src/domain/crimes.ts'
import type { DangerKind } from '../../src/domain/danger.ts'
import accounts from './understanding-accounts.json' with { type: 'json' }

const understanding = understandingFromFiles(join(import.meta.dirname, '..', '..', 'locales'))
const levelOf = (text: string): string => understanding.danger(text).level
const share = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length

/** Each text with what it is about. */
function labelled<T extends string>(texts: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(texts).flatMap(([id, ones]) => ones.map((text) => ({ id: id as T, text })))
}

/**
 * Just under what was measured. `tuned`: the phrases were mended on these texts. `aside`: nothing was
 * mended for what failed here (but two claims of suicide), yet the same hand wrote both halves and the phrases, so texts
 * by strangers fare worse: the unseen ones say how much.
 */
const FLOORS = {
  tuned: { found: 1, now: 0.89, kind: 0.97, alarm: 0.15, ask: 0.11, first: 0.9, inThree: 0.96, wrong: 0.04 },
  aside: { found: 0.97, now: 0.8, kind: 0.95, alarm: 0.13, ask: 0.1, first: 0.7, inThree: 0.9, wrong: 0.14 },
} as const

for (const half of ['tuned', 'aside'] as const) {
  const over = labelled<Crime>(accounts[half].accounts)
  const inDanger = labelled<DangerKind>(accounts[half].danger)
  const { lookalikes } = accounts[half]
  const floor = FLOORS[half]

  describe(`Accounts of things that are over (${half})`, () => {
    it('are heard as danger now in at most three of a hundred', () =>
      expect(share(over, ({ text }) => levelOf(text) === 'now')).to.be.at.most(0.03))

    it('are asked about no more often than when measured, and never in more than a quarter', () =>
      expect(share(over, ({ text }) => levelOf(text) !== 'none')).to.be.at.most(floor.alarm))

    it('are never heard as suicide', () =>
      expect(over.filter(({ text }) => understanding.danger(text).kinds.includes('suicide'))).to.deep.equal(
        [],
      ))

    it('keep their crime first among the accepted, and in the likeliest three, as often as when measured', async () => {
      const read = await Promise.all(
        over.map(async ({ id, text }) => ({ id, ...(await understanding.understand(text, 'en')) })),
      )
      expect(read.every(({ crimes }) => crimes.length >= 3)).to.equal(true)
      expect(share(read, ({ id, accepted }) => accepted[0] === id)).to.be.at.least(floor.first)
      expect(share(read, ({ id, crimes }) => crimes.slice(0, 3).some((one) => one.id === id))).to.be.at.least(
        floor.inThree,
      )
      expect(share(read, ({ id, accepted }) => accepted.length > 0 && accepted[0] !== id)).to.be.at.most(
        floor.wrong,
      )
    })
  })

  describe(`Texts in danger (${half})`, () => {
    it('are heard as often as when measured', () => {
      expect(share(inDanger, ({ text }) => levelOf(text) !== 'none')).to.be.at.least(floor.found)
      expect(share(inDanger, ({ text }) => levelOf(text) === 'now')).to.be.at.least(floor.now)
    })

    it('have their kind heard as often as when measured', () =>
      expect(share(inDanger, ({ id, text }) => understanding.danger(text).kinds.includes(id))).to.be.at.least(
        floor.kind,
      ))
  })

  describe(`Look-alikes (${half})`, () => {
    it('are heard as danger now in at most three of a hundred', () =>
      expect(share(lookalikes, (text) => levelOf(text) === 'now')).to.be.at.most(0.03))

    it('are asked about no more often than when measured', () =>
      expect(share(lookalikes, (text) => levelOf(text) !== 'none')).to.be.at.most(floor.ask))
  })
}

describe('What was once a false alarm', () => {
  const none: readonly string[] = [
    'took my laptop last night',
    'someone broke into my house last night and took my laptop',
    'my car got stolen from outside my house last night',
    'me van got done over last night, all me tools gone',
    "My solicitor hasn't rung me back and I don't know where I stand with anything",
    'some lads moved into my flat and the council moved me in the end',
    'someone took my tablets, the ipad and the samsung one',
    'i did something stupid and sent him the money',
    'i cant prove it but i know it was him',
    'the thieves took everything there is nothing left in the shop',
    'i never got to say goodbye to my brother',
    'i wrote a letter to the judge',
    'he broke my wrist in the playground last year',
    'they threw my bike into the canal',
    'im homeless since the fire and need advice',
    'someone cut the lock and took my sons bmx',
    'there was a man outside the shop who saw it all',
    'what is the point of a crime reference number',
    'my phone has been taken',
  ]
  for (const text of none) {
    it(`is none in "${text}"`, () =>
      expect(understanding.danger(text)).to.deep.include({ level: 'none', kinds: [] }))
  }

  const asked: readonly string[] = [
    'lad pulled a knife on me in the park. 3 weeks ago',
    'a man came at me with a hammer, police took him away, im still shaking when i go out',
    'he threw acid at me outside my shop in 2018',
  ]
  for (const text of asked) {
    it(`is asked about and not heard as now in "${text}"`, () => expect(levelOf(text)).to.equal('ask'))
  }

  it('is now when it is still going on', () => {
    expect(levelOf('he was fine last night and now he is smashing the door')).to.equal('now')
    expect(levelOf('he used to hit me and he is outside now')).to.equal('now')
  })

  it('of a burglary is proposed as burglary', async () => {
    const read = await understanding.understand(
      'someone broke into my house last night and took my laptop',
      'en',
    )
    expect(read.accepted[0]).to.equal('burglary')
  })

  it('of suicide proposes no crime', async () => {
    const read = await understanding.understand('i dont want to be here anymore', 'en')
    expect(read.accepted).to.deep.equal([])
    expect(read.danger).to.deep.equal({ level: 'now', kinds: ['suicide'] })
  })
})

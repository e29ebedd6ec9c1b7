import { expect } from 'chai'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { CRIMES } from '../../src/domain/crimes.ts'
import { DANGER_KINDS } from '../../src/domain/danger.ts'
import { parseHeard, readCorpus } from '../../src/tools/heard/read.ts'
import { foldsOf } from '../../src/tools/train/folds.ts'
import { crimeFigures, dangerFigures, share } from '../../src/tools/evaluate/figures.ts'
import type { Judged } from '../../src/tools/evaluate/figures.ts'
import { lineSchema } from '../../src/tools/heard/line.ts'

const HEAD =
  '{"writer":"t1","language":"en","written":"2026-11-23","like":"people in a test","note":"Written for Haven."}'

describe('The corpus', () => {
  const files = readCorpus(join(ROOT, 'locales'))
  const lines = files.flatMap((one) => one.lines)
  const english = files
    .filter(({ head }) => head.language === 'en' && head.part === 'train')
    .flatMap((one) => one.lines)

  it('is read without a mistake, by several hands', () => {
    expect(new Set(files.map(({ head }) => head.writer)).size).to.be.at.least(30)
    expect(english.length).to.be.at.least(15_000)
  })

  it('has at least 150 English texts of every crime, and enough of every danger and of what only sounds like it', () => {
    const crimes = Map.groupBy(english, ({ crimes: [main] }) => main)
    for (const id of CRIMES) expect(crimes.get(id)?.length, id).to.be.at.least(150)
    const least = { immediate: 300, suicide: 300, child: 300, harm_to_others: 80 }
    for (const kind of DANGER_KINDS)
      expect(english.filter(({ danger }) => danger.kinds.includes(kind)).length, kind).to.be.at.least(
        least[kind],
      )
    expect(english.filter(({ set }) => set === 'lookalike').length).to.be.at.least(1_500)
    expect(english.filter(({ set }) => set === 'out_of_scope').length).to.be.at.least(400)
    expect(english.filter(({ about }) => about === 'other').length / english.length).to.be.at.least(0.22)
  })

  it('says the same text twice nowhere', () => {
    const texts = lines.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '))
    const twice = texts.filter((text, at) => text.split(' ').length > 3 && texts.indexOf(text) !== at)
    expect(twice).to.deep.equal([])
  })

  it('says every mistake by file and line, and quotes no text', () => {
    const content = [
      HEAD,
      '{"text":"secret words","crimes":["burgle"]}',
      'not json',
      '{"text":"x","set":"lookalike","danger":{"level":"now","kinds":["child"]}}',
    ].join('\n')
    const faults = parseHeard(content, 'en/heard/t1.jsonl')
    if (!Array.isArray(faults)) throw new Error('no fault was found')
    expect(faults.map(({ line }) => line)).to.deep.equal([2, 3, 4])
    expect(JSON.stringify(faults)).not.to.contain('secret')
  })
})

describe('Figures of what was understood', () => {
  const judged = (crimes: string[], accepted: string[], extra: object = {}): Judged => ({
    writer: 'w',
    language: 'en',
    line: lineSchema.parse({ text: 'x', crimes, ...extra }),
    understood: {
      crimes: accepted.map((id) => ({ id, confidence: 0.3 })) as Judged['understood']['crimes'],
      accepted: accepted as Judged['understood']['accepted'],
      danger: { level: 'none', kinds: [] },
    },
  })

  it('counts the first accepted crime, and nothing accepted as missed', () => {
    const figures = crimeFigures([
      judged(['theft'], ['theft']),
      judged(['theft'], []),
      judged(['fraud', 'theft'], ['theft', 'fraud']),
    ])
    expect(figures.first.share).to.be.closeTo(1 / 3, 1e-9)
    expect(figures.firstIsOne.share).to.be.closeTo(2 / 3, 1e-9)
    expect(figures.inThree.share).to.be.closeTo(2 / 3, 1e-9)
    // theft: 1 right of 2 texts and 2 taken, so F1 1/2; fraud: none right.
    expect(figures.macroF1.value).to.be.closeTo(0.25, 1e-9)
  })

  it('judges danger by level and by kind: suicide answered as something else is wrong', () => {
    const inDanger = judged([], [], { danger: { level: 'now', kinds: ['suicide'] } })
    const heard = { ...inDanger.understood, danger: { level: 'ask', kinds: ['immediate'] } } as const
    const figures = dangerFigures([{ ...inDanger, understood: heard }, inDanger])
    expect(figures.heard.share).to.equal(0.5)
    expect(figures.nowNow.share).to.equal(0)
    expect(figures.kindRight.share).to.equal(0)
  })

  it('gives the interval of Wilson', () => {
    const { low, high } = share([...Array<boolean>(9).fill(true), false])
    expect(low).to.be.closeTo(0.596, 0.001)
    expect(high).to.be.closeTo(0.982, 0.001)
  })
})

describe('Parts for measuring', () => {
  it('keep all texts of a writer together', () => {
    const all = ['a', 'b', 'a', 'c', 'b', 'a'].map((writer) => ({ writer, language: 'en' }))
    const folds = foldsOf(all, 2)
    expect(folds.flat().toSorted()).to.deep.equal([0, 1, 2, 3, 4, 5])
    for (const writer of ['a', 'b', 'c'])
      expect(folds.filter((fold) => fold.some((n) => all[n]?.writer === writer)).length, writer).to.equal(1)
  })

  it('spread the writers of a language', () => {
    const texts = (writer: string, language: string, many: number) =>
      Array.from({ length: many }, () => ({ writer, language }))
    const all = [
      ...texts('a', 'en', 9),
      ...texts('b', 'en', 5),
      ...texts('c', 'pl', 3),
      ...texts('d', 'pl', 2),
    ]
    const folds = foldsOf(all, 2)
    for (const fold of folds)
      expect(new Set(fold.map((n) => all[n]?.language))).to.deep.equal(new Set(['en', 'pl']))
  })
})

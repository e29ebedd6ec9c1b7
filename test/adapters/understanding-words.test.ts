import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { loadWords, WordsError } from '../../src/adapters/understanding-local/load.ts'
import { stem } from '../../src/adapters/understanding-local/stem.ts'
import { parseWords } from '../../src/adapters/understanding-local/parse-words.ts'

const SHIPPED = join(import.meta.dirname, '..', '..', 'locales')
type Tree = { [key: string]: Tree & string[] }

/** The shipped English words after one mistake, with every fault found. */
function faultsAfter(mistake: (words: Tree) => unknown) {
  const words = JSON.parse(readFileSync(join(SHIPPED, 'en', 'words.json'), 'utf8')) as Tree
  mistake(words)
  const read = parseWords(words, 'en/words.json', 'en')
  return read.ok ? [] : read.faults
}

describe('words.json', () => {
  it('as shipped has no fault', () => expect(faultsAfter(() => undefined)).to.deep.equal([]))

  it('as shipped has at least 250 danger phrases', () => {
    const [english] = loadWords(SHIPPED).filter(({ language }) => language === 'en')
    const { idioms, ...kinds } = english?.words.danger ?? { idioms: [] }
    expect(Object.values(kinds).flatMap(({ now, ask }) => [...now, ...ask]).length).to.be.at.least(250)
    expect(idioms).to.not.be.empty
  })

  const mistakes: readonly (readonly [string, (words: Tree) => unknown, string, RegExp])[] = [
    [
      'an unknown group',
      (words) => words['danger']?.['suicide']?.['now']?.splice(3, 0, '<nobody> says so'),
      'danger.suicide.now.3',
      /no group <nobody>/,
    ],
    [
      'several words between slashes',
      (words) => words['danger']?.['idioms']?.splice(0, 0, "can't/kill me"),
      'danger.idioms.0',
      /single word/,
    ],
    [
      'a pattern of fillers alone',
      (words) => words['past']?.['still']?.splice(0, 0, 'really the'),
      'past.still.0',
      /fillers/,
    ],
    ['a missing crime', (words) => delete words['crimes']?.['fgm'], 'crimes.fgm', /.+/],
    [
      'a crime that does not exist',
      (words) => Object.assign(words['crimes'] ?? {}, { fgn: {} }),
      'crimes',
      /fgn/,
    ],
    [
      'an unknown level of danger',
      (words) => Object.assign(words['danger']?.['child'] ?? {}, { soon: [] }),
      'danger.child',
      /soon/,
    ],
  ]
  for (const [name, mistake, key, problem] of mistakes) {
    it(`names the file and the key of ${name}`, () => {
      const faults = faultsAfter(mistake)
      expect(faults.map((fault) => fault.file)).to.include('en/words.json')
      const fault = faults.find((one) => one.key === key)
      expect(fault?.problem).to.match(problem)
    })
  }

  it('with a fault stops everything from starting, with every fault in the message', () => {
    const error = new WordsError([{ file: 'en/words.json', key: 'danger', problem: 'missing' }])
    expect(error.message).to.equal('en/words.json: danger: missing')
  })

  it('as shipped has no "not" that speaks against the plain words of its own crime or need', () => {
    const [english] = loadWords(SHIPPED).filter(({ language }) => language === 'en')
    const evidence = Object.entries({ ...english?.words.crimes, ...english?.words.needs })
    const clashes = evidence.flatMap(([id, { words, not }]) => {
      const own = new Set(Object.keys(words).map(stem))
      return (not ?? []).filter((one) => own.has(stem(one))).map((one) => `${id}: ${one}`)
    })
    expect(clashes).to.deep.equal([])
  })

  it('keeps what other readers wrote beside', () => {
    expect(faultsAfter((words) => Object.assign(words, { everywhere: { leave: ['exit'] } }))).to.deep.equal(
      [],
    )
  })
})

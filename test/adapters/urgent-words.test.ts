import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { z } from 'zod'
import { urgentFromFile } from '../../src/adapters/urgent-files/index.ts'

const SHARED = '../shared/data/national-helplines.json'
const read = (file: string): string => readFileSync(file, 'utf8')

const line = z.string().min(1)
const lines = z.array(line).min(1)
const noteSchema = z.strictObject({
  say: line,
  more: lines,
  say_young: line.optional(),
  more_young: lines.optional(),
  say_other: line.optional(),
  more_other: lines.optional(),
})
const words = z.record(z.string(), z.unknown()).parse(JSON.parse(read('locales/en/urgent.json')))
const { records } = urgentFromFile('deployment/urgent.yaml')

/** What a reader of each kind sees of a note, as i18next falls back. */
const READERS = ['', '_young', '_other'] as const
const seenBy = (id: string, reader: (typeof READERS)[number]): readonly string[] => {
  const note = noteSchema.parse(words[id])
  const say = reader === '' ? note.say : (note[`say${reader}`] ?? note.say)
  const more = reader === '' ? note.more : (note[`more${reader}`] ?? note.more)
  return [say, ...more]
}
const sentences = (text: string): readonly string[] => text.split(/(?<=[.?!])\s+/)
const hasOwn = (id: string, reader: string): boolean =>
  Object.keys(noteSchema.parse(words[id])).some((key) => reader === '' || key.endsWith(reader))
const all = records.flatMap(({ id }) =>
  READERS.filter((reader) => hasOwn(id, reader)).map((reader) => ({
    id: id + reader,
    texts: seenBy(id, reader),
  })),
)

describe('the words for what cannot wait', () => {
  it('are there for every record, and for nothing else', () => {
    const ids = records.map(({ id }) => id)
    expect(Object.keys(words).filter((key) => key !== 'lines')).to.have.members(ids)
  })

  it('are there for every number and link that no service of the directory owns, and for nothing else', () => {
    const owned = records.flatMap(({ numbers, links }) => [...numbers, ...(links ?? [])])
    const ids = new Set(owned.flatMap(({ id }) => id ?? []))
    expect(Object.keys(z.record(z.string(), line).parse(words.lines))).to.have.members([...ids])
  })

  for (const { id } of records)
    it(`speak of "them" to somebody who asks about ${id} for another person`, () => {
      const note = noteSchema.parse(words[id])
      const you = /\byou/i
      if (you.test(note.say)) expect(note, note.say).to.have.property('say_other')
      if (you.test(note.more.join(' '))) expect(note).to.have.property('more_other')
      expect(note.say_other === note.say).to.equal(false)
    })

  for (const { id, texts } of all) {
    it(`are short sentences in ${id}`, () => {
      for (const sentence of texts.flatMap(sentences))
        expect(sentence.split(' ').length, sentence).to.be.at.most(15)
    })

    it(`blame nobody, promise nothing and raise no voice in ${id}`, () => {
      const banned =
        /!|\b(you should|should have|must not|why did|did you|victim|perpetrator|offen[cd]e|incident|kindly|please|utilise|guarantee|you will be)\b/i
      for (const text of texts) expect(text).not.to.match(banned)
    })

    it(`hold no number to ring but 999 in ${id}, because numbers are data`, () => {
      for (const text of texts) expect(text.replaceAll('999', '')).not.to.match(/\d{3}/)
    })

    it(`can be read at eleven in ${id}`, () => {
      expect(readingAge(texts.join(' '))).to.be.at.most(11)
    })
  }

  it('ring the numbers that the directory has for its services, and only those that may be shown', function () {
    if (!existsSync(SHARED)) {
      console.log(`      skipped: ${SHARED} is not here`)
      return this.skip()
    }
    const schema = z.object({
      services: z.array(
        z.object({ id: line, show_in_demo: z.boolean(), phones: z.array(z.object({ number: line })) }),
      ),
    })
    const { services } = schema.parse(JSON.parse(read(SHARED)))
    for (const { number, service } of records.flatMap(({ numbers }) => numbers)) {
      if (service === undefined) continue
      const known = services.find(({ id }) => id === service)
      expect(known?.show_in_demo, service).to.equal(true)
      expect(
        known?.phones.map((phone) => phone.number),
        service,
      ).to.include(number)
    }
  })
})

/** Flesch-Kincaid grade plus five years, with syllables counted as groups of vowels. */
function readingAge(text: string): number {
  const spoken = text.split(/\s+/)
  const syllables = spoken.reduce((sum, word) => sum + syllablesIn(word), 0)
  return 0.39 * (spoken.length / sentences(text).length) + 11.8 * (syllables / spoken.length) - 15.59 + 5
}

function syllablesIn(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  const heard = plain.replace(/([^laeiouy])es$|([^aeiouytd])ed$|([^l])e$/, '$1$2$3')
  return Math.max(1, heard.match(/[aeiouy]+/g)?.length ?? 1)
}

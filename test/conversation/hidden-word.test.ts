import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { activitiesInProcess } from '../../src/bot/in-process.ts'
import { ROOT } from '../../src/content.ts'
import { converse } from '../../src/conversation/converse.ts'
import { hiddenWords, isHiddenWord } from '../../src/conversation/hidden-word.ts'
import { plain } from '../../src/engine/hear.ts'
import { anActivity } from '../bot/an-activity.ts'
import { CONTENT } from '../support/content.ts'
import { inMemory } from '../support/memory.ts'

const { words, geography } = CONTENT
const LOCALES = join(ROOT, 'locales')

/** Every string anywhere in a value. */
const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
const json = (...path: readonly string[]): readonly string[] =>
  texts(JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')))

/** What people were written to say: every disclosure that we have, in every language. */
function disclosures(): readonly string[] {
  const heard = readdirSync(LOCALES, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.jsonl') && parentPath.includes('heard'))
    .flatMap(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as { readonly text?: string }).text ?? [])
  const tested = ['understanding-texts.json', 'understanding-accounts.json']
  return [...heard, ...tested.flatMap((file) => json('test', 'adapters', file))]
}

/** Not answered with by one word alone: a secret has three of the words that are spoken. */
const NOT_LABELS = ['hidden.json', 'words.json', 'spoken-words.json']

/** What people answer in a word: everything that means something here already, and every label. */
function answers(): readonly string[] {
  const labels = words.languages.flatMap((language) =>
    readdirSync(join(LOCALES, language))
      .filter((name) => name.endsWith('.json') && !NOT_LABELS.includes(name))
      .flatMap((name) => json('locales', language, name)),
  )
  const heard = words.languages.flatMap((language) => {
    const file = JSON.parse(readFileSync(join(LOCALES, language, 'words.json'), 'utf8')) as object
    const { everywhere, options, names } = file as Readonly<Record<string, unknown>>
    return texts([everywhere, options, names])
  })
  return [...labels, ...heard]
}

describe('The hidden word', () => {
  it('is there in every language that a conversation can be in, in letters that any keyboard has', () => {
    for (const language of words.languages) {
      const own = words.paragraphs(language, 'hidden:words')
      expect(own, language).to.not.have.length(0)
      for (const word of own) expect(word).to.match(/^[a-z]{5,}( [a-z]+)*$/)
    }
  })

  it('is no whole message of anybody who tells what happened', () => {
    const all = disclosures()
    expect(all.length).to.be.greaterThan(10_000)
    expect(all.filter((text) => isHiddenWord(words, text))).to.deep.equal([])
  })

  it('is no answer to any question, and no other word that works everywhere', () => {
    const all = answers()
    expect(all.length).to.be.greaterThan(2_000)
    expect(all.filter((text) => isHiddenWord(words, text))).to.deep.equal([])
  })

  it('is no name of a person and no place, however it is misspelt', () => {
    const names = json('locales', 'names.json').map(plain)
    for (const word of hiddenWords(words)) {
      expect(names).to.not.include(word)
      expect(geography.find(word).result, word).to.equal('unknown')
    }
  })

  it('is heard alone, with capitals and signs, and never inside anything', () => {
    for (const text of ['weather', 'Weather.', '  WEATHER  ', 'tywydd', 'Tywydd!'])
      expect(isHiddenWord(words, text), text).to.equal(true)
    for (const text of ['the weather', 'weather was bad', 'whether', 'weathers', '', 'we at her'])
      expect(isHiddenWord(words, text), text).to.equal(false)
  })

  for (const channelId of ['sms', 'msteams', 'webchat', 'directline'])
    it(`on ${channelId} forgets everything, and answers with one harmless sentence and nothing else`, async () => {
      const memory = inMemory()
      const talk = activitiesInProcess(memory.setting)
      for (const text of ['hello', '1', 'no', '1']) await talk(anActivity({ channelId, text }))
      expect(memory.places.size).to.equal(1)
      const answered = await talk(anActivity({ channelId, text: 'weather' }))
      expect(answered.map(({ text }) => text)).to.deep.equal(['Sorry, there are no weather reports here.'])
      expect([answered[0]?.attachments, answered[0]?.suggestedActions]).to.deep.equal([undefined, undefined])
      expect(memory.places.size).to.equal(0)
      expect(memory.traced.join('\n')).to.not.include('weather')
    })

  it('is answered in the language of the conversation', async () => {
    const { setting } = inMemory()
    const message = { conversation: 'one', channel: 'sms', language: 'cy' } as const
    await converse(setting, { ...message, said: { kind: 'typed', text: 'helo' } })
    const { screen, forgotten, hidden } = await converse(setting, {
      ...message,
      said: { kind: 'typed', text: 'weather' },
    })
    expect([screen.language, forgotten, hidden]).to.deep.equal(['cy', true, true])
    expect(JSON.stringify(screen.says)).to.include('rhagolygon')
  })

  it('is told on the first screen of the page and of a chat, with what it cannot undo, and in no text message', async () => {
    const { setting } = inMemory()
    const first = async (channel: 'web' | 'teams' | 'directline' | 'sms', language: string) => {
      const opened = {
        conversation: `${channel} ${language}`,
        channel,
        language,
        said: { kind: 'open' },
      } as const
      const { says } = (await converse(setting, opened)).screen
      return says.filter(({ kind }) => kind === 'more')
    }
    for (const language of words.languages) {
      const [word] = words.paragraphs(language, 'hidden:words')
      for (const channel of ['web', 'teams', 'directline'] as const) {
        const told = texts(await first(channel, language)).join(' ')
        expect(told).to.include(word)
        for (const cannot of words.paragraphs(
          language,
          `hidden:cannot`,
          undefined,
          channel === 'web' ? [] : ['chat'],
        ))
          expect(told).to.include(cannot)
      }
      expect(await first('sms', language)).to.deep.equal([])
    }
  })

  it('forgets also when nothing of the conversation can be read', async () => {
    const memory = inMemory()
    const forgotten: string[] = []
    const conversations = {
      ...memory.setting.conversations,
      load: () => Promise.reject(new Error('unreadable')),
      forget: (id: string) => Promise.resolve(void forgotten.push(id)),
    }
    const reply = await converse(
      { ...memory.setting, conversations },
      { conversation: 'one', channel: 'sms', said: { kind: 'typed', text: 'weather' } },
    )
    expect([reply.hidden, forgotten]).to.deep.equal([true, ['one']])
  })
})

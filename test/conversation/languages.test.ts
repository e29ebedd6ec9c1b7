import { expect } from 'chai'
import { languageFaults } from '../../src/content.ts'
import { converse, openingScreen } from '../../src/conversation/converse.ts'
import type { Setting } from '../../src/conversation/converse.ts'
import { asText } from '../../src/conversation/plain-text.ts'
import { inMemory } from '../support/memory.ts'
import { FROM_THE_RIGHT, LONGER, OPENS, PSEUDO, withPseudo } from '../support/pseudo.ts'

/** A Haven whose areas offer a pseudo-language, in which it also makes an offer. */
function aSetting(): Setting {
  const { setting } = inMemory()
  const { directory } = setting
  const pseudo = withPseudo(setting)
  return {
    ...pseudo,
    words: {
      ...pseudo.words,
      isSignedOff: (language) => language === 'en',
      languageNames: () => ({ ...pseudo.words.languageNames(), [LONGER]: ['pseudish'] }),
      text: (language, key, params, variants) =>
        key === 'noticed:offer' && PSEUDO.includes(language)
          ? 'Pseudo? Write: pseudish'
          : pseudo.words.text(language, key, params, variants),
    },
    directory: {
      ...directory,
      area: (id) => {
        const area = directory.area(id)
        return area && { ...area, languages: ['en', LONGER] }
      },
    },
  }
}

const style = { numbered: true, text: (key: string) => key }

describe('The language of a conversation', () => {
  it('is offered in words on the first screen of a text channel, and not again', async () => {
    const setting = aSetting()
    const first = asText(openingScreen(setting, 'sms'), style).join('\n')
    expect(first).to.include('Pseudo? Write: pseudish')
    expect(first.split('Pseudo?').length, 'only what the area has accepted').to.equal(2)
    const say = (text: string) =>
      converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
    await say('hello')
    const { screen } = await say('1')
    expect(asText(screen, style).join('\n')).not.to.include('Pseudo?')
    expect(screen.languages.map(({ id }) => id)).to.deep.equal([LONGER])
  })

  it('changes where its name is typed, at any step, and keeps the place', async () => {
    const setting = aSetting()
    const say = (text: string) =>
      converse(setting, { conversation: 'b', channel: 'sms', said: { kind: 'typed', text } })
    const before = await say('1')
    const { screen } = await say('Pseudish')
    expect(screen.language).to.equal(LONGER)
    expect(screen.at).to.equal(before.screen.at)
    expect(screen.question?.heading).to.include(OPENS)
    expect((await say('english')).screen.language).to.equal('en')
  })

  it('stays when someone starts again', async () => {
    const setting = aSetting()
    const say = (text: string) =>
      converse(setting, { conversation: 'c', channel: 'sms', said: { kind: 'typed', text } })
    await say('1')
    await say('Pseudish')
    expect((await say('start again')).screen.language).to.equal(LONGER)
  })

  it('says in a demonstration that no expert has checked its words', () => {
    const setting = aSetting()
    expect(openingScreen(setting, 'web', LONGER).banner).to.match(/⟦.*⟧ ⟦.*⟧/)
    expect(openingScreen(setting, 'web').banner).not.to.include('expert')
  })
})

describe('The languages of an area', () => {
  const words = { languages: ['en', 'cy'], isSignedOff: (language: string) => language === 'en' }
  const rulesOf = (sample: boolean, languages: readonly string[]): readonly string[] =>
    languageFaults([{ id: 'a', sample, languages: [...languages] }], words).map(({ rule }) => rule)

  it('are whole, and in a live area signed off', () => {
    expect(rulesOf(true, ['en', 'cy'])).to.deep.equal([])
    expect(rulesOf(false, ['en'])).to.deep.equal([])
    expect(rulesOf(false, ['en', 'cy'])).to.deep.equal(['unsigned-language'])
    expect(rulesOf(true, ['en', FROM_THE_RIGHT])).to.deep.equal(['unknown-language'])
  })
})

describe('The language of a first screen', () => {
  const opened = (areas: readonly string[]) => {
    const { setting } = inMemory()
    const { directory } = setting
    const here = directory.areas().filter(({ id }) => areas.includes(id))
    return openingScreen({ ...setting, directory: { ...directory, areas: () => here } }, 'web').language
  }

  it('is the one that the area names first, where a deployment serves that area alone', () => {
    expect(opened(['national', 'dyfed-powys'])).to.equal('cy')
    expect(opened(['national', 'essex'])).to.equal('en')
  })

  it('is that of the national area where there are several', () => {
    expect(opened(['national', 'dyfed-powys', 'essex'])).to.equal('en')
  })
})

describe('The first word of all', () => {
  const first = async (text: string): Promise<string> => {
    const { setting } = inMemory()
    const said = { kind: 'typed', text } as const
    return (await converse(setting, { conversation: 'a', channel: 'sms', said })).screen.language
  }

  it('is answered in the one language that has it, where it works everywhere', async () => {
    expect(await first('STATWS')).to.equal('cy')
    expect(await first('Dileu')).to.equal('cy')
    expect(await first('status')).to.equal('en')
    expect(await first('help'), 'a word of both').to.equal('en')
    expect(await first('helo')).to.equal('en')
  })
})

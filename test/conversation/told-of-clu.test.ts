import { expect } from 'chai'
import { asText } from '../../src/conversation/plain-text.ts'
import { drawScreen } from '../../src/conversation/draw-screen.ts'
import { converse } from '../../src/conversation/converse.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { turn } from '../../src/engine/turn.ts'
import { newPlace } from '../../src/engine/place.ts'
import { inMemory } from '../support/memory.ts'

const NAMED = /Microsoft/
/** Two segments of plain letters. */
const TWO_SEGMENTS = 306

/** The screen with the first box, as somebody reaches it. */
async function firstBox(channel: Channel, isReadByClu: boolean, age = '18-plus'): Promise<Screen> {
  const setting = { ...inMemory().setting, isReadByClu }
  let screen: Screen | undefined
  for (const option of ['nobody', 'no', 'me', age, ...(age === '13-15' ? ['no'] : [])]) {
    const said = { kind: 'chosen', options: [option] } as const
    screen = (await converse(setting, { conversation: 'x', channel, said })).screen
  }
  if (screen?.at !== 'happened/what') throw new Error(`this is ${screen?.at}, not the first box`)
  return screen
}

const said = (screen: Screen): string => asText(screen, { numbered: false, text: (key) => key }).join('\n')

describe('Before a place is typed', () => {
  it('people are told that somebody else is asked about new postcodes, when that is so, and only then', () => {
    for (const isPostcodeLookedUp of [true, false]) {
      const setting = { ...inMemory().setting, isPostcodeLookedUp }
      for (const language of setting.words.languages) {
        for (const channel of ['web', 'sms'] as const) {
          const place = { ...newPlace(setting.book, language), at: 'where/ask' }
          const told = said(drawScreen(setting, place, channel))
          expect(/ask a service|y tu allan i Haven/.test(told), `${language} ${channel}`).to.equal(
            isPostcodeLookedUp,
          )
        }
      }
    }
  })
})

describe('Before the first box', () => {
  for (const channel of ['web', 'sms', 'teams', 'directline'] as const) {
    it(`people are told of CLU when it is on, and only then, by ${channel}`, async () => {
      expect(said(await firstBox(channel, true))).to.match(NAMED)
      expect(said(await firstBox(channel, false))).to.not.match(NAMED)
    })
  }

  it('nobody is told that what they type goes nowhere while CLU reads it', async () => {
    for (const age of ['13-15', '18-plus']) {
      for (const channel of ['web', 'sms', 'teams'] as const) {
        expect(said(await firstBox(channel, true, age))).to.not.match(/stays here|type here is not sent/)
      }
    }
    expect(said(await firstBox('web', true, '13-15')))
      .to.match(NAMED)
      .and.include('could be badly hurt')
  })

  it('people are told in every language that a conversation can be in', () => {
    const setting = { ...inMemory().setting, isReadByClu: true }
    for (const language of setting.words.languages) {
      const place = turn(
        setting.book,
        { ...newPlace(setting.book, language), at: 'happened/limits' },
        { kind: 'begin' },
      ).place
      expect(said(drawScreen(setting, place, 'web')), language).to.match(NAMED)
    }
  })

  it('a text message with it fits two segments', () => {
    const words = inMemory().setting.words
    const text = words.text('en', 'happened:limits.say_clu_sms') ?? ''
    expect(text.length).to.be.within(50, TWO_SEGMENTS)
  })
})

import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { calmTexts } from '../../src/bot/calm.ts'
import { textAssistant } from '../../src/bot/text-assistant.ts'
import { inMemory } from '../support/memory.ts'

const KEYS = ['channel:fault', 'channel:not-kept', 'channel:sms.off']
const NAMES = /Victim|Samaritans|Childline|Shout|Cefnogaeth/

describe('A calm sentence', () => {
  const { setting } = inMemory()

  for (const language of ['en', 'cy'])
    for (const key of KEYS)
      it(`by text names nobody, has numbers, and fits two segments a text (${key}, ${language})`, () => {
        const texts = calmTexts(setting, key, language, 'sms')
        expect(texts.join('\n')).to.include('999').and.match(/0808/).and.not.match(NAMES)
        for (const text of texts) expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
      })

  it('elsewhere is one message, and says whose number it is', () => {
    const [text, ...more] = calmTexts(setting, 'channel:fault', 'en', 'directline')
    expect(more).to.deep.equal([])
    expect(text)
      .to.match(/Victim Support/)
      .and.include('999')
  })

  it('after STOP names nobody either, whatever danger was heard', () => {
    const assistant = textAssistant(setting)
    const said = assistant.lastText('en', ['suicide', 'immediate'])
    expect(said).to.include('999').and.include('116123').and.not.match(NAMES)
    expect(assistant.emergency('en', ['suicide']).join('\n'))
      .to.include('116123')
      .and.not.match(NAMES)
  })
})

import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { inMemory } from '../support/memory.ts'

const PAGE = 'https://haven.example'

/** The screen that shows a code, for somebody who has begun. */
async function codeShown(channel: Channel, language: string): Promise<Reply> {
  const setting = { ...inMemory().setting, page: PAGE }
  const say = (said: Message['said']): Promise<Reply> =>
    converse(setting, { conversation: 'a', channel, language, said })
  await say({ kind: 'open' })
  if (channel === 'sms') await say({ kind: 'typed', text: 'helo' })
  for (const option of ['nobody', 'no', 'me', '18-plus']) await say({ kind: 'chosen', options: [option] })
  await say({ kind: 'everywhere', word: 'later' })
  return say({ kind: 'chosen', options: ['yes'] })
}

describe('A code to carry on with', () => {
  for (const language of ['en', 'cy'])
    for (const channel of ['teams', 'directline'] as const)
      it(`names the page on ${channel}, where it is for going on somewhere else (${language})`, async () => {
        const { screen } = await codeShown(channel, language)
        expect(screen.at).to.equal('later/made')
        expect(screen.says).to.deep.include({
          kind: 'link',
          text: language === 'en' ? 'Our page:' : 'Ein tudalen:',
          href: PAGE,
        })
        expect(screen.question?.hint.join(' ')).to.match(/our page|ein tudalen/)
      })

  it('is used by text with the word that is heard there', async () => {
    const { screen } = await codeShown('sms', 'en')
    expect(screen.question?.hint.join(' ')).to.include('text STATUS')
  })
})

describe('A number with words in it, on the emergency card,', () => {
  for (const channel of ['web', 'teams', 'sms'] as const)
    it(`is in Welsh for whoever reads Welsh, on ${channel}`, async () => {
      const { setting } = inMemory()
      const typed = (text: string): Promise<Reply> =>
        converse(setting, { conversation: 'a', channel, language: 'cy', said: { kind: 'typed', text } })
      await typed('helo')
      const { screen } = await typed('mae e tu allan gyda chyllell')
      const said = JSON.stringify(screen)
      expect(screen.at).to.match(/^safety\//)
      expect(said).to.include('999, yna 55').and.not.include('then 55')
    })
})

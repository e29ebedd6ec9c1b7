import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import { inMemory } from '../support/memory.ts'

/** Where somebody stands who answers the first question of a text conversation with these words. */
async function after(text: string): Promise<{ readonly at: string; readonly said: string }> {
  const { setting } = inMemory()
  const say = (typed: string) =>
    converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text: typed } })
  await say('hello')
  const { screen } = await say(text)
  return { at: screen.at, said: JSON.stringify(screen.says) }
}

describe('Who else can see a phone, by text', () => {
  for (const text of ['yes', 'Yes', 'maybe', '2', 'not sure', '3'])
    it(`is somebody after "${text}", and that is answered with what is safer`, async () => {
      expect((await after(text)).said).to.include('safer')
    })

  for (const text of ['no', 'No.', 'nobody', 'only me', '1'])
    it(`is nobody after "${text}"`, async () => {
      const { at, said } = await after(text)
      expect(at).to.equal('start/danger')
      expect(said).not.to.include('safer')
    })
})

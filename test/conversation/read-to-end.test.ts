import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Reply } from '../../src/conversation/converse.ts'
import { textsNext } from '../../src/conversation/texts.ts'
import { birdsOf, planOf } from '../host/canaries/birds.ts'
import { inMemory } from '../support/memory.ts'

/** The question by which the referral goes. */
const QUESTION = /1\. Yes, send it/

describe('What would be sent, by text,', function () {
  this.timeout(30_000)

  /** Answers everything until the first part of the review. */
  async function atReview(birds = birdsOf('wigeon')) {
    const { setting, received } = inMemory()
    const say = (text: string): Promise<Reply> =>
      converse(setting, { conversation: 'a', channel: 'sms', said: { kind: 'typed', text } })
    const shown = (reply: Reply): string =>
      textsNext(reply, (key) => setting.words.text(reply.screen.language, key) ?? key).join('\n')
    const acts = await planOf('sms', 'me', birds)
    let reply = await say('hello')
    for (const { typed } of acts) {
      if (reply.screen.at === 'referral/review') break
      reply = await say(typed)
    }
    expect(reply.screen.at).to.equal('referral/review')
    expect(shown(reply)).to.not.match(QUESTION)
    return { say, shown, received }
  }

  it('goes only after the text that asks, also when they read it all once more', async () => {
    const { say, shown, received } = await atReview()
    let reply = await say('more')
    for (let part = 0; part < 20 && !QUESTION.test(shown(reply)); part += 1) reply = await say('more')
    reply = await say('more')
    expect(shown(reply), 'it begins again').to.not.match(QUESTION)
    for (let part = 0; part < 20 && !QUESTION.test(shown(reply)); part += 1) {
      expect(received.size).to.equal(0)
      reply = await say('1')
      expect(reply.screen.at).to.equal('referral/review')
    }
    expect(received.size).to.equal(0)
    await say('1')
    expect(received.size).to.equal(1)
  })

  it('says a town once that gave its council its name', async () => {
    const { say, shown } = await atReview({ ...birdsOf('wigeon'), 'where/ask': 'Stafford' })
    let reply = await say('more')
    for (let part = 0; part < 20 && !shown(reply).includes('Help near'); part += 1) reply = await say('more')
    expect(shown(reply)).to.match(/Help near: Stafford$/m)
  })

  it('goes after an answer that was not understood, once all of it was read', async () => {
    const { say, shown, received } = await atReview()
    let reply = await say('more')
    for (let part = 0; part < 20 && !QUESTION.test(shown(reply)); part += 1) reply = await say('more')
    expect(shown(await say('99'))).to.match(QUESTION)
    await say('1')
    expect(received.size).to.equal(1)
  })
})

import { expect } from 'chai'
import { conversationLog, MOST_BYTES, MOST_ENTRIES, type ConversationLog } from '../../src/directline/log.ts'

const said = (text: string): object => ({ text })

function aLog(...texts: readonly string[]): { readonly log: ConversationLog; readonly weight: () => number } {
  let weight = 0
  const log = conversationLog((more) => (weight += more))
  // A capital letter begins a screen, a small one what a person typed.
  for (const text of texts) log.append(said(text), /^[A-Z]/.test(text))
  return { log, weight: () => weight }
}

describe('What a client has still to be told', () => {
  it('is everything, from the beginning, for a client that has nothing', () => {
    const { log } = aLog('Greeting', 'one', 'Answer')
    const all = { activities: ['Greeting', 'one', 'Answer'].map(said), watermark: '3' }
    expect(log.after(undefined)).to.deep.equal(all)
    expect(log.after('')).to.deep.equal(all)
  })

  it('is only what came after a watermark', () => {
    const { log } = aLog('Greeting', 'one', 'Answer')
    expect(log.after('1')).to.deep.equal({ activities: ['one', 'Answer'].map(said), watermark: '3' })
    expect(log.after('3')).to.deep.equal({ activities: [], watermark: '3' })
  })

  it('is no longer what was typed, once the client has it: only the last screen stays', () => {
    const { log } = aLog('Greeting', 'one', 'Answer')
    log.acknowledge('3')
    expect(log.after(undefined)).to.deep.equal({ activities: [said('Answer')], watermark: '3' })
    log.append(said('two'), false)
    log.append(said('Next'), true)
    expect(log.after(undefined).activities).to.deep.equal(['two', 'Next'].map(said))
  })

  for (const nonsense of ['-1', '1e3', '4', '999999999999', 'x', '0x1', '1 ', '%00']) {
    it(`is everything where a watermark was never given out, and loses nothing by it: ${nonsense}`, () => {
      const { log } = aLog('Greeting', 'one', 'Answer')
      log.acknowledge(nonsense)
      expect(log.after(nonsense).activities).to.have.length(3)
    })
  }

  it('is bounded for a client that never says what it has, and never loses the last screen', () => {
    const { log } = aLog(
      'Screen',
      ...Array.from({ length: MOST_ENTRIES + 20 }, (_none, index) => `w${index}`),
    )
    const { activities } = log.after(undefined)
    expect(activities).to.have.length(MOST_ENTRIES)
    expect(activities[0]).to.deep.equal(said('Screen'))
  })

  it('is bounded in bytes', () => {
    const long = 'x'.repeat(MOST_BYTES / 4)
    const { log, weight } = aLog('Screen', long, long, long, long, long)
    expect(log.after(undefined).activities.length).to.be.lessThan(5)
    expect(weight()).to.be.at.most(MOST_BYTES)
  })

  it('weighs nothing when it is let go', () => {
    const { log, weight } = aLog('Greeting', 'one', 'Answer')
    expect(weight()).to.be.greaterThan(0)
    log.clear()
    expect(weight()).to.equal(0)
    expect(log.after(undefined).activities).to.deep.equal([])
  })

  it('is only the last words when somebody left', () => {
    const { log } = aLog('Greeting', 'one', 'Answer', 'leave', 'Goodbye')
    log.keepAfter('3')
    expect(log.after(undefined).activities).to.deep.equal(['leave', 'Goodbye'].map(said))
    expect(log.isDelivered()).to.equal(false)
    log.acknowledge('5')
    expect(log.isDelivered()).to.equal(true)
  })
})

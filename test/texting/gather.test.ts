import { expect } from 'chai'
import type { ArrivedText } from '../../src/ports/text-queue.ts'
import { gather, type Gathered } from '../../src/texting/gather.ts'

const NOON = Date.parse('2026-11-24T12:00:00Z')
const arrived = (text: string, seconds: number, more: Partial<ArrivedText> = {}): ArrivedText => ({
  key: `${text}|${seconds}`,
  provider: 'twilio',
  from: '+447700900123',
  to: '+447700900000',
  text,
  hasMedia: false,
  at: new Date(NOON + seconds * 1000),
  ...more,
})
const at = (texts: readonly ArrivedText[], seconds: number, isStopped = false): Gathered =>
  gather(texts, {
    milliseconds: 8_000,
    isStopped,
    isDanger: (text) => text.includes('knife'),
    now: new Date(NOON + seconds * 1000),
  })
const STORY = 'it began last summer when he'

describe('gathering texts', () => {
  it('answers a short text at once, and alone', () => {
    const found = at([arrived('1', 0), arrived('2', 0)], 0)
    expect(found).to.include({ kind: 'say', said: '1' })
  })

  it('waits for more of an account after each part, and joins the parts as they arrived', () => {
    const parts = [arrived(STORY, 0), arrived('lost his job', 5)]
    expect(at(parts.slice(0, 1), 3)).to.deep.equal({ kind: 'wait', milliseconds: 5_000 })
    expect(at(parts, 6)).to.deep.equal({ kind: 'wait', milliseconds: 7_000 })
    expect(at(parts, 13)).to.include({ kind: 'say', said: `${STORY}\nlost his job` })
  })

  it('waits three pauses at the longest', () => {
    const parts = [0, 6, 12, 18, 23].map((seconds) => arrived(STORY, seconds))
    expect(at(parts, 23.5)).to.deep.equal({ kind: 'wait', milliseconds: 500 })
    expect(at(parts, 24)).to.have.property('kind', 'say')
  })

  it('ends at DONE, which is no part of it', () =>
    expect(at([arrived(STORY, 0), arrived('DONE', 1), arrived('3', 1)], 1)).to.include({
      kind: 'say',
      said: STORY,
    }))

  it('does not wait when danger is heard, also across two parts', () => {
    expect(at([arrived('he has a knife and is', 0)], 0)).to.have.property('kind', 'say')
    expect(at([arrived(STORY, 0), arrived('has a knife', 1)], 1)).to.include({
      said: `${STORY}\nhas a knife`,
    })
  })

  it('hears STOP before anything that waits', () => {
    const found = at([arrived(STORY, 0), arrived('STOP', 1), arrived('1', 1)], 1)
    expect(found).to.include({ kind: 'stop', said: `${STORY}\nSTOP` })
  })

  it('hears what the carrier itself took for a stop', () =>
    expect(at([arrived('no more', 0, { carrier: 'stopped' })], 0)).to.have.property('kind', 'stop'))

  it('keeps together what a turn began with before, and nothing more', () => {
    const texts = [arrived(STORY, 0, { begun: 3 }), arrived('and more', 1, { begun: 3 }), arrived('later', 2)]
    expect(at(texts, 2)).to.include({ kind: 'say', said: `${STORY}\nand more` })
  })

  it('does not wait for ever when the clock was set back', () =>
    expect(at([arrived(STORY, 3600)], 0)).to.have.property('kind', 'say'))

  it('says nothing of an empty text', () =>
    expect(at([arrived('  ', 0)], 0)).to.include({ kind: 'say', said: '' }))
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { SegmentedMessage } from 'sms-segments-calculator'
import { ROOT } from '../../src/content.ts'
import { aHost } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { messagesVisitor } from './messages-visitor.ts'
import type { Traffic } from './messages-visitor.ts'
import { play } from './play.ts'
import { readJourney } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

/** As somebody on an old phone would count: every text that they send or get costs them an effort. */
const MOST_TEXTS = 30
const FILE = 'brief-by-text.yaml'

/** What is typed in English in the script, as somebody types it in Welsh. */
const WELSH: Readonly<Record<string, string>> = { nope: 'na', yes: 'ydy' }
const IN_WELSH = 'Ces i fy sgamio, gwerthais i gar fy ngwraig ac roedd y siec yn ffug'

const inWelsh = (journey: Journey): Journey => ({
  ...journey,
  language: 'cy',
  visits: journey.visits.map((steps) =>
    steps.map(({ sees: _sees, sees_not: _not, ...step }) =>
      step.type === undefined
        ? step
        : { ...step, type: step.at === 'happened/what' ? IN_WELSH : (WELSH[step.type] ?? step.type) },
    ),
  ),
})

/** Plays it over Bot Framework, a text at a time; fails where it does not go as the script says. */
async function texted(journey: Journey): Promise<Traffic> {
  const memory = inMemory()
  const { setting, sent } = watched(memory.setting)
  const host = await aHost({}, {}, Object.assign(memory, { setting }))
  const traffic: Traffic = { sent: [], got: [] }
  try {
    const visitor = messagesVisitor({ host, channel: 'sms', language: journey.language, traffic })
    expect((await play(journey, visitor, sent)).failures).to.deep.equal([])
  } finally {
    await host.stop()
  }
  return traffic
}

/** Every text is answered by one, until there is a reference. */
function toReference({ sent, got }: Traffic): Traffic {
  const last = got.findIndex((text) => /Your reference|Eich cyfeirnod/.test(text))
  return { sent: sent.slice(0, last + 1), got: got.slice(0, last + 1) }
}

describe('The whole journey by text with the fewest details', () => {
  const english = readJourney(FILE, readFileSync(join(ROOT, 'test', 'conversations', FILE), 'utf8'))
  for (const journey of [english, inWelsh(english)]) {
    it(`takes at most ${MOST_TEXTS} texts each way in "${journey.language}", each of at most two segments`, async () => {
      const { sent, got } = toReference(await texted(journey))
      expect(sent.length, sent.join(' | ')).to.be.at.most(MOST_TEXTS).and.be.greaterThan(20)
      expect(got.length, got.join('\n---\n')).to.be.at.most(MOST_TEXTS).and.be.greaterThan(20)
      for (const text of got) expect(new SegmentedMessage(text).segments.length, text).to.be.at.most(2)
    })
  }

  it('has what would be sent read to the end before it is agreed to', async () => {
    const { sent, got } = await texted(english)
    const asked = got.findIndex((text) => text.includes('Can we send this'))
    const first = got.findIndex((text) => text.includes('What would be sent'))
    expect(asked - first).to.be.within(0, 2)
    expect(sent.slice(first + 1, asked + 1)).to.deep.equal(Array(asked - first).fill('more'))
  })
})

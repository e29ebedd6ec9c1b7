import { expect } from 'chai'
import { join } from 'node:path'
import { maskingFromFile } from '../../src/adapters/masking-local/index.ts'
import { breaker } from '../../src/adapters/understanding-clu/breaker.ts'
import { cluClient, CluSilence } from '../../src/adapters/understanding-clu/client.ts'
import { cluUnderstanding } from '../../src/adapters/understanding-clu/index.ts'
import type { CluUnderstanding } from '../../src/adapters/understanding-clu/index.ts'
import { merged } from '../../src/adapters/understanding-clu/merge.ts'
import { LONGEST_PART, MOST_PARTS, partsOf } from '../../src/adapters/understanding-clu/parts.ts'
import { ROOT } from '../../src/content.ts'
import type { Crime } from '../../src/domain/crimes.ts'
import type { Understanding, Understood } from '../../src/ports/understanding.ts'
import { aClu, babbling, failing, hanging, hangingUp, saying, slow } from './a-clu.ts'
import type { Answering, Stub } from './a-clu.ts'

const { mask } = maskingFromFile(join(ROOT, 'locales', 'names.json'))
const KEY = 'a-key-of-the-tests'
const OURS: Understood = {
  lang: 'en',
  crimes: [
    { id: 'burglary', confidence: 0.6 },
    { id: 'theft', confidence: 0.2 },
    { id: 'robbery', confidence: 0.1 },
  ],
  accepted: ['burglary', 'theft'],
  needs: [{ id: 'safety', confidence: 0.5 }],
  danger: { level: 'ask', kinds: ['immediate'] },
}
const EMBEDDED: Understanding = {
  danger: () => ({ level: 'now', kinds: ['immediate'], signs: ['a sign'] }),
  listen: () => Promise.resolve({ danger: { level: 'now', kinds: ['child'], signs: ['model child'] } }),
  understand: () => Promise.resolve(OURS),
}
/** The budget of 800 ms, and what a busy machine takes besides. */
const SLOWEST_MS = 1_100
const TEXT = 'My ex Darren took my bike. Ring me on 07700 900123.'

interface Run {
  readonly stub: Stub
  readonly understanding: CluUnderstanding
  readonly outcomes: string[]
  /** Sets the breaker's clock on. */
  later(milliseconds: number): void
}

/** Runs `work` against a stub that gives these answers. */
async function against<T>(answers: readonly Answering[], work: (run: Run) => Promise<T>): Promise<T> {
  const stub = await aClu(...answers)
  const outcomes: string[] = []
  let ahead = 0
  const understanding = cluUnderstanding(
    EMBEDDED,
    { endpoint: `${stub.url}/`, key: KEY, project: 'victims', deployment: 'live' },
    {
      mask,
      trace: { action: (event) => void outcomes.push(`${event.name} ${event.outcome}`) },
      now: () => performance.now() + ahead,
    },
  )
  try {
    return await work({
      stub,
      understanding,
      outcomes,
      later: (milliseconds) => void (ahead += milliseconds),
    })
  } finally {
    await stub.stop()
  }
}

const timed = async <T>(work: Promise<T>): Promise<{ readonly took: number; readonly value: T }> => {
  const began = performance.now()
  const value = await work
  return { took: performance.now() - began, value }
}

describe('Azure CLU as a second opinion', () => {
  before(async () => {
    // Loading Microsoft's package takes a moment that no test of time should measure.
    await against([saying({ theft: 0.9 })], ({ understanding }) => understanding.understand(TEXT, 'en'))
  })

  it('asks as the service wants to be asked, with names and numbers taken out', () =>
    against([saying({ theft: 0.9 })], async ({ stub, understanding }) => {
      await understanding.understand(TEXT, 'en')
      const [asked] = stub.asked
      expect(stub.asked).to.have.length(1)
      expect([asked?.method, asked?.url]).to.deep.equal([
        'POST',
        '/language/:analyze-conversations?api-version=2023-04-01',
      ])
      expect(asked?.headers['ocp-apim-subscription-key']).to.equal(KEY)
      expect(asked?.headers['content-type']).to.equal('application/json')
      expect(asked?.body).to.deep.equal({
        kind: 'Conversation',
        analysisInput: {
          conversationItem: {
            id: '1',
            participantId: '1',
            language: 'en-gb',
            modality: 'text',
            text: 'My ex [name] took my bike. Ring me on [number].',
          },
        },
        parameters: {
          projectName: 'victims',
          deploymentName: 'live',
          verbose: true,
          isLoggingEnabled: false,
          stringIndexType: 'Utf16CodeUnit',
        },
      })
      expect(JSON.stringify([asked?.headers, asked?.url, asked?.raw])).to.not.match(/Darren|900123/)
    }))

  it('leaves danger and listening to the embedded understanding, without asking anybody', () =>
    against([hanging], async ({ stub, understanding }) => {
      expect(understanding.danger('x')).to.deep.equal(EMBEDDED.danger('x'))
      const { took, value } = await timed(understanding.listen('x'))
      expect(value).to.deep.equal(await EMBEDDED.listen('x'))
      expect(took).to.be.lessThan(50)
      expect(stub.asked).to.have.length(0)
    }))

  it('brings both readings together', () =>
    against(
      [saying({ theft: 0.95, stalking: 0.9, Unheard: 0.99, None: 0.01 })],
      async ({ understanding, outcomes }) => {
        const read = await understanding.understand(TEXT, 'en')
        expect(read.accepted).to.deep.equal(['theft', 'burglary', 'stalking'])
        expect(read.crimes.slice(0, 3)).to.deep.equal([
          { id: 'theft', confidence: 0.5 },
          { id: 'burglary', confidence: 0.36 },
          { id: 'stalking', confidence: 0.36 },
        ])
        expect([read.danger, read.needs, read.lang]).to.deep.equal([OURS.danger, OURS.needs, OURS.lang])
        expect(outcomes).to.deep.equal(['ask-clu answered'])
      },
    ))

  const GOOD = saying({ theft: 0.95 })
  const once: readonly (readonly [string, Answering, number])[] = [
    ['is asked too much (429) and says when', failing(429, { 'retry-after': '0' }), 2],
    ['has a fault (500)', failing(500), 2],
    ['is not there (503)', failing(503), 2],
    ['hangs up', hangingUp, 2],
    ['hangs', hanging, 2],
  ]
  for (const [what, answer, requests] of once) {
    it(`asks once more when it ${what}, and takes that answer in time`, () =>
      against([answer, GOOD], async ({ stub, understanding }) => {
        const { took, value } = await timed(understanding.understand(TEXT, 'en'))
        expect(value.accepted[0]).to.equal('theft')
        expect(stub.asked).to.have.length(requests)
        expect(took).to.be.lessThan(SLOWEST_MS)
      }))
  }

  const never: readonly (readonly [string, Answering, number, string])[] = [
    ['has faults', failing(500), 2, 'failed'],
    ['asks us to wait longer than the person can (429)', failing(429, { 'retry-after': '1' }), 1, 'failed'],
    ['does not know us (401)', failing(401), 1, 'failed'],
    ['does not understand us (400)', failing(400), 1, 'failed'],
    ['sends us elsewhere', failing(307, { location: '/elsewhere' }), 1, 'failed'],
    ['hangs up every time', hangingUp, 2, 'failed'],
    ['never answers', hanging, 2, 'late'],
    ['answers too late', slow(1_200, GOOD), 2, 'late'],
    ['talks no JSON', babbling('<h1>Welcome to the hotel</h1>'), 1, 'failed'],
    ['says nothing', babbling(''), 1, 'nonsense'],
    [
      'says something else',
      babbling('{"kind":"ConversationResult","result":{"prediction":{}}}'),
      1,
      'nonsense',
    ],
    ['is surer than sure', saying({ theft: 7 }), 1, 'nonsense'],
    ['knows no intents', saying({}), 1, 'nonsense'],
  ]
  for (const [what, answer, requests, outcome] of never) {
    it(`changes nothing when it ${what}`, () =>
      against([answer], async ({ stub, understanding, outcomes }) => {
        const { took, value } = await timed(understanding.understand(TEXT, 'en'))
        expect(value).to.deep.equal(OURS)
        expect(took).to.be.lessThan(SLOWEST_MS)
        expect(stub.asked.map(({ url }) => url)).to.not.include('/elsewhere')
        expect([stub.asked.length, ...outcomes]).to.deep.equal([requests, `ask-clu ${outcome}`])
      }))
  }

  it('changes nothing where nobody listens', () =>
    against([GOOD], async ({ stub, understanding }) => {
      await stub.stop()
      const { took, value } = await timed(understanding.understand(TEXT, 'en'))
      expect(value).to.deep.equal(OURS)
      expect(took).to.be.lessThan(SLOWEST_MS)
    }))

  it('says nothing of the text in an error, whatever the service says', async () => {
    for (const answer of [failing(500), failing(400), babbling(TEXT), hangingUp]) {
      const stub = await aClu(answer)
      const settings = { endpoint: stub.url, key: KEY, project: 'p', deployment: 'd' }
      const error = await cluClient(settings)
        .ask(TEXT, 'en', AbortSignal.timeout(500))
        .catch((reason: unknown) => reason)
      await stub.stop()
      expect(error).to.be.instanceOf(CluSilence)
      const { message, stack, cause } = error as CluSilence
      expect([message, stack, cause, JSON.stringify(error)].join()).to.not.match(
        /Darren|bike|900123|tests-key|a-key/,
      )
    }
  })

  it('is left in peace after five failures in a row, and tried again with one question after half a minute', () =>
    against(
      [...Array<Answering>(6).fill(failing(400)), GOOD],
      async ({ stub, understanding, outcomes, later }) => {
        for (let time = 0; time < 5; time += 1) await understanding.understand(TEXT, 'en')
        expect(await understanding.understand(TEXT, 'en')).to.deep.equal(OURS)
        expect([stub.asked.length, outcomes.at(-1)]).to.deep.equal([5, 'ask-clu resting'])
        later(30_000)
        await Promise.all([1, 2, 3].map(() => understanding.understand(TEXT, 'en')))
        expect(stub.asked).to.have.length(6)
        later(30_000)
        await understanding.understand(TEXT, 'en')
        await understanding.understand(TEXT, 'en')
        expect([stub.asked.length, outcomes.at(-1)]).to.deep.equal([8, 'ask-clu answered'])
      },
    ))

  it('gets a long account in parts, and each part may name a crime', async () => {
    const account = `${'It was dark and I was on my way home. '.repeat(30)}${'They took my bike from the shed. '.repeat(20)}`
    const byPart: Answering = (response, asked) =>
      saying(asked.raw.includes('on my way home. It was') ? { robbery: 0.9 } : { bicycle_theft: 0.9 })(
        response,
        asked,
      )
    await against([byPart], async ({ stub, understanding }) => {
      const { accepted } = await understanding.understand(account, 'en')
      const texts = stub.asked.map(({ body }) => body.analysisInput.conversationItem.text)
      expect(texts.length).to.be.within(2, 3)
      for (const text of texts) expect(text.length).to.be.at.most(LONGEST_PART)
      expect(accepted).to.include.members(['burglary', 'theft'])
      expect(accepted).to.have.length(3)
    })
  })

  it('hears nothing in a script in which names cannot be taken out', () =>
    against([GOOD], async ({ stub, understanding, outcomes }) => {
      for (const text of ['میرا شوہر مجھے مارتا ہے', '123', '', '   ']) {
        expect(await understanding.understand(text, 'ur')).to.deep.equal(OURS)
      }
      expect([stub.asked.length, new Set(outcomes)]).to.deep.equal([0, new Set(['ask-clu unasked'])])
    }))
})

describe('The parts of an account', () => {
  const cases: readonly string[] = [
    'One sentence.',
    'No end'.repeat(1),
    'word '.repeat(900),
    'x'.repeat(4_000),
    '😀'.repeat(2_000),
    'A sentence of some length that goes on. '.repeat(100),
    `a${' '.repeat(3_000)}b`,
  ]
  for (const text of cases) {
    it(`are few and short, and cut no character: ${text.slice(0, 12)} (${text.length})`, () => {
      const parts = partsOf(text)
      expect(parts.length).to.be.within(1, MOST_PARTS)
      for (const part of parts) {
        expect(part.length).to.be.within(1, LONGEST_PART)
        expect(part.isWellFormed()).to.equal(true)
      }
      expect(text.replace(/\s+/gu, '')).to.satisfy((all: string) =>
        all.startsWith(parts.join('').replace(/\s+/gu, '')),
      )
    })
  }
  it('are none of nothing', () => expect(partsOf(' \n ')).to.deep.equal([]))
})

describe('Two readings', () => {
  const theirs = (guesses: Partial<Record<Crime, number>>) =>
    new Map(Object.entries(guesses) as [Crime, number][])
  it('never lose what ours would propose', () => {
    const read = merged(OURS, theirs({ stalking: 1, fraud: 1, assault: 1 }))
    expect(read.accepted.slice(0, 2)).to.deep.equal(['burglary', 'theft'])
    expect(read.accepted).to.have.length(3)
    expect(read.crimes.map(({ id }) => id)).to.include.members([...read.accepted])
  })
  it('propose nothing that CLU alone half believes', () => {
    expect(merged({ ...OURS, accepted: [] }, theirs({ fraud: 0.8 })).accepted).to.deep.equal([])
    expect(merged({ ...OURS, accepted: [] }, theirs({ fraud: 0.86 })).accepted).to.deep.equal(['fraud'])
  })
  it('leave "other" alone: it means that nothing fits', () => {
    expect(merged({ ...OURS, accepted: ['other'] }, theirs({ fraud: 1 })).accepted).to.deep.equal(['other'])
    expect(merged({ ...OURS, accepted: [] }, theirs({ other: 1 })).accepted).to.deep.equal([])
  })
  it('give at least three crimes, likeliest first, none surer than certain', () => {
    const { crimes } = merged(
      { ...OURS, crimes: [] },
      theirs({ fraud: 0.9, theft: 0.02, assault: 0.01, robbery: 0.01 }),
    )
    expect(crimes).to.have.length(3)
    expect(crimes.map(({ confidence }) => confidence)).to.deep.equal([0.36, 0.008, 0.004])
  })
})

describe('The breaker', () => {
  it('forgets failures once there was an answer', () => {
    const state = breaker({ failures: 2, restMs: 10, now: () => 0 })
    for (let time = 0; time < 5; time += 1) {
      state.failed()
      state.answered()
    }
    expect(state.mayAsk()).to.equal(true)
    state.failed()
    state.failed()
    expect(state.mayAsk()).to.equal(false)
  })
})

import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { expect } from 'chai'
import { postcodesIo } from '../../src/adapters/geography-postcodes-io/index.ts'
import type { PostcodeAnswer } from '../../src/ports/postcode-lookup.ts'
import { listening, stopped } from '../gateway/a-desk.ts'

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly raw: string
}

type Answering = (response: ServerResponse) => void

const json =
  (body: unknown, status = 200): Answering =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }

/** An answer as postcodes.io 18 gives one, with a part of what else it says. */
const saying = (code: unknown, postcode = 'ST7 6AA', country = 'England'): Answering =>
  json({
    status: 200,
    result: [
      {
        query: 'ST7 6AA',
        result: { postcode, country, codes: { admin_district: code, parish: 'E04002698' } },
      },
    ],
  })

/** What comes of one question to a service on this machine that answers so, what it was asked, and what was counted. */
async function ask(answering: Answering, path = '') {
  const asked: Asked[] = []
  const traced: string[] = []
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (part: Buffer) => (raw += part.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      asked.push({ method, url, headers, raw })
      answering(response)
    })
  })
  const address = await listening(server)
  const trace = { action: (event: object) => void traced.push(JSON.stringify(event)) }
  const began = performance.now()
  try {
    const lookup = postcodesIo(`${address}${path}`, { trace, now: () => 0 })
    const answer = await lookup.councilOf('ST7 6AA')
    return { answer, asked, traced, took: performance.now() - began }
  } finally {
    server.closeAllConnections()
    await stopped(server)
  }
}

describe('A lookup of new postcodes', () => {
  it('asks about the postcode alone, in the body and not in the address', async () => {
    const { answer, asked } = await ask(saying('E06000049'))
    expect(answer).to.deep.equal({ result: 'council', code: 'E06000049' })
    expect(asked).to.have.length(1)
    expect(asked[0]).to.include({ method: 'POST', url: '/postcodes?filter=postcode,codes' })
    expect(JSON.parse(asked[0]?.raw ?? '')).to.deep.equal({ postcodes: ['ST7 6AA'] })
    expect(JSON.stringify(asked[0]?.headers)).to.not.match(/ST7|6AA|cookie|referer/i)
  })

  it('keeps the path of a service that lives under one, with a slash at its end or without', async () => {
    for (const path of ['/geo', '/geo/'])
      expect((await ask(saying('E06000049'), path)).asked[0]?.url).to.equal(
        '/geo/postcodes?filter=postcode,codes',
      )
  })

  it('counts what came of it, and nothing of what was asked', async () => {
    const { traced } = await ask(saying('E06000049'))
    expect(traced).to.deep.equal(['{"name":"ask-postcodes","outcome":"council","milliseconds":0}'])
  })

  const answers: Readonly<Record<string, readonly [Answering, PostcodeAnswer['result']]>> = {
    'knows no such postcode': [
      json({ status: 200, result: [{ query: 'ST7 6AA', result: null }] }),
      'not-known',
    ],
    'answers about another postcode': [saying('E06000049', 'ST7 6AB'), 'silent'],
    'has no council for it': [saying(null), 'silent'],
    'has a pseudo code for it': [saying('a council'), 'silent'],
    'answers with an error': [json({ status: 500, error: 'no' }, 500), 'silent'],
    'asks for patience': [json({ status: 429 }, 429), 'silent'],
    'answers with a page': [(response) => void response.end('<html>'), 'silent'],
    'answers with several': [json({ status: 200, result: [{}, {}] }), 'silent'],
    'answers with nothing': [(response) => void response.end(), 'silent'],
    'says far too much': [saying('E06000049', 'ST7 6AA', 'x'.repeat(100_000)), 'silent'],
    'answers without end': [(response) => void response.end(`"${'x'.repeat(100_000)}"`), 'silent'],
    'breaks off': [(response) => void (response.write('{'), response.destroy()), 'silent'],
    'sends us elsewhere': [
      (response) => void (response.writeHead(307, { location: '/elsewhere' }), response.end()),
      'silent',
    ],
  }
  for (const [what, [answering, result]] of Object.entries(answers)) {
    it(`that ${what} is ${result}`, async () => {
      const { answer, asked } = await ask(answering)
      expect(answer.result).to.equal(result)
      expect(asked).to.have.length(1)
    })
  }

  it('that does not answer is silent after a second', async () => {
    const { answer, took } = await ask(() => undefined)
    expect(answer).to.deep.equal({ result: 'silent' })
    expect(took).to.be.within(900, 2_000)
  })

  it('that is not there is silent', async () => {
    const nobody = postcodesIo('http://127.0.0.1:1', { trace: { action: () => undefined }, now: () => 0 })
    expect(await nobody.councilOf('ST7 6AA')).to.deep.equal({ result: 'silent' })
  })
})

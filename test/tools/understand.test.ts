import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { CRIMES } from '../../src/domain/crimes.ts'

const TOOL = join(import.meta.dirname, '..', '..', 'src', 'tools', 'understand.ts')

interface Ran {
  readonly lines: readonly Record<string, unknown>[]
  readonly errors: string
  readonly code: number | null
}

/** Runs the tool with these pieces written one after the other, each when the one before has been taken. */
function run(input: readonly (string | Buffer)[]): Promise<Ran> {
  const tool = spawn(process.execPath, [TOOL], { stdio: ['pipe', 'pipe', 'pipe'] })
  let [out, errors] = ['', '']
  tool.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  tool.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  for (const piece of input) tool.stdin.write(piece)
  tool.stdin.end()
  return new Promise((resolve) =>
    tool.on('close', (code) => {
      const written = out.split('\n').filter((line) => line !== '')
      resolve({ lines: written.map((line) => JSON.parse(line) as Record<string, unknown>), errors, code })
    }),
  )
}

const line = (content: unknown): string => `${JSON.stringify(content)}\n`

describe('npm run -s understand', () => {
  it('answers a line with exactly the fields of the contract', async () => {
    const { lines, code } = await run([line({ id: 'a', text: 'someone nicked my bike from the shed' })])
    const [answer] = lines
    expect(code).to.equal(0)
    expect(Object.keys(answer ?? {})).to.deep.equal(['id', 'lang', 'crimes', 'accepted', 'needs', 'danger'])
    expect(answer).to.include({ id: 'a', lang: 'en' })
    expect(answer?.['accepted']).to.deep.equal(['bicycle_theft'])
    expect(answer?.['danger']).to.deep.equal({ level: 'none', kinds: [] })
  })

  it('names at least three crimes with confidences from 0 to 1 that add up to at most 1', async () => {
    const { lines } = await run([
      line({ id: 1, text: 'hello' }),
      line({ id: 2, text: 'my ex keeps following me' }),
    ])
    for (const { crimes } of lines) {
      const guesses = crimes as { id: string; confidence: number }[]
      expect(guesses.length).to.be.at.least(3)
      expect(
        guesses.every(({ id, confidence }) => (CRIMES as readonly string[]).includes(id) && confidence >= 0),
      ).to.equal(true)
      expect(guesses.reduce((sum, { confidence }) => sum + confidence, 0)).to.be.at.most(1)
    }
  })

  const bad: readonly (readonly [string, string])[] = [
    ['what is not JSON', 'zebra secret words\n'],
    ['an empty line', '\n'],
    ['a list', line(['zebra'])],
    ['null', 'null\n'],
    ['a line without a text', line({ id: 'zebra' })],
    ['a text that is not a string', line({ id: 'zebra', text: 7 })],
    ['a line without an id', line({ text: 'zebra' })],
    ['a language that is no tag', line({ id: 'x', text: 'zebra', lang: 'not a tag' })],
  ]
  // One run hears them all, each with a good line after it: every start of the tool reads all that it understands with.
  let heard: Promise<Ran> | undefined
  const hearBad = (): Promise<Ran> =>
    (heard ??= run(bad.flatMap(([, content], at) => [content, line({ id: `after ${at}`, text: 'hello' })])))
  for (const [at, [name]] of bad.entries()) {
    it(`answers ${name} with an error that repeats nothing of it, and goes on`, async () => {
      const { lines, errors } = await hearBad()
      expect(lines).to.have.length(2 * bad.length)
      const [answer, next] = lines.slice(2 * at)
      expect([answer?.['id'], next?.['id']]).to.deep.equal([null, `after ${at}`])
      expect(answer?.['error'])
        .to.be.a('string')
        .that.does.not.match(/zebra|secret|not a tag/)
      expect(errors).to.equal('')
    })
  }

  it('takes text in pieces, with letters cut in two, Windows line ends and no last line end', async () => {
    const whole = Buffer.from(
      `${JSON.stringify({ id: 'ł\u2028', text: 'dziękuję' })}\r\n${JSON.stringify({ id: 'last', text: 'hi' })}`,
    )
    const { lines } = await run([...whole].map((byte) => Buffer.from([byte])))
    expect(lines.map(({ id }) => id)).to.deep.equal(['ł\u2028', 'last'])
  })

  it('answers a hundred lines in their order', async () => {
    const input = Array.from({ length: 100 }, (_, id) =>
      line({ id, text: `my phone was stolen on the bus ${id}` }),
    ).join('')
    const { lines } = await run([input])
    expect(lines.map(({ id }) => id)).to.deep.equal(Array.from({ length: 100 }, (_, id) => id))
  })

  it('answers each line before the next one is written', (done) => {
    const tool = spawn(process.execPath, [TOOL], { stdio: ['pipe', 'pipe', 'inherit'] })
    const heard: string[] = []
    tool.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard.push(text)
      if (heard.length === 1) tool.stdin.write(line({ id: 'second', text: 'hi' }))
      else tool.stdin.end()
    })
    tool.on('close', () => {
      expect(heard.map((text) => (JSON.parse(text) as { id: string }).id)).to.deep.equal(['first', 'second'])
      done()
    })
    tool.stdin.write(line({ id: 'first', text: 'hi' }))
  })

  it('ends quietly when nobody reads any more', (done) => {
    const tool = spawn(process.execPath, [TOOL], { stdio: ['pipe', 'pipe', 'pipe'] })
    let errors = ''
    tool.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    tool.stdin.on('error', () => undefined)
    tool.stdout.once('data', () => tool.stdout.destroy())
    tool.on('close', (code) => {
      expect({ code, errors }).to.deep.equal({ code: 0, errors: '' })
      done()
    })
    tool.stdin.write(Array.from({ length: 5_000 }, (_, id) => line({ id, text: 'hello' })).join(''))
    tool.stdin.end()
  })
})

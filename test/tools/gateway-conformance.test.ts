import { expect } from 'chai'
import { createServer } from 'node:http'
import { aDesk, listening, stopped, TOKEN, type Desk } from '../gateway/a-desk.ts'
import { signedIn } from '../gateway/a-member-of-staff.ts'
import { CHECKS, checkGateway, run, type Verdict } from '../../src/tools/gateway/conformance.ts'

const SECRET = 'a-client-secret-for-the-tests'

/** One answer on its way from the desk, and what a broken gateway makes of it. */
interface Passing {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly type: string
  readonly text: string
}
type Breaking = (passing: Passing) => Partial<Passing> | undefined

/** A gateway that does everything as the contract says but for one thing. */
async function broken<T>(desk: Desk, breaking: Breaking, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const { method = 'GET', url: path = '/' } = req
    const kept = ['authorization', 'content-type', 'idempotency-key', 'content-encoding']
    const headers = Object.fromEntries(
      kept.flatMap((name) => (req.headers[name] === undefined ? [] : [[name, String(req.headers[name])]])),
    )
    const isBare = method === 'GET' || chunks.length === 0
    const response = await fetch(desk.url + path, {
      method,
      headers,
      ...(!isBare && { body: Buffer.concat(chunks) }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const made = {
      status: response.status,
      type,
      text,
      ...breaking({ method, path, status: response.status, type, text }),
    }
    const www = response.headers.get('www-authenticate')
    res.writeHead(made.status, { 'content-type': made.type, ...(www && { 'www-authenticate': www }) })
    res.end(made.text)
  })
  try {
    return await work(await listening(server))
  } finally {
    await stopped(server)
  }
}

const unmetIn = (verdicts: readonly Verdict[]) =>
  verdicts.filter(({ came }) => came !== undefined).map(({ name }) => name)

const isOne = ({ method, path }: Passing) => method === 'GET' && /\/referrals\/[A-Z]/.test(path)
const isPage = ({ method, path }: Passing) => method === 'GET' && /\/referrals(\?|$)/.test(path)
const isCreate = ({ method, path }: Passing) => method === 'POST' && path.endsWith('/referrals')
const isSafer = ({ path }: Passing) => path.endsWith('/safer')
const isCorrection = ({ method }: Passing) => method === 'PUT'
const isProblem = ({ type }: Passing) => type.startsWith('application/problem+json')

const FAULTS: readonly (readonly [what: string, breaking: Breaking, unmet: readonly string[]])[] = [
  [
    'says 201 to everything that it has already',
    (one) => (isCreate(one) && one.status === 200 ? { status: 201 } : undefined),
    ['create again', 'create at once', 'conflict', 'correct', 'safer leaves the rest', 'safer before create'],
  ],
  [
    'answers a repeat with another time',
    (one) =>
      isCreate(one) && one.status === 200
        ? { text: one.text.replace(/"received_at":"\d{4}/, '"received_at":"2031') }
        : undefined,
    ['create again', 'create at once'],
  ],
  [
    'takes another body under the same reference',
    (one) => (isCreate(one) && one.status === 409 ? { status: 201 } : undefined),
    ['problems', 'conflict', 'withdraw before create'],
  ],
  [
    'lets an older correction overwrite a newer one',
    (one) => (isCorrection(one) && one.status === 409 ? { status: 201 } : undefined),
    ['correction order', 'withdraw'],
  ],
  [
    'forgets what was stopped before the referral came',
    (one) => (isSafer(one) ? { text: one.text.replace(/\["phone","text"\]/, '["text"]') } : undefined),
    ['safer before create'],
  ],
  [
    'stops only the last of what was asked for',
    (one) => (isSafer(one) ? { text: one.text.replace(/\["phone","email"\]/, '["email"]') } : undefined),
    ['safer'],
  ],
  [
    'takes anything for less contact',
    (one) => (isSafer(one) && one.status === 422 ? { status: 200 } : undefined),
    ['safer is only ever less'],
  ],
  [
    'says of what was withdrawn that it is closed',
    (one) =>
      one.path.endsWith('/withdrawal') ? { text: one.text.replace('"withdrawn"', '"closed"') } : undefined,
    ['withdraw'],
  ],
  [
    'tells errors in HTML',
    (one) => (isProblem(one) ? { type: 'text/html', text: '<h1>No</h1>' } : undefined),
    ['problems'],
  ],
  [
    'repeats what was wrong',
    (one) =>
      isCreate(one) && one.status === 422
        ? { text: one.text.replace('"detail":"', '"detail":"Quillfeather ') }
        : undefined,
    ['no content'],
  ],
  [
    'shows the name with the status',
    (one) =>
      isOne(one) && one.status === 200
        ? { text: one.text.replace('{', '{"name":"Quillfeather",') }
        : undefined,
    ['no content'],
  ],
  [
    'loses the last line of each page',
    (one) => {
      if (!isPage(one) || one.status !== 200) return undefined
      const page = JSON.parse(one.text) as { referrals: unknown[] }
      return { text: JSON.stringify({ ...page, referrals: page.referrals.slice(0, -1) }) }
    },
    ['changes without gaps', 'changes asked wrongly'],
  ],
  [
    'lets anyone in to the desk',
    (one) =>
      one.path.endsWith('/desk') && one.status === 401
        ? { status: 200, text: '{"last_opened_at":null}' }
        : undefined,
    ['no entry', 'problems'],
  ],
  [
    'takes a body of any size',
    (one) => (one.status === 413 ? { status: 201 } : undefined),
    ['limits', 'problems'],
  ],
  [
    'publishes a schema of its own',
    (one) =>
      one.path.endsWith('/referral.schema.json')
        ? { text: one.text.replace('"account"', '"story"') }
        : undefined,
    ['schema'],
  ],
  [
    'says how the team is in words of its own',
    (one) =>
      one.path.endsWith('/capacity') && one.status === 200
        ? { text: '{"state":"busy","as_of":null}' }
        : undefined,
    ['capacity'],
  ],
]

describe('the conformance test of a gateway', function () {
  this.timeout(20_000)
  let desk: Desk
  beforeEach(async () => {
    desk = await aDesk({ clients: [{ id: 'haven', token: TOKEN, secret: SECRET }] })
  })
  afterEach(() => desk.stop())

  it('finds nothing at our own, and leaves nothing there to act on', async () => {
    const { verdicts, left } = await checkGateway({ url: desk.url, token: TOKEN })
    expect(verdicts.filter(({ came }) => came !== undefined)).to.deep.equal([])
    expect(verdicts).to.have.length(CHECKS.length)
    expect(left).to.equal(0)
    const staff = await signedIn(desk)
    const { text } = await staff.open('/gateway/')
    expect(text).to.include('TEST').and.include('Taken back by the person')
    expect(text).not.to.include('Not read yet')
  })

  for (const [what, breaking, unmet] of FAULTS) {
    it(`finds a gateway that ${what}`, async () => {
      const { verdicts } = await broken(desk, breaking, (url) => checkGateway({ url, token: TOKEN }))
      expect(unmetIn(verdicts)).to.deep.equal(unmet)
    })
  }

  it('says what was expected and what came, and ends with 1', async () => {
    const [, breaking] = FAULTS.at(-1)!
    const { say, exitCode } = await broken(desk, breaking, (url) => run([url, '--token', TOKEN]))
    expect(exitCode).to.equal(1)
    expect(say).to.match(/UNMET {2}capacity\n +expected: 200 with state open[^\n]*\n +came: state: "busy"/)
    expect(say).not.to.include(TOKEN)
  })

  it('buys its token where it is given a secret, checks that too, and ends with 0', async () => {
    const { say, exitCode } = await run([desk.url, '--client-id', 'haven', '--client-secret', SECRET])
    expect(say)
      .to.include('met    token')
      .and.include(`${CHECKS.length + 2} of ${CHECKS.length + 2} met`)
    expect(say).not.to.include(SECRET)
    expect(exitCode).to.equal(0)
  })

  it('counts what it could not take back', async () => {
    const breaking: Breaking = ({ path }) => (path.endsWith('/withdrawal') ? { status: 500 } : undefined)
    const { verdicts, left } = await broken(desk, breaking, (url) => checkGateway({ url, token: TOKEN }))
    expect(unmetIn(verdicts)).to.include('withdraw')
    expect(left).to.be.greaterThan(10)
  })

  for (const args of [[], ['http://gateway.example', '--token', TOKEN], ['http://127.0.0.1:1']]) {
    it(`asks for what it needs when it is given ${args.length === 0 ? 'nothing' : args.slice(0, 1).join()}`, async () => {
      const message = await run(args).then(
        () => '',
        (error: Error) => error.message,
      )
      expect(message).to.include('npm run gateway:conformance -- URL')
    })
  }
})

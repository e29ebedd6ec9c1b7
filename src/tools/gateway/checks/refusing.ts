import { z } from 'zod'
import { referralSchema } from '../../../domain/referral.ts'
import { openapi } from '../../../gateway/api/openapi.ts'
import { cameOf, fieldOf, must, mustBe, mustEqual, type Check } from '../check.ts'
import { type Probe, type Reply } from '../probe.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** What is not a referral, what is not allowed, and how that is said. */
export const REFUSING: readonly Check[] = [
  {
    name: 'limits',
    expected:
      '413 over 64 kB, 415 for a form, 400 for no JSON and for no key, 422 for a field too many or missing, a text too long and a key of another',
    run: async (probe) => {
      for (const [what, status, ask] of WRONG) mustBe(await ask(probe), status, what)
    },
  },
  {
    name: 'no entry',
    expected: '401 with WWW-Authenticate at every address of referrals, without a token and with a wrong one',
    run: async (probe) => {
      const { reference } = probe.referral()
      for (const authorization of ['none', 'Bearer this-is-nobodys-token', 'Basic bm9ib2R5Om5vdGhpbmc='])
        for (const [method, path] of ADDRESSES) {
          const reply = await probe.call(path.replace('REFERENCE', reference), { method, authorization })
          const what = `${method} ${path} with ${authorization.split(' ')[0]}`
          mustBe(reply, 401, what)
          must(reply.headers.has('www-authenticate'), `${what}: no WWW-Authenticate`)
        }
    },
  },
  {
    name: 'problems',
    expected: 'every error is application/problem+json with type, title and the same status',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      const replies = [
        ...(await Promise.all(WRONG.map(([, , ask]) => ask(probe)))),
        await probe.send({ ...referral, needs: ['safety'] }),
        await probe.call('referrals/NOBODY-000'),
        await probe.call('there-is-nothing-here'),
        await probe.call('referrals', { method: 'DELETE' }),
        await probe.call('desk', { authorization: 'none' }),
      ]
      for (const reply of replies) mustBeProblem(reply)
    },
  },
  {
    name: 'schema',
    expected: 'referral.schema.json, public, is the published schema',
    run: async (probe) => {
      const reply = await probe.call('referral.schema.json', { authorization: 'none' })
      mustBe(reply, 200, 'asking')
      const ours: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(referralSchema, { io: 'input' })))
      mustEqual(reply.body, ours, 'another schema')
    },
  },
  {
    name: 'description',
    expected: 'openapi.json, public, is OpenAPI 3.1 and has every address of the contract',
    run: async (probe) => {
      const reply = await probe.call('openapi.json', { authorization: 'none' })
      mustBe(reply, 200, 'asking')
      must(
        String(fieldOf(reply, 'openapi')).startsWith('3.1.'),
        `openapi: ${String(fieldOf(reply, 'openapi'))}`,
      )
      const paths = fieldOf(reply, 'paths')
      const has = typeof paths === 'object' && paths !== null ? Object.keys(paths) : []
      // A gateway may give out tokens elsewhere.
      const missing = Object.keys(openapi.paths).filter(
        (path) => !path.endsWith('/token') && !has.includes(path),
      )
      must(missing.length === 0, `without ${missing.join(', ')}`)
    },
  },
]

const ADDRESSES = [
  ['GET', 'referrals'],
  ['POST', 'referrals'],
  ['GET', 'referrals/REFERENCE'],
  ['PUT', 'referrals/REFERENCE'],
  ['POST', 'referrals/REFERENCE/withdrawal'],
  ['GET', 'capacity'],
  ['GET', 'desk'],
] as const

function mustBeProblem(reply: Reply): void {
  const isSo =
    reply.status >= 400 &&
    reply.type === 'application/problem+json' &&
    typeof fieldOf(reply, 'type') === 'string' &&
    typeof fieldOf(reply, 'title') === 'string' &&
    fieldOf(reply, 'status') === reply.status
  must(isSo, cameOf(reply))
}

const post = (probe: Probe, body: unknown, headers: Readonly<Record<string, string>>): Promise<Reply> =>
  probe.call('referrals', { method: 'POST', body, headers })

/** Posts a referral with something wrong in it. */
const mended = (change: (body: Record<string, unknown>) => unknown) => (probe: Probe) => {
  const referral = probe.referral()
  return post(probe, change({ ...referral }), { ...JSON_TYPE, 'idempotency-key': referral.reference })
}

const WRONG: readonly (readonly [what: string, status: number, ask: (probe: Probe) => Promise<Reply>])[] = [
  ['more than 64 kB', 413, mended((body) => ({ ...body, account: 'x'.repeat(70_000) }))],
  [
    'a form',
    415,
    (probe) =>
      post(probe, 'name=nobody', {
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': probe.referral().reference,
      }),
  ],
  ['half of a referral', 400, mended((body) => JSON.stringify(body).slice(0, -20))],
  ['no key', 400, (probe) => post(probe, probe.referral(), JSON_TYPE)],
  ['a field too many', 422, mended((body) => ({ ...body, risk_level: 'high' }))],
  ['a field missing', 422, mended((body) => ({ ...body, consent: undefined }))],
  ['a text too long', 422, mended((body) => ({ ...body, name: 'x'.repeat(300) }))],
  [
    'a key of another',
    422,
    (probe) => post(probe, probe.referral(), { ...JSON_TYPE, 'idempotency-key': 'LARK-111' }),
  ],
]

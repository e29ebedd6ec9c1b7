import { DESK_STATUSES } from '../../../gateway/store/referrals.ts'
import { CAPACITY_STATES } from '../../../gateway/store/capacity.ts'
import { fieldOf, must, mustBe, mustBeTime, mustEqual, type Check } from '../check.ts'
import { CANARY, type Probe, type Reply } from '../probe.ts'

/** How many referrals come while the pages are read, and how many one page holds. */
const [COMING, A_PAGE] = [12, 2]
/** Nobody has so many pages; a gateway that says `more` for ever is stopped. */
const MOST_PAGES = 2000

/** Asking where referrals stand, and how the team is. */
export const READING: readonly Check[] = [
  {
    name: 'status',
    expected: '200 with exactly reference, a status of the contract and status_at',
    run: async (probe) => {
      const referral = probe.referral()
      await probe.send(referral)
      const reply = await probe.call(`referrals/${referral.reference}`)
      mustBe(reply, 200, 'asking')
      mustEqual(fieldOf(reply, 'reference'), referral.reference, 'its reference')
      must(
        DESK_STATUSES.some((one) => one === fieldOf(reply, 'status')),
        `its status: ${reply.text.slice(0, 160)}`,
      )
      mustBeTime(fieldOf(reply, 'status_at'), 'status_at')
    },
  },
  {
    name: 'unknown reference',
    expected: '404 for one that never came, and for one in another form',
    run: async (probe) => {
      mustBe(await probe.call(`referrals/${probe.referral().reference}`), 404, 'one that never came')
      mustBe(await probe.call('referrals/lark-472'), 404, 'another form')
    },
  },
  {
    name: 'no content',
    expected: 'nothing that a person said stands in any answer, errors included',
    run: async (probe) => {
      const referral = probe.referral()
      const { reference } = referral
      const replies = [
        await probe.send(referral),
        await probe.send({ ...referral, name: `${CANARY} again` }),
        await probe.send({ ...referral, name: CANARY.repeat(40) }),
        await probe.correct({ ...referral, name: `${CANARY} corrected` }, 2),
        await probe.call(`referrals/${reference}`),
        await probe.call('referrals?limit=200'),
        await probe.withdraw(reference),
        await probe.call(`referrals/${reference}`),
      ]
      const leaks = replies.filter(({ text }) => text.includes(CANARY))
      must(leaks.length === 0, leaks.map(({ status }) => `an answer ${status} held it`).join(', '))
    },
  },
  {
    name: 'changes without gaps',
    expected: `every one of ${COMING} referrals that come while pages of ${A_PAGE} are read is in them, and each change of them later`,
    run: withoutGaps,
  },
  {
    name: 'changes asked wrongly',
    expected: '400 for a limit of 0, of 1000 or in words, and for a cursor of ours; never more than `limit`',
    run: async (probe) => {
      for (const query of ['limit=0', 'limit=1000', 'limit=many', 'since=*not-a-cursor*'])
        mustBe(await probe.call(`referrals?${query}`), 400, query)
      await probe.send(probe.referral())
      await probe.send(probe.referral())
      const reply = await probe.call('referrals?limit=1')
      mustBe(reply, 200, 'limit=1')
      mustEqual(pageOf(reply).referrals.length, 1, 'how many came')
    },
  },
  {
    name: 'capacity',
    expected:
      '200 with state open, waiting or closed, as_of (a time or null), and wait_weeks only while waiting',
    run: async (probe) => {
      const reply = await probe.call('capacity')
      mustBe(reply, 200, 'asking')
      const state = fieldOf(reply, 'state')
      must(
        CAPACITY_STATES.some((one) => one === state),
        `state: ${JSON.stringify(state)}`,
      )
      const asOf = fieldOf(reply, 'as_of')
      if (asOf !== null) mustBeTime(asOf, 'as_of')
      const weeks = fieldOf(reply, 'wait_weeks')
      must(
        weeks === undefined || (state === 'waiting' && Number.isInteger(weeks)),
        `wait_weeks: ${String(weeks)}`,
      )
    },
  },
  {
    name: 'desk',
    expected: '200 with last_opened_at, a time or null',
    run: async (probe) => {
      const reply = await probe.call('desk')
      mustBe(reply, 200, 'asking')
      const at = fieldOf(reply, 'last_opened_at')
      if (at !== null) mustBeTime(at, 'last_opened_at')
    },
  },
]

async function withoutGaps(probe: Probe): Promise<void> {
  const end = await readOn(probe, undefined, 200)
  const referrals = Array.from({ length: COMING }, () => probe.referral())
  let isDone = false
  const coming = Promise.all(referrals.map((referral) => probe.send(referral))).finally(() => (isDone = true))
  const seen = new Set<string>()
  let { next } = end
  do {
    const step = await readOn(probe, next, A_PAGE)
    for (const { reference } of step.referrals) seen.add(reference)
    next = step.next
  } while (!isDone)
  await coming
  const rest = await readOn(probe, next, A_PAGE)
  for (const { reference } of rest.referrals) seen.add(reference)
  const missing = referrals.filter(({ reference }) => !seen.has(reference))
  must(missing.length === 0, `${missing.length} of ${COMING} were in no page`)
  const [first] = referrals
  if (first) await probe.withdraw(first.reference)
  const after = await readOn(probe, rest.next, A_PAGE)
  must(
    after.referrals.some(({ reference, status }) => reference === first?.reference && status === 'withdrawn'),
    'a withdrawal after the last page was in no later page',
  )
}

interface Page {
  readonly referrals: readonly { readonly reference: string; readonly status: string }[]
  readonly next: string
  readonly more: boolean
}

/** Everything from a cursor to the end. */
async function readOn(probe: Probe, since: string | undefined, limit: number): Promise<Page> {
  const referrals: Page['referrals'][number][] = []
  let next = since
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = new URLSearchParams({ limit: String(limit), ...(next !== undefined && { since: next }) })
    const reply = await probe.call(`referrals?${query}`)
    mustBe(reply, 200, 'a page')
    const page = pageOf(reply)
    must(page.referrals.length <= limit, `${page.referrals.length} in a page of ${limit}`)
    referrals.push(...page.referrals)
    next = page.next
    if (!page.more) return { referrals, next, more: false }
  }
  must(false, `more than ${MOST_PAGES} pages`)
}

function pageOf(reply: Reply): Page {
  const [referrals, next, more] = ['referrals', 'next', 'more'].map((name) => fieldOf(reply, name))
  must(
    Array.isArray(referrals) && typeof next === 'string' && typeof more === 'boolean',
    `a page: ${reply.text.slice(0, 160)}`,
  )
  return { referrals, next, more }
}

import { expect } from 'chai'
import { rateLimit } from '../../src/host/rate-limit.ts'

const tries = (
  limit: (caller: string, now: number) => boolean,
  caller: string,
  now: number,
  count: number,
): number => Array.from({ length: count }, () => limit(caller, now)).filter(Boolean).length

describe('The limit on one caller', () => {
  it('lets a burst through and no more', () => {
    expect(tries(rateLimit({ perSecond: 2, burst: 5 }), 'a', 0, 9)).to.equal(5)
  })
  it('fills again with time, and never beyond a burst', () => {
    const limit = rateLimit({ perSecond: 2, burst: 5 })
    tries(limit, 'a', 0, 5)
    expect(tries(limit, 'a', 1000, 9)).to.equal(2)
    expect(tries(limit, 'a', 1_000_000, 9)).to.equal(5)
  })
  it('holds nobody back for what another did', () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 })
    expect([limit('a', 0), limit('a', 0), limit('b', 0)]).to.deep.equal([true, false, true])
  })
  it('remembers only so many', () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 }, 2)
    for (const caller of ['a', 'b', 'c']) limit(caller, 0)
    expect([limit('c', 0), limit('a', 0)]).to.deep.equal([false, true])
  })
})

import { expect } from 'chai'
import { matchServices, MOST_MATCHES, type MatchInput } from '../../src/domain/match.ts'
import type { Service } from '../../src/domain/service.ts'
import { unmetBy } from '../../src/domain/unmet.ts'
import { context, ids, match, only, stafford } from './matching.ts'
import { service } from './services.ts'

describe('the part of a council that a service works in', () => {
  const powys: Partial<MatchInput> = { council: 'W06000023', force: 'dyfed-powys', country: 'Wales' }
  const south = {
    force: 'dyfed-powys',
    councils: ['W06000023'],
    districts: ['LD3', 'SA9'],
    text: 'South Powys',
  }

  it('decides where the postcode is known', () => {
    expect(ids([service('south', { where: south })], { ...powys, district: 'LD3' })).to.deep.equal(['south'])
    expect(ids([service('south', { where: south })], { ...powys, district: 'SY16' })).to.deep.equal([])
  })

  it('is said where it is not', () => {
    expect(only({ where: south }, powys)?.cautions).to.deep.include({
      code: 'part-of-area',
      text: 'South Powys',
    })
  })
})

describe('waiting and distance', () => {
  const waiting = (wait_weeks: number, as_of = '2026-11-20') =>
    ({ state: 'waiting', wait_weeks, as_of }) as const
  const known = { at: { lat: 52.8, lng: -2.1 } }
  const postcodes: Readonly<Record<string, { lat: number; lng: number }>> = {
    'ST16 3DR': { lat: 52.81, lng: -2.12 },
    'PE14 0SN': { lat: 52.65, lng: 0.16 },
  }
  const near = { lines: ['1 High Street'], postcode: 'ST16 3DR' }
  const far = { lines: ['1 High Street'], postcode: 'PE14 0SN' }
  const placed = (services: readonly Service[]) =>
    matchServices({ ...stafford, ...known }, services, { ...context, locate: (code) => postcodes[code] })

  it('put the shorter wait first among equals, and those who take nobody last', () => {
    const services = [
      service('a-nobody', { capacity: { state: 'closed', as_of: '2026-11-20' } }),
      service('b-nine', { capacity: waiting(9) }),
      service('c-two', { capacity: waiting(2) }),
      service('d-open', { capacity: { state: 'open', as_of: '2026-11-20' } }),
    ]
    expect(ids(services)).to.deep.equal(['d-open', 'c-two', 'b-nine', 'a-nobody'])
  })

  it('never put a short wait before a better match', () => {
    const services = [
      service('general', { capacity: { state: 'open', as_of: '2026-11-20' } }),
      service('special', { crimes: ['domestic_abuse'], capacity: waiting(30) }),
    ]
    expect(ids(services)).to.deep.equal(['special', 'general'])
  })

  it('say the weeks, and after two weeks only that one should ask', () => {
    expect(only({ capacity: waiting(9) })?.cautions).to.deep.include({ code: 'wait', weeks: 9 })
    expect(only({ capacity: waiting(9, '2026-11-09') })?.cautions).to.deep.include({ code: 'wait-ask' })
    expect(only({ capacity: { state: 'closed', as_of: '2026-11-24' } })?.cautions).to.deep.include({
      code: 'wait-closed',
    })
  })

  it('put the nearer place first, say how far the other is, and nothing of one that is round the corner', () => {
    const found = placed([service('a', { address: far }), service('b', { address: near })])
    expect(found.map(({ id }) => id)).to.deep.equal(['b', 'a'])
    expect(found[0]?.cautions.map(({ code }) => code)).to.not.include('miles')
    expect(found[1]?.cautions).to.deep.include({ code: 'miles', miles: 95 })
  })

  it('count no miles to a withheld address, nor to a service that is reached by phone', () => {
    const [first] = placed([service('a', { address: { withheld: true } })])
    const [second] = placed([service('a', { address: far, delivery: ['phone'] })])
    for (const one of [first, second]) expect(one?.cautions.map(({ code }) => code)).to.not.include('miles')
  })
})

describe('what was asked for', () => {
  const many = Array.from({ length: 20 }, (_, at) => service(`a${at}`, { crimes: ['domestic_abuse'] }))

  it('is on the list, however many come before it', () => {
    const listed = ids([...many, service('z-money', { needs: ['money'] })], { needs: ['money'] })
    expect(listed).to.include('z-money').and.to.have.length(MOST_MATCHES)
  })

  it('says who a service is run by and for, when that part of somebody was attacked', () => {
    const found = only({ by_and_for: ['lgbt', 'men'] }, { characteristics: ['sexuality'] })
    expect(found?.why).to.deep.include({ code: 'by-and-for', group: 'lgbt' })
    expect(only({ by_and_for: ['lgbt'] })?.why.map(({ code }) => code)).to.not.include('by-and-for')
  })

  it('says interpreters and visas only to those who asked', () => {
    const change: Partial<Service> = { access: ['interpreter'], no_recourse_accepted: true }
    const codes = (input: Partial<MatchInput>) => only(change, input)?.why.map(({ code }) => code)
    expect(codes({ access: ['interpreter'], needs: ['immigration'] })).to.include.members([
      'has-interpreters',
      'no-recourse',
    ])
    expect(codes({})).to.not.include.members(['has-interpreters', 'no-recourse'])
  })
})

describe('a great many services', () => {
  it('are matched in the order in which ten would be', () => {
    const forces = ['staffordshire', 'essex', 'cheshire', 'kent']
    const all = Array.from({ length: 2000 }, (_, at) =>
      service(`s${at}`, {
        where: { force: forces[at % 4]! },
        crimes: at % 3 === 0 ? ['domestic_abuse'] : ['*'],
      }),
    )
    const here = all.filter(({ where }) => where.force === 'staffordshire')
    expect(ids(all)).to.deep.equal(ids(here)).and.to.have.length(MOST_MATCHES)
  })
})

describe('what nothing does', () => {
  const asked = { needs: ['money', 'housing'], crimes: ['burglary', 'other'] } as const
  const left = (change: Partial<Service>) => {
    const one = service('one', change)
    return unmetBy(match([one], asked), asked, () => one)
  }

  it('is what no listed service meets; help for anyone is not help for this', () => {
    expect(left({ needs: ['money'] })).to.deep.equal({ needs: ['housing'], crimes: ['burglary'] })
    expect(left({ needs: ['money', 'housing'], crimes: ['burglary'] })).to.deep.equal({
      needs: [],
      crimes: [],
    })
  })
})

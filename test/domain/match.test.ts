import { expect } from 'chai'
import { LINE_FIRST, NO_RESTORATIVE } from '../../src/domain/crimes.ts'
import { MOST_MATCHES, ownBehaviourServices, type MatchInput } from '../../src/domain/match.ts'
import type { Service } from '../../src/domain/service.ts'
import { context, ids, match, only, stafford } from './matching.ts'
import { service } from './services.ts'

const always = [{ always: true }] as const

describe('whether a service is listed', () => {
  const cases: readonly (readonly [string, Partial<Service>, Partial<MatchInput>, boolean])[] = [
    ['a closed service', { status: 'closed' }, {}, false],
    ['999, which has a card of its own', { kind: 'emergency' }, {}, false],
    ['a service for people who harm', { kind: 'own-behaviour' }, {}, false],
    ['a service for another crime', { crimes: ['burglary'] }, {}, false],
    ['a service for this crime', { crimes: ['domestic_abuse'] }, {}, true],
    ['a service for anybody, before a crime is known', {}, { crimes: [] }, true],
    ['a service of this force', { where: { force: 'staffordshire' } }, {}, true],
    ['a service of another force', { where: { force: 'essex' } }, {}, false],
    [
      'a neighbour that serves this force too',
      { where: { force: 'essex', also_forces: ['staffordshire'] } },
      {},
      true,
    ],
    [
      'a local service while the place is not known',
      { where: { force: 'staffordshire' } },
      { force: undefined },
      false,
    ],
    ['a service of this council', { where: { force: 'staffordshire', councils: ['E07000197'] } }, {}, true],
    [
      'a service of another council',
      { where: { force: 'staffordshire', councils: ['E06000021'] } },
      {},
      false,
    ],
    ['a Welsh line in England', { where: { countries: ['Wales'] } }, {}, false],
    ['a Welsh line in Wales', { where: { countries: ['Wales'] } }, { country: 'Wales' }, true],
    [
      'a Welsh line while the country is not known',
      { where: { countries: ['Wales'] } },
      { country: undefined },
      true,
    ],
    ['a line for children, for a child', { maximum_age: 18 }, { ageBand: '16-17' }, true],
    ['a line for children, for an adult', { maximum_age: 18 }, { ageBand: '18-plus' }, false],
    [
      'a line for children, for someone who did not say',
      { maximum_age: 18 },
      { ageBand: 'rather-not-say' },
      false,
    ],
    ['a line for children, before anybody asked', { maximum_age: 18 }, {}, false],
    ['a line from 18, for someone of 16', { minimum_age: 18 }, { ageBand: '16-17' }, false],
    ['a line from 16, for a child of 13 to 15', { minimum_age: 16 }, { ageBand: '13-15' }, false],
    ['a line from 60, for an adult', { minimum_age: 60 }, { ageBand: '18-plus' }, true],
    ['a line up to 17, for a child of 13 to 15', { maximum_age: 17 }, { ageBand: '13-15' }, true],
    [
      'a line for worried adults, for the child',
      { speaks_to: 'worried-adults' },
      { ageBand: '13-15' },
      false,
    ],
    [
      'a line for worried adults, for a parent',
      { speaks_to: 'worried-adults' },
      { ageBand: '13-15', forSelf: false },
      true,
    ],
    ['a line for women, since nobody is asked', { gender: 'women' }, {}, true],
    ['a way to report that nobody asked about', { only_if_asked: true, needs: ['justice'] }, {}, false],
    [
      'a way to report that was asked about',
      { only_if_asked: true, needs: ['justice'] },
      { needs: ['justice'] },
      true,
    ],
    ['information with nowhere to look', { kind: 'information', phones: [] }, {}, false],
    [
      'information with a page',
      { kind: 'information', phones: [], website: 'https://example.org' },
      {},
      true,
    ],
    ['restorative justice after a burglary', { kind: 'restorative' }, { crimes: ['burglary'] }, true],
    [
      'restorative justice when it is over',
      { kind: 'restorative' },
      { crimes: ['burglary'], ongoing: 'no' },
      true,
    ],
    [
      'restorative justice while it goes on',
      { kind: 'restorative' },
      { crimes: ['burglary'], ongoing: 'yes' },
      false,
    ],
    [
      'restorative justice when it may go on',
      { kind: 'restorative' },
      { crimes: ['burglary'], ongoing: 'not-sure' },
      false,
    ],
    [
      'restorative justice for the bereaved',
      { kind: 'restorative' },
      { crimes: ['bereaved_by_homicide'] },
      true,
    ],
  ]
  for (const [title, change, input, expected] of cases) {
    it(`${expected ? 'lists' : 'leaves out'} ${title}`, () => {
      expect(only(change, input) !== undefined).to.equal(expected)
    })
  }

  for (const crime of NO_RESTORATIVE) {
    it(`never offers restorative justice after ${crime}, whatever else happened`, () => {
      const services = [
        service('rj', { kind: 'restorative' }),
        service('hub', { kind: 'hub', needs: ['reparation'] }),
      ]
      const [hub, ...more] = match(services, {
        crimes: ['burglary', crime],
        needs: ['reparation'],
        ongoing: 'no',
      })
      expect(more).to.deep.equal([])
      expect(hub?.why.map(({ code }) => code)).to.not.include('asked-about')
    })
  }

  it('lists one of two records of the same line: the one that names the other', () => {
    expect(
      ids([service('far'), service('near', { same_as: 'far', where: { force: 'staffordshire' } })]),
    ).to.deep.equal(['near'])
    expect(
      ids([service('far'), service('near', { same_as: 'far', where: { force: 'essex' } })]),
    ).to.deep.equal(['far'])
  })
})

describe('the order of services', () => {
  const cases: readonly (readonly [string, Partial<Service>, Partial<Service>, Partial<MatchInput>])[] = [
    ['for this crime before for anyone', { crimes: ['domestic_abuse'] }, {}, {}],
    ['a child’s line as if for this crime', { maximum_age: 18 }, {}, { ageBand: '13-15' }],
    ['local before national', { where: { force: 'staffordshire' } }, {}, {}],
    ['the country’s before everybody’s', { where: { countries: ['England'] } }, {}, {}],
    ['open to the person before through a professional', {}, { referral: 'professional' }, {}],
    ['reachable before unreachable', {}, { phones: [] }, {}],
    ['what was asked for before what was not', { needs: ['housing'] }, {}, { needs: ['housing'] }],
    ['in the language asked for before not', { languages: ['en', 'cy'] }, {}, { access: ['welsh'] }],
    [
      'not police-run, when that was asked, before police-run',
      {},
      { police_run: true },
      { access: ['not-police-run'] },
    ],
    ['support before compensation', {}, { kind: 'compensation', crimes: ['domestic_abuse'] }, {}],
    ['support before telling the police', {}, { kind: 'police', crimes: ['domestic_abuse'] }, {}],
    ['the age is certain before it is not', {}, { minimum_age: 60 }, { ageBand: '18-plus' }],
  ]
  for (const [title, first, second, input] of cases) {
    it(title, () => {
      expect(ids([service('a', second), service('b', first)], input)).to.deep.equal(['b', 'a'])
    })
  }

  it('goes by name where nothing else differs, whatever the order in the file', () => {
    expect(ids([service('c'), service('a'), service('b')])).to.deep.equal(['a', 'b', 'c'])
  })

  it('leaves its input as it was', () => {
    const services = Object.freeze([service('b'), service('a')])
    expect(ids(services)).to.deep.equal(['a', 'b'])
  })
})

describe('a line to ring first', () => {
  const helpline = (crimes: Service['crimes']) => service('z-line', { crimes, hours: [...always] })
  for (const crime of LINE_FIRST) {
    it(`stands above everything for ${crime} when it is open`, () => {
      const found = match(
        [service('a', { crimes: [crime], where: { force: 'staffordshire' } }), helpline([crime])],
        { crimes: [crime] },
      )
      expect(found.map(({ id, urgentLine }) => [id, urgentLine])).to.deep.equal([
        ['z-line', true],
        ['a', false],
      ])
    })
  }

  it('is the general line, and only one, when none for the crime is open', () => {
    const services = [
      service('a', { crimes: ['domestic_abuse'] }),
      service('y-line', { hours: [...always] }),
      service('z-line', { hours: [...always] }),
    ]
    expect(match(services).map(({ id, urgentLine }) => [id, urgentLine])).to.deep.equal([
      ['y-line', true],
      ['a', false],
      ['z-line', false],
    ])
  })

  it('is nobody where waiting is not dangerous', () => {
    expect(match([helpline(['burglary'])], { crimes: ['burglary'] })[0]?.urgentLine).to.equal(false)
  })

  const never: readonly (readonly [string, Partial<Service>])[] = [
    ['a service without a number', { phones: [] }],
    ['a service whose hours nobody knows', { hours: null }],
    ['the police', { kind: 'police' }],
    ['a listening ear that is not about crime', { kind: 'emotional' }],
  ]
  for (const [title, change] of never) {
    it(`is never ${title}`, () => {
      expect(only({ crimes: ['domestic_abuse'], hours: [...always], ...change })?.urgentLine).to.equal(false)
    })
  }
})

describe('the shortlist', () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    service(`a${index}`, { crimes: ['domestic_abuse'], where: { force: 'staffordshire' }, gender: 'women' }),
  )

  it('has at most eight', () => expect(ids(many)).to.have.length(MOST_MATCHES))

  it('always has the hub, the last of all though it be', () => {
    const found = ids([...many, service('hub', { kind: 'hub', where: { force: 'staffordshire' } })])
    expect(found).to.have.length(MOST_MATCHES)
    expect(found.at(-1)).to.equal('hub')
  })

  it('has a line for anybody where there is no hub', () => {
    expect(ids([...many, service('general')])).to.include('general')
  })

  it('has something for men wherever it has something for women only', () => {
    expect(ids([...many, service('men', { gender: 'men' })])).to.include('men')
  })

  it('has a line that is open now', () => {
    expect(
      ids([...many, service('m'), service('open', { hours: [...always] })], { crimes: ['domestic_abuse'] }),
    ).to.include('open')
  })
})

describe('why, and what to know first', () => {
  it('says the place, the crime and what was asked for', () => {
    const change: Partial<Service> = {
      crimes: ['domestic_abuse'],
      needs: ['safety'],
      where: { force: 'staffordshire', councils: ['E07000197'] },
      languages: ['en', 'bfi'],
    }
    expect(only(change, { needs: ['housing', 'safety'], access: ['bsl'] })?.why).to.deep.equal([
      { code: 'lives-in', council: 'E07000197' },
      { code: 'for-crime', crime: 'domestic_abuse' },
      { code: 'asked-about', need: 'safety' },
      { code: 'speaks', language: 'bfi' },
    ])
  })

  const places: readonly (readonly [Partial<Service>, Partial<MatchInput>, object])[] = [
    [{ where: { force: 'staffordshire' } }, {}, { code: 'in-area', force: 'staffordshire' }],
    [{}, {}, { code: 'national' }],
    [{ where: { countries: ['England'] } }, {}, { code: 'in-country', country: 'England' }],
    [{ where: { force: 'staffordshire' }, same_as: 'other' }, {}, { code: 'in-country', country: 'England' }],
  ]
  for (const [change, input, expected] of places) {
    it(`says ${JSON.stringify(expected)} of ${JSON.stringify(change)}`, () => {
      expect(only(change, input)?.why[0]).to.deep.equal(expected)
    })
  }

  it('says "for anyone" of a service that asks for no crime', () => {
    expect(only({})?.why).to.deep.include({ code: 'anyone' })
  })

  const warnings: readonly (readonly [string, Partial<Service>, Partial<MatchInput>, readonly object[]])[] = [
    ['nothing of a line that is open to all', { hours: [...always] }, {}, []],
    ['that it is for women', { gender: 'women', hours: [...always] }, {}, [{ code: 'for-women' }]],
    ['that it is for men', { gender: 'men', hours: [...always] }, {}, [{ code: 'for-men' }]],
    [
      'the age from which it helps, when nobody was asked',
      { minimum_age: 16, hours: [...always] },
      {},
      [{ code: 'age-from', age: 16 }],
    ],
    ['no age that the person has', { minimum_age: 16, hours: [...always] }, { ageBand: '18-plus' }, []],
    [
      'the age up to which it helps',
      { maximum_age: 24, hours: [...always] },
      { ageBand: '18-plus' },
      [{ code: 'age-to', age: 24 }],
    ],
    [
      'that a professional must ask',
      { referral: 'professional', hours: [...always] },
      {},
      [{ code: 'not-self-referral', how: 'professional' }],
    ],
    [
      'that the police must know first',
      { referral: 'after-police-report', hours: [...always] },
      {},
      [{ code: 'not-self-referral', how: 'after-police-report' }],
    ],
    ['that the police run it', { police_run: true, hours: [...always] }, {}, [{ code: 'police-run' }]],
    ['that its hours are not known', {}, {}, [{ code: 'hours-unknown' }]],
    ['that no contact is known', { phones: [] }, {}, [{ code: 'no-contact-known' }]],
    [
      'that it serves a part of the council',
      {
        where: { force: 'staffordshire', councils: ['E07000197'], part: true, text: 'The north' },
        hours: [...always],
      },
      {},
      [{ code: 'part-of-area', text: 'The north' }],
    ],
    [
      'that it serves some councils, when the council is not known',
      { where: { force: 'staffordshire', councils: ['E07000197'] }, hours: [...always] },
      { council: undefined },
      [{ code: 'part-of-area', text: 'one' }],
    ],
  ]
  for (const [title, change, input, expected] of warnings) {
    it(`warns ${title}`, () => expect(only(change, input)?.cautions).to.deep.equal(expected))
  }

  it('is plain JSON, so that it can wait in a conversation', () => {
    const found = match([service('a', { hours: [...always] }), service('b')])
    expect(JSON.parse(JSON.stringify(found))).to.deep.equal(found)
  })
})

describe('services for someone worried about what they do', () => {
  const own = (id: string, change: Partial<Service> = {}) =>
    service(id, { kind: 'own-behaviour', crimes: [], ...change })

  it('are only those, the open one first and then the local one', () => {
    const services = [
      service('support'),
      own('c-national'),
      own('b-local', { where: { force: 'staffordshire' } }),
      own('d-open', { hours: [...always] }),
      own('a-far', { where: { force: 'essex' } }),
    ]
    expect(ownBehaviourServices(stafford, services, context).map(({ id }) => id)).to.deep.equal([
      'd-open',
      'b-local',
      'c-national',
    ])
  })

  it('do not list one that closed', () => {
    expect(ownBehaviourServices(stafford, [own('closed', { status: 'closed' })], context)).to.deep.equal([])
  })
})

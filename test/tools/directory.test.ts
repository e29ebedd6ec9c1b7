import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import type { Outcome } from '../../src/tools/directory.ts'
import { run as check } from '../../src/tools/directory/check.ts'
import { run as find } from '../../src/tools/directory/find.ts'

const asked = async (args: readonly string[]): Promise<Outcome> => find(args, ROOT)
const AT = ['--at', '2026-11-24T22:00Z']

describe('npm run directory -- find', () => {
  it('shows the order of a conversation, with what decided it', async () => {
    const { say, exitCode } = await asked(['--postcode', 'ST16 2AB', '--crime', 'domestic_abuse', ...AT])
    expect(exitCode).to.equal(0)
    expect(say.split('\n').slice(0, 3).join('\n')).to.equal(
      [
        'For staffordshire, E07000197:',
        '1. New Era – victim service  [sts-new-era-victims]  RING FIRST',
        '   because: in-area (staffordshire), for-crime (domestic_abuse)',
      ].join('\n'),
    )
  })

  const kept: readonly (readonly [string, string, readonly string[]])[] = [
    ['sts-glow', 'other-place', ['--postcode', 'ST16 2AB', '--crime', 'domestic_abuse']],
    ['sts-glow', 'other-crime', ['--postcode', 'Stoke-on-Trent', '--crime', 'burglary']],
    ['nat-btp', 'not-asked-about', ['--postcode', 'ST16 2AB', '--crime', 'robbery']],
    ['nat-respect', 'own-behaviour', ['--postcode', 'ST16 2AB', '--crime', 'domestic_abuse']],
    ['cam-bobby', 'other-place', ['--postcode', 'ST16 2AB', '--crime', 'burglary']],
  ]
  for (const [id, limit, args] of kept) {
    it(`says what keeps ${id} off the list: ${limit}`, async () => {
      expect((await asked([...args, '--why', id])).say).to.contain(`${id} is left out: ${limit}.`)
    })
  }

  it('says of a record that is on the list, or hidden, what it is', async () => {
    const of = async (id: string) =>
      (await asked(['--postcode', 'ST16 2AB', '--crime', 'domestic_abuse', '--why', id])).say
    expect(await of('sts-womens-aid')).to.contain('sts-womens-aid is on the list.')
    expect(await of('sts-savana')).to.contain('may not be shown to anyone today')
  })

  it('asks which place rather than guess', async () => {
    const { say, exitCode } = await asked(['--postcode', 'newport', '--crime', 'burglary'])
    expect(say).to.contain('That may be several places').and.to.contain('Newport')
    expect(exitCode).to.equal(1)
  })

  it('says which words it knows when it is told another', async () => {
    const { say, exitCode } = await asked(['--crime', 'murder'])
    expect(say).to.contain('--crime').and.to.contain('burglary').and.to.contain('npm run directory -- find')
    expect(exitCode).to.equal(2)
    expect((await asked(['--nonsense'])).exitCode).to.equal(2)
  })
})

describe('npm run directory -- check', () => {
  it('tells what a day to come will hide', async () => {
    expect((await check(['--on', '2026-11-28'], ROOT)).say).to.not.contain('Hidden from everyone')
    const { say, exitCode } = await check(['--on', '2027-11-23', '--area', 'essex'], ROOT)
    expect(say).to.contain('Hidden from everyone (17)').and.to.contain('esx-synergy  too-old')
    expect(exitCode).to.equal(0)
  })

  it('refuses a day that is none, and an area that is none', async () => {
    expect((await check(['--on', '2027-13-45'], ROOT)).exitCode).to.equal(2)
    expect((await check(['--area', 'narnia'], ROOT)).say).to.contain('There is no area "narnia"')
  })
})

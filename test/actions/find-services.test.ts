import { expect } from 'chai'
import { findServices } from '../../src/actions/find-services.ts'
import type { Asking } from '../../src/actions/action.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory } from '../support/memory.ts'

const ASKING: Asking = {
  answers: { 'acting-as': 'me', age: '18-plus', crimes: ['burglary'], where: 'Stafford', needs: ['safety'] },
  found: { area: 'staffordshire', placed: 'one', places: [{ id: 'E07000197', council: 'E07000197' }] },
  language: 'en',
  channel: 'web',
  asked: ['who/who', 'private/early'],
  askedFirst: {},
  here: NOWHERE,
  agreed: {},
  wording: 'one',
}

type Opened = Awaited<ReturnType<Gateway['lastOpened']>>

/** What the action ends in when the area is live and its desk was last opened like this. The clock: Tuesday 24th. */
async function outcome(opened: Opened, sample = false): Promise<string> {
  const { setting } = inMemory()
  const live = { ...setting.directory.area('staffordshire')!, sample }
  const { directory, gateways } = setting
  const ports = {
    ...setting,
    directory: { ...directory, area: (id: string) => (id === live.id ? live : directory.area(id)) },
    gateways: { of: (id: string) => ({ ...gateways.of(id)!, lastOpened: async () => opened }) },
  }
  return (await findServices.run(ASKING, ports)).outcome
}

const at = (date: string): Opened => ({ result: 'known', at: new Date(`${date}T10:00:00Z`) })

describe('A live desk', () => {
  it('that was opened within its promised working days takes referrals', async () => {
    expect(await outcome(at('2026-11-24'))).to.equal('can-send')
    expect(await outcome(at('2026-11-20'))).to.equal('can-send')
  })

  it('that nobody has opened in that time turns people to the phone', async () => {
    expect(await outcome(at('2026-11-19'))).to.equal('cannot-send')
    expect(await outcome({ result: 'known', at: undefined })).to.equal('cannot-send')
  })

  it('that does not answer just now is weather: the outbox waits for it', async () => {
    expect(await outcome({ result: 'unreachable' })).to.equal('can-send')
  })

  it('is asked only where it is live: a sample says anyway that nobody reads it', async () => {
    expect(await outcome({ result: 'known', at: undefined }, true)).to.equal('can-send')
  })
})

describe('Where nothing fits', () => {
  const run = async (asking: Asking) => {
    const { setting } = inMemory()
    return findServices.run(asking, { ...setting, directory: { ...setting.directory, services: () => [] } })
  }

  it('the gateway can still be asked, if what it needs was asked', async () => {
    expect((await run(ASKING)).outcome).to.equal('none-can-send')
    expect((await run({ ...ASKING, asked: ['who/who'] })).outcome).to.equal('none')
  })

  it('what was asked for is counted, by area and never by person', async () => {
    const { unmet } = await run(ASKING)
    expect(unmet).to.deep.equal({ area: 'staffordshire', needs: ['safety'], crimes: ['burglary'] })
  })
})

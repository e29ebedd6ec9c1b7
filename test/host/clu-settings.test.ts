import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '../../src/assemble.ts'
import { configFrom } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import { areaSchema } from '../../src/domain/area.ts'
import type { Area } from '../../src/domain/area.ts'
import { refusals } from '../../src/refusals.ts'
import { aClu, saying } from '../adapters/a-clu.ts'
import { CONTENT } from '../support/content.ts'

const ENV = {
  HAVEN_CLU_ENDPOINT: 'https://clu.example',
  HAVEN_CLU_KEY: 'secret',
  HAVEN_CLU_PROJECT: 'haven',
  HAVEN_CLU_DEPLOYMENT: 'live',
}
const ASSESSED = { assessed_on: '2026-11-23', by: 'the data protection officer', region: 'UK South' }
const area = (id: string, clu: Area['processors']['clu']): Area => {
  const national = CONTENT.directory.area('national')
  if (!national) throw new Error('there is no national area')
  return { ...national, id, processors: { ...national.processors, clu } }
}
const said = (config: Config, ...areas: readonly Area[]): string => refusals(config, areas).join('\n')

describe('The settings of CLU', () => {
  it('are all there or none of them', () => {
    expect(configFrom({}).clu).to.equal(undefined)
    expect(configFrom(ENV).clu).to.deep.equal({
      endpoint: 'https://clu.example',
      key: 'secret',
      project: 'haven',
      deployment: 'live',
    })
    for (const name of Object.keys(ENV)) {
      const others = Object.keys(ENV).filter((one) => one !== name)
      const wrong = (): unknown => configFrom({ ...ENV, [name]: '' })
      expect(wrong).to.throw(`Set these too: ${name}`)
      expect(wrong).to.not.throw(/secret|clu\.example/)
      expect(() => configFrom({ [name]: ENV[name as keyof typeof ENV] })).to.throw(others.join(', '))
    }
  })

  it('send nothing in the clear, but for a service on this machine', () => {
    expect(() => configFrom({ ...ENV, HAVEN_CLU_ENDPOINT: 'http://clu.example' })).to.throw(
      'HAVEN_CLU_ENDPOINT',
    )
    expect(configFrom({ ...ENV, HAVEN_CLU_ENDPOINT: 'http://127.0.0.1:1' }).clu?.endpoint).to.equal(
      'http://127.0.0.1:1',
    )
  })

  it('refuse a start, in development too, unless every area has assessed it', () => {
    const config = configFrom(ENV)
    expect(said(config, area('here', ASSESSED), area('there', ASSESSED))).to.equal('')
    expect(said(config, area('here', ASSESSED), area('there', false))).to.match(/assessed CLU: there\./)
    expect(said(config, area('here', false), area('there', false))).to.match(/assessed CLU: here, there\./)
    expect(said(configFrom({}), area('here', false))).to.equal('')
  })

  it('are refused for the areas as they are shipped: none has assessed it', () => {
    expect(said(configFrom(ENV), ...CONTENT.directory.areas())).to.match(/national/)
  })

  it('need an assessment with a date, a name and a region', () => {
    for (const clu of [
      true,
      {},
      { ...ASSESSED, assessed_on: 'soon' },
      { ...ASSESSED, region: '' },
    ] as const) {
      const national = area('national', ASSESSED)
      const processors = { ...national.processors, clu }
      expect(areaSchema.safeParse({ ...national, processors }).success, JSON.stringify(clu)).to.equal(false)
    }
    expect(areaSchema.safeParse(area('national', ASSESSED)).success).to.equal(true)
  })
})

describe('Haven with CLU', () => {
  it('asks it and tells people so; without the settings it does neither', async () => {
    const stub = await aClu(saying({ bicycle_theft: 0.99 }))
    const folder = mkdtempSync(join(tmpdir(), 'haven-clu-'))
    const clu = { endpoint: stub.url, key: 'k', project: 'p', deployment: 'd' }
    const wired = (name: string, set: Config['clu']) =>
      assemble({
        content: CONTENT,
        dataFolder: join(folder, name),
        key: undefined,
        production: false,
        ownAddress: () => 'http://127.0.0.1:1',
        publicUrl: () => 'http://127.0.0.1:1',
        gatewayToken: undefined,
        print: () => {},
        clu: set,
      })
    const [on, off] = [await wired('on', clu), await wired('off', undefined)]
    try {
      await off.setting.understanding.understand('Dave took my bike', 'en')
      expect([off.setting.isReadByClu, stub.asked.length]).to.deep.equal([false, 0])
      await on.setting.understanding.understand('Dave took my bike', 'en')
      expect(on.setting.isReadByClu).to.equal(true)
      expect(stub.asked[0]?.body.analysisInput.conversationItem.text).to.equal('[name] took my bike')
      expect(on.trace.text()).to.include('haven_actions_total{name="ask-clu",outcome="answered"} 1')
      expect(on.trace.text()).to.not.match(/Dave|bike/)
    } finally {
      await Promise.all([on.close(), off.close(), stub.stop()])
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

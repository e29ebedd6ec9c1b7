import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { configFrom } from '../../src/config.ts'
import { ROOT } from '../../src/content.ts'
import type { Fault } from '../../src/domain/fault.ts'
import { refusals } from '../../src/refusals.ts'
import { beginnings } from '../../src/host/beginnings.ts'
import { deploymentWith } from '../../src/tools/bench/page/deployment.ts'
import { CONTENT } from '../support/content.ts'
import { startHaven } from '../support/server.ts'
import { SECRET, SITE } from './a-direct-line.ts'

const AREAS = CONTENT.directory.areas()
const settings = configFrom({})

/** The faults of a deployment whose national area lists these sites. */
function faultsWith(origins: readonly string[]): readonly Fault[] {
  const folder = deploymentWith(origins)
  try {
    return directoryFromFiles(folder, { production: false }).faults.filter(({ file }) =>
      file.includes('national'),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('Direct Line in an area’s file', () => {
  it('takes sites as browsers name them, and this machine without TLS', () => {
    expect(
      faultsWith(['https://www.body.example', 'https://body.example:8443', 'http://127.0.0.1:5000']),
    ).to.deep.equal([])
    expect(faultsWith([])).to.deep.equal([])
  })

  for (const origin of [
    'https://www.body.example/',
    'https://www.body.example/chat',
    'https://WWW.body.example',
    'https://www.body.example:443',
    'http://www.body.example',
    'www.body.example',
    'null',
    '*',
    'https://*.body.example',
  ]) {
    it(`does not take ${origin}`, () => {
      const faults = faultsWith([origin])
      expect(faults.map(({ rule }) => rule)).to.deep.equal(['wrong-origin'])
      expect(faults[0]!.cure).to.contain('no path')
    })
  }

  it('says where and what is wrong when it was not assessed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-areas-'))
    cpSync(join(ROOT, 'deployment', 'areas'), join(folder, 'areas'), { recursive: true })
    const file = join(folder, 'areas', 'essex', 'area.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\ndirect_line:\n  origins: []\n`)
    const { faults } = directoryFromFiles(folder, { production: false })
    rmSync(folder, { recursive: true, force: true })
    expect(faults.map(({ what }) => what).join()).to.contain('direct_line.assessed_on')
  })
})

describe('The secrets of areas', () => {
  it('are read from the environment, several with commas', () => {
    const { directLineSecrets } = configFrom({
      HAVEN_DIRECT_LINE_SECRETS: `essex:${SECRET}, national:${SECRET}:x`,
    })
    expect(directLineSecrets).to.deep.equal([
      { area: 'essex', secret: SECRET },
      { area: 'national', secret: `${SECRET}:x` },
    ])
    expect(configFrom({}).directLineSecrets).to.deep.equal([])
  })

  it('are refused when they could be guessed, and never repeated', () => {
    for (const wrong of ['essex:short', SECRET, `essex:${SECRET},`, `Essex:${SECRET}`])
      expect(() => configFrom({ HAVEN_DIRECT_LINE_SECRETS: wrong }))
        .to.throw('HAVEN_DIRECT_LINE_SECRETS')
        .and.have.property('message')
        .that.does.not.include(SECRET)
  })

  it('must be of an area that has switched it on', () => {
    const set = { ...settings, directLineSecrets: [{ area: 'essex', secret: SECRET }] }
    expect(refusals(set, AREAS).join()).to.contain('"essex"').and.to.not.contain(SECRET)
    const open = { origins: [], assessed_on: '2026-11-24', by: 'x' }
    const on = AREAS.map((area) => (area.id === 'essex' ? { ...area, direct_line: open } : area))
    expect(refusals(set, on)).to.deep.equal([])
  })
})

describe('How fast conversations may begin', () => {
  const from = (address: string): never => ({ headers: {}, socket: { remoteAddress: address } }) as never

  it('is bounded for each place, and grows again', () => {
    let now = 0
    const mayBegin = beginnings({ production: true, trustedProxies: 0, now: () => now })
    let count = 0
    while (mayBegin(from('192.0.2.1')) && count < 1_000) count += 1
    expect(count).to.equal(40)
    expect(mayBegin(from('192.0.2.2'))).to.equal(true)
    now = 1_000
    expect(mayBegin(from('192.0.2.1'))).to.equal(true)
    expect(mayBegin(from('192.0.2.1'))).to.equal(false)
  })

  it('is not bounded for a developer on this machine', () => {
    const mayBegin = beginnings({ production: false, trustedProxies: 0, now: () => 0 })
    for (let count = 0; count < 100; count += 1) expect(mayBegin(from('127.0.0.1'))).to.equal(true)
  })
})

describe('Direct Line of a running Haven', function () {
  this.timeout(60_000)

  it('is not there until an area switches it on', async () => {
    const haven = await startHaven()
    try {
      const answer = await fetch(`${haven.address}/v3/directline/tokens/generate`, {
        method: 'POST',
        headers: { origin: SITE },
      })
      expect(answer.status).to.equal(404)
    } finally {
      await haven.stop()
    }
  })

  it('answers once one has, with every header of the host, and prints nothing that was said', async () => {
    const folder = deploymentWith([SITE])
    const haven = await startHaven({ HAVEN_DEPLOYMENT: folder })
    try {
      const base = `${haven.address}/v3/directline`
      const post = async (path: string, token: string, body: object): Promise<Response> =>
        fetch(base + path, {
          method: 'POST',
          headers: { origin: SITE, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      const made = await fetch(`${base}/tokens/generate`, { method: 'POST', headers: { origin: SITE } })
      const { token, conversationId } = (await made.json()) as { token: string; conversationId: string }
      const begun = await post('/conversations', token, {})
      expect(begun.status).to.equal(201)
      expect(begun.headers.get('cache-control')).to.equal('no-store')
      expect(begun.headers.get('x-content-type-options')).to.equal('nosniff')
      const said = await post(`/conversations/${conversationId}/activities`, token, {
        type: 'message',
        text: 'the blue door',
      })
      expect(said.status).to.equal(200)
      expect(haven.output()).to.not.contain('blue')
      expect(await (await fetch(`${haven.address}/metrics`)).text()).to.not.contain('blue')
    } finally {
      await haven.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

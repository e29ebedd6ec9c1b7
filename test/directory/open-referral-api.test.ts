import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect } from 'chai'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import { readFeed } from '../../src/adapters/directory-feed/index.ts'
import { createDirectoryApi } from '../../src/directory/api.ts'
import { exported } from '../../src/directory/open-referral/export-all.ts'
import { namesFrom } from '../../src/directory/open-referral/names.ts'
import { fromOpenReferral } from '../../src/directory/open-referral/reading/from-open-referral.ts'
import { CRIME_TAXONOMY, NEED_TAXONOMY, termId } from '../../src/directory/open-referral/taxonomies.ts'
import { aHost, type Host } from '../host/a-host.ts'
import { startHaven } from '../support/server.ts'
import { CONTENT } from '../support/content.ts'
import { judge, needSchemas } from './oruk-schemas.ts'

const clock = { now: () => new Date('2026-11-24T22:00Z') }
const { directory } = directoryFromFiles('deployment', { production: false, clock })
const names = namesFrom(CONTENT.geography, CONTENT.words)
const all = exported(directory, names)

interface Page {
  readonly total_items: number
  readonly total_pages: number
  readonly page_number: number
  readonly size: number
  readonly first_page: boolean
  readonly last_page: boolean
  readonly empty: boolean
  readonly contents: readonly { readonly id: string; readonly name: string; readonly alert?: string }[]
}

describe('the directory of a running Haven', () => {
  it('is read by our own reader of feeds, and nothing of it is lost', async () => {
    const haven = await startHaven()
    try {
      const options = { allowLoopback: true, perSecond: 100 }
      const read = await readFeed(`${haven.address}/directory/`, options)
      if (read.result === 'failed') throw new Error(read.what)
      expect(read).to.deep.include({ version: '3.0', troubles: [], asked: 1 })
      const { services, troubles } = fromOpenReferral(read.rows, {
        feed: 'haven',
        url: haven.address,
        licence: 'OGL v3',
        day: '2026-11-28',
        areaNamed: () => undefined,
      })
      expect(services.length).to.be.greaterThan(70)
      expect(troubles.some(({ rule }) => rule === 'demonstration')).to.equal(true)
      expect(troubles.every(({ rule }) => ['demonstration', 'nothing-to-match'].includes(rule))).to.equal(
        true,
      )
    } finally {
      await haven.stop()
    }
  })
})

describe('the directory over HTTP', () => {
  let host: Host
  const get = (path: string, init: RequestInit = {}) => fetch(`${host.url}/directory${path}`, init)
  const read = async (path: string): Promise<unknown> => (await get(path)).json()
  const page = async (path: string): Promise<Page> => (await read(path)) as Page

  before(async () => {
    host = await aHost({ directory: createDirectoryApi({ directory, names, publicUrl: () => host.url }) })
  })
  after(() => host.stop())

  describe('keeps what the standard asks of an API', () => {
    it('1: says its version, its profile and where its description is', async () => {
      for (const path of ['/', ''])
        expect(await read(path)).to.deep.equal({
          version: 'HSDS-UK-3.0',
          profile: 'https://openreferraluk.org',
          openapi_url: `${host.url}/directory/openapi.json`,
        })
    })

    it('2: answers anybody, from any page, with JSON', async () => {
      for (const path of ['/', '/services', '/taxonomies', '/taxonomy_terms', '/openapi.json', '/nothing']) {
        const answer = await get(path, { headers: { origin: 'https://elsewhere.test' } })
        expect(answer.headers.get('access-control-allow-origin'), path).to.equal('*')
        expect(answer.headers.get('content-type'), path).to.match(/^application\/(problem\+)?json/)
        await answer.text()
      }
    })

    it('3: gives pages whose arithmetic is right', async () => {
      const first = await page('/services?per_page=30')
      expect(first).to.deep.include({ total_items: all.length, page_number: 1, size: 30, empty: false })
      expect([first.total_pages, first.first_page, first.last_page]).to.deep.equal([3, true, false])
      const last = await page('/services?per_page=30&page=3')
      expect([last.size, last.first_page, last.last_page]).to.deep.equal([all.length - 60, false, true])
      const beyond = await page('/services?per_page=30&page=4')
      expect([beyond.size, beyond.empty, beyond.last_page]).to.deep.equal([0, true, true])
    })

    it('4: gives every service once over its pages, in the same order each time', async () => {
      const ids: string[] = []
      for (const number of [1, 2, 3, 4])
        ids.push(...(await page(`/services?per_page=20&page=${number}`)).contents.map(({ id }) => id))
      expect(ids).to.deep.equal(all.map(({ record }) => record.id))
      expect(new Set(ids).size).to.equal(ids.length)
    })

    it('5: gives the same service by its id, in small or large letters', async () => {
      const { contents } = await page('/services?per_page=5')
      for (const row of contents) {
        expect(await read(`/services/${row.id}`)).to.deep.equal(row)
        expect(await read(`/services/${row.id.toUpperCase()}`)).to.deep.equal(row)
      }
    })

    it('6: gives services that are valid by the published schemas', async function (this: Mocha.Context) {
      needSchemas.call(this)
      const { contents } = await page('/services?per_page=100')
      for (const folder of ['3.0/schemata', 'hsds-3.0'] as const)
        expect(contents.flatMap(judge(folder, 'service'))).to.deep.equal([])
    })

    it('7: says that it has not got what it has not got', async () => {
      const paths = [
        '/services/00000000-0000-5000-8000-000000000000',
        '/services/nat-999',
        '/services/',
        '/services/x/y',
        '/service_at_locations',
        '/organizations',
        '/taxonomies/no',
        '/taxonomy_terms/no',
      ]
      for (const path of paths) {
        const answer = await get(path)
        expect(answer.status, path).to.equal(404)
        expect(await answer.json()).to.include({ status: 404, title: 'There is nothing here' })
      }
    })

    it('8: describes itself: every path in the description answers, and every service fits it', async () => {
      const { openapi_url } = (await read('/')) as { openapi_url: string }
      const description = (await (await fetch(openapi_url)).json()) as {
        openapi: string
        paths: Record<string, unknown>
        servers: { url: string }[]
      }
      const ajv = new Ajv2020({ strict: false })
      formats.default(ajv)
      const fits = ajv.addSchema(description, 'd').getSchema('d#/components/schemas/Service')!
      for (const { record } of all) expect(fits(JSON.parse(JSON.stringify(record))), record.id).to.equal(true)
      expect(fits({ ...all[0]!.record, status: 'open' })).to.equal(false)
      expect(description.openapi).to.equal('3.1.0')
      expect(description.servers[0]?.url).to.equal(`${host.url}/`)
      const ids: Record<string, string> = {
        services: all[0]!.record.id,
        taxonomies: CRIME_TAXONOMY.id,
        taxonomy_terms: termId(CRIME_TAXONOMY, 'burglary'),
      }
      for (const path of Object.keys(description.paths)) {
        const real = path.replace('{id}', ids[path.split('/')[2] ?? ''] ?? '')
        expect((await fetch(host.url + real)).status, path).to.equal(200)
      }
    })
  })

  it('says of every record of a demonstration that it is one', async () => {
    const { contents } = await page('/services?per_page=100')
    expect(contents.every(({ alert }) => alert?.startsWith('Demonstration.'))).to.equal(true)
  })

  it('finds by words, ages, crimes and needs', async () => {
    const found = async (query: string) =>
      (await page(`/services?per_page=100&${query}`)).contents.map(({ id }) => id)
    const ids = (keep: (one: (typeof all)[number]['service']) => boolean) =>
      all.filter(({ service }) => keep(service)).map(({ record }) => record.id)
    expect(await found('search=VICTIM%20gateway')).to.deep.equal(
      ids(
        (one) =>
          /victim/i.test(JSON.stringify([one.name, one.organization, one.description, one.who_for])) &&
          /gateway/i.test(JSON.stringify([one.name, one.organization, one.description, one.who_for])),
      ),
    )
    expect(await found('minimum_age=16')).to.deep.equal(ids((one) => (one.minimum_age ?? 0) >= 16))
    expect(await found('maximum_age=18')).to.deep.equal(ids((one) => (one.maximum_age ?? 999) <= 18))
    const burglary = await found(`taxonomy_term_id=${termId(CRIME_TAXONOMY, 'burglary')}`)
    expect(burglary).to.deep.equal(
      ids((one) => one.crimes.some((crime) => ['*', 'burglary'].includes(crime))),
    )
    expect(burglary.length).to.be.greaterThan(5)
    expect(await found(`taxonomy_id=${NEED_TAXONOMY.id.toUpperCase()}`)).to.deep.equal(
      ids((one) => one.needs.length > 0),
    )
    expect(await found('search=nobody-says-this')).to.deep.equal([])
  })

  it('says of an empty list that it is empty', async () => {
    expect(await page('/services?search=nobody-says-this')).to.deep.equal({
      total_items: 0,
      total_pages: 0,
      page_number: 1,
      size: 0,
      first_page: true,
      last_page: true,
      empty: true,
      contents: [],
    })
  })

  it('ignores parameters that nobody knows, and those that are empty', async () => {
    const { total_items } = await page(
      '/services?postcode=ST16&day=MO&start_time=x&page=&organization_id=1&__proto__=1',
    )
    expect(total_items).to.equal(all.length)
  })

  const bad = [
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'page=1e3',
    'per_page=101',
    'per_page=0',
    'minimum_age=-1',
    'maximum_age=121',
    'taxonomy_term_id=burglary',
    'taxonomy_id=1',
    `search=${'x'.repeat(201)}`,
    'page=9999999',
  ]
  for (const query of bad) {
    it(`refuses ${query.slice(0, 30)}, and repeats nothing of it`, async () => {
      const answer = await get(`/services?${query}`)
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
        400,
        'application/problem+json; charset=utf-8',
      ])
      const { detail } = (await answer.json()) as { detail: string }
      const [name = '', value = ''] = query.split('=')
      expect(detail).to.contain(name)
      if (value.length > 5) expect(detail).not.to.contain(value)
    })
  }

  it('has our crimes and needs as terms', async () => {
    const { contents } = await page('/taxonomies')
    expect(contents.map(({ name }) => name)).to.deep.equal(['Haven crimes', 'Haven needs'])
    const terms = await page('/taxonomy_terms?per_page=100')
    expect(terms.total_items).to.equal(35 + 14)
    const needs = await page(`/taxonomy_terms?taxonomy_id=${NEED_TAXONOMY.id}`)
    expect(needs.total_items).to.equal(14)
    const one = await read(`/taxonomy_terms/${termId(CRIME_TAXONOMY, 'burglary')}`)
    expect(one).to.include({
      name: 'A break-in at a home or building',
      code: 'burglary',
      taxonomy: 'Haven crimes',
    })
    const list = (await read(`/taxonomies/${CRIME_TAXONOMY.id}`)) as { taxonomy_terms: readonly object[] }
    expect(list.taxonomy_terms).to.have.length(35)
  })

  it('gives taxonomies and terms that are valid by the published schemas', async function (this: Mocha.Context) {
    needSchemas.call(this)
    const terms = (await page('/taxonomy_terms?per_page=100')).contents
    const lists = (await page('/taxonomies')).contents
    for (const folder of ['3.0/schemata', 'hsds-3.0'] as const) {
      expect(terms.flatMap(judge(folder, 'taxonomy_term'))).to.deep.equal([])
      if (folder === '3.0/schemata') expect(lists.flatMap(judge(folder, 'taxonomy'))).to.deep.equal([])
    }
  })

  it('lets others keep an answer, and says when nothing changed', async () => {
    const first = await get('/services')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).to.match(/^W\/".{22}"$/)
    expect(first.headers.get('cache-control')).to.equal('public, max-age=300')
    await first.text()
    for (const tag of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await get('/services', { headers: { 'if-none-match': tag } })
      expect([again.status, await again.text(), again.headers.get('etag')]).to.deep.equal([304, '', etag])
    }
    const other = await get('/services', { headers: { 'if-none-match': '"other"' } })
    expect(other.status).to.equal(200)
    await other.text()
    expect((await get('/services?page=0')).headers.get('etag')).to.equal(null)
  })

  it('answers HEAD with the head alone', async () => {
    const answer = await get('/services', { method: 'HEAD' })
    expect([answer.status, await answer.text()]).to.deep.equal([200, ''])
    expect(Number(answer.headers.get('content-length'))).to.be.greaterThan(1000)
  })

  it('can only be read', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await get('/services', { method })
      expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, OPTIONS'])
      await answer.text()
    }
    const asked = await get('/services', { method: 'OPTIONS' })
    expect([asked.status, asked.headers.get('access-control-allow-methods')]).to.deep.equal([
      204,
      'GET, HEAD, OPTIONS',
    ])
  })

  it('carries the headers of everything else', async () => {
    for (const path of ['/', '/services', '/nothing']) {
      const { headers } = await get(path)
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('content-security-policy')).to.contain("default-src 'none'")
      expect(headers.get('referrer-policy')).to.equal('no-referrer')
      expect(headers.get('cross-origin-resource-policy')).to.equal('cross-origin')
    }
  })

  it('is compressed where that is wanted', async () => {
    const answer = await get('/services', { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).to.equal('gzip')
    expect(((await answer.json()) as Page).size).to.equal(50)
  })

  it('leaves other addresses alone', async () => {
    const answer = await fetch(`${host.url}/directoryish`)
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).to.deep.equal([404, null])
    await answer.text()
  })
})

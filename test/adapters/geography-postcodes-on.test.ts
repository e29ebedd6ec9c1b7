import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Asking } from '../../src/actions/action.ts'
import { findPlace } from '../../src/actions/find-place.ts'
import { assemble } from '../../src/assemble.ts'
import { configFrom } from '../../src/config.ts'
import { areaSchema } from '../../src/domain/area.ts'
import type { Area } from '../../src/domain/area.ts'
import type { PostcodeAnswer } from '../../src/ports/postcode-lookup.ts'
import { refusals } from '../../src/refusals.ts'
import { CONTENT } from '../support/content.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory } from '../support/memory.ts'

const ASKING: Asking = {
  answers: {},
  found: {},
  language: 'en',
  channel: 'web',
  asked: [],
  askedFirst: {},
  here: NOWHERE,
  agreed: {},
  wording: 'one',
}
const CHESHIRE_EAST: PostcodeAnswer = { result: 'council', code: 'E06000049' }

/** Finds a place with a lookup that answers so, or without one. Gives the action's end, and what was asked. */
async function find(where: string, answer?: PostcodeAnswer) {
  const asked: string[] = []
  const councilOf = async (postcode: string) => {
    asked.push(postcode)
    return answer ?? { result: 'silent' as const }
  }
  const ports = { ...inMemory().setting, ...(answer && { postcodeLookup: { councilOf } }) }
  const done = await findPlace.run({ ...ASKING, answers: { where } }, ports)
  return { done, asked }
}

describe('Finding a place with a lookup of new postcodes', () => {
  it('takes its word for a postcode whose sector is not in the table', async () => {
    const { done, asked } = await find('st7 6aa', CHESHIRE_EAST)
    expect(asked).to.deep.equal(['ST7 6AA'])
    expect(done).to.deep.equal({
      outcome: 'one',
      found: {
        places: [{ council: 'E06000049', postcode: 'ST7 6AA', id: 'E06000049' }],
        placed: 'one',
      },
    })
  })

  it('takes its word for a postcode that a sector in several councils does not name', async () => {
    const { done, asked } = await find('ST7 4ZZ', CHESHIRE_EAST)
    expect(asked).to.deep.equal(['ST7 4ZZ'])
    expect(done.found?.places).to.deep.equal([{ council: 'E06000049', postcode: 'ST7 4ZZ', id: 'E06000049' }])
  })

  const never: Readonly<Record<string, string>> = {
    'a postcode that the table names': 'ST7 4GA',
    'a postcode of a sector in one council': 'ST16 2AB',
    'a postcode in Scotland': 'EH1 1AA',
    'part of a postcode': 'ST7 6',
    'a district': 'ST7',
    'a town': 'Stafford',
    'a postcode in an address': '10 Eastgate Street, ST7 6AA',
    'a postcode in a sentence': 'my postcode is ST7 6AA',
    'two postcodes': 'ST7 6AA ST7 6AB',
    'a postcode with a slip in it': 'ST7 6AO',
    'a postcode with letters for digits': 'S014 9ZZ',
    'words that might be squeezed into one': 'I am 12 ab',
    nothing: '',
  }
  for (const [what, where] of Object.entries(never)) {
    it(`never asks about ${what}`, async () => {
      const { done, asked } = await find(where, CHESHIRE_EAST)
      expect(asked).to.deep.equal([])
      expect(done).to.deep.equal((await find(where)).done)
    })
  }

  const falls: readonly PostcodeAnswer[] = [
    { result: 'silent' },
    { result: 'not-known' },
    { result: 'council', code: 'S12000026' },
    { result: 'council', code: 'E99999999' },
  ]
  for (const answer of falls) {
    it(`falls back to the table when the answer is ${Object.values(answer).join(' ')}`, async () => {
      for (const where of ['ST7 6AA', 'ST7 4ZZ']) {
        const { done, asked } = await find(where, answer)
        expect(asked).to.deep.equal([where])
        expect(done).to.deep.equal((await find(where)).done)
      }
      expect((await find('ST7 6AA', answer)).done.outcome).to.equal('several')
    })
  }
})

const URL_OF_OURS = { HAVEN_POSTCODES_URL: 'https://postcodes.example' }
const ASSESSED = { assessed_on: '2026-11-23', by: 'the data protection officer', region: 'UK South' }

function national(postcodes?: Area['processors']['postcodes']): Area {
  const area = CONTENT.directory.area('national')
  if (!area) throw new Error('there is no national area')
  return { ...area, processors: { ...area.processors, ...(postcodes !== undefined && { postcodes }) } }
}

describe('HAVEN_POSTCODES_URL', () => {
  it('is off unless it is set, and goes nowhere in the clear but to this machine', () => {
    expect(configFrom({}).postcodesUrl).to.equal(undefined)
    for (const good of ['https://postcodes.example', 'http://127.0.0.1:8000', 'http://localhost:8000/geo'])
      expect(configFrom({ HAVEN_POSTCODES_URL: good }).postcodesUrl).to.equal(good)
    for (const bad of ['http://postcodes.example', 'ftp://localhost', 'postcodes.example', 'file:///etc'])
      expect(() => configFrom({ HAVEN_POSTCODES_URL: bad }), bad).to.throw(
        /^These settings[^]*HAVEN_POSTCODES_URL/,
      )
  })

  it('is refused at start, in development too, until the national area has assessed it', () => {
    const said = (area: Area, env: Record<string, string> = URL_OF_OURS) =>
      refusals(configFrom(env), [area]).join('\n')
    for (const area of [national(), national(false)])
      expect(said(area)).to.match(/HAVEN_POSTCODES_URL is set, but the national area has not assessed/)
    expect(said(national(ASSESSED))).to.equal('')
    expect(said(national(), {})).to.equal('')
    expect(refusals(configFrom(URL_OF_OURS), CONTENT.directory.areas())).to.have.length(1)
  })

  it('needs an assessment with a date, a name and a region', () => {
    const parses = (postcodes: unknown) => {
      const area = national()
      return areaSchema.safeParse({ ...area, processors: { ...area.processors, postcodes } }).success
    }
    for (const good of [undefined, false, ASSESSED]) expect(parses(good)).to.equal(true)
    for (const bad of [true, {}, { ...ASSESSED, assessed_on: 'soon' }, { ...ASSESSED, by: '' }])
      expect(parses(bad), JSON.stringify(bad)).to.equal(false)
  })

  it('puts a lookup among what actions may use, and nothing without it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haven-postcodes-'))
    const wired = (name: string, postcodesUrl?: string) =>
      assemble({
        content: CONTENT,
        dataFolder: join(folder, name),
        key: undefined,
        production: false,
        ownAddress: () => 'http://127.0.0.1:1',
        publicUrl: () => 'http://127.0.0.1:1',
        gatewayToken: undefined,
        print: () => {},
        postcodesUrl,
      })
    const [on, off] = [await wired('on', 'http://127.0.0.1:1'), await wired('off')]
    try {
      expect(off.setting.postcodeLookup).to.equal(undefined)
      const done = await findPlace.run({ ...ASKING, answers: { where: 'ST7 6AA' } }, on.setting)
      expect(done.outcome).to.equal('several')
      expect(on.trace.text()).to.include('haven_actions_total{name="ask-postcodes",outcome="silent"} 1')
      expect(on.trace.text()).to.not.match(/ST7|6AA/)
    } finally {
      await Promise.all([on.close(), off.close()])
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

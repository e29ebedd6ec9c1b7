import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect } from 'chai'
import { unzipSync } from 'fflate'
import { ROOT } from '../../src/content.ts'
import { run } from '../../src/tools/teams.ts'
import { schemaFaults } from '../../src/tools/teams/schema.ts'
import { CONTENT } from '../support/content.ts'

const SECRET = 'canary-5512-password'
const GIVEN = {
  'app-id': '00000000-0000-0000-0000-0000000000AB',
  organisation: 'Sample Commissioner',
  website: 'https://example.org',
  privacy: 'https://example.org/privacy',
  terms: 'https://example.org/terms',
}

interface Manifest {
  readonly id: string
  readonly name: { readonly short: string }
  readonly bots: readonly [
    {
      readonly botId: string
      readonly scopes: readonly string[]
      readonly commandLists: readonly [{ readonly commands: readonly { readonly title: string }[] }]
    },
  ]
  readonly localizationInfo: {
    readonly defaultLanguageTag: string
    readonly additionalLanguages: readonly { readonly languageTag: string; readonly file: string }[]
  }
  readonly [name: string]: unknown
}

/** The dots of a PNG with 8 bits a channel and transparency, as rows of [red, green, blue, solid]. */
function dotsOf(png: Uint8Array): { readonly side: number; readonly dots: readonly (readonly number[])[] } {
  const file = Buffer.from(png)
  const side = file.readUInt32BE(16)
  expect([file.readUInt32BE(20), file[24], file[25]]).to.deep.equal([side, 8, 6])
  const length = file.readUInt32BE(33)
  const raw = inflateSync(file.subarray(41, 41 + length))
  const dots = Array.from({ length: side * side }, (_, at) => {
    const start = Math.floor(at / side) * (side * 4 + 1) + 1 + (at % side) * 4
    return [...raw.subarray(start, start + 4)]
  })
  return { side, dots }
}

describe('The package for Teams', () => {
  let folder: string | undefined
  let out: string
  const make = (more: Readonly<Record<string, string>> = {}) =>
    run([
      'package',
      ...Object.entries({ ...GIVEN, out, ...more }).flatMap(([name, value]) => [`--${name}`, value]),
    ])
  const opened = () => unzipSync(readFileSync(out))
  const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(opened()[name]))
  const manifest = (): Manifest => json('manifest.json') as Manifest

  before(function () {
    if (!existsSync(join(ROOT, 'proof', 'node_modules', '@microsoft', 'app-manifest'))) {
      console.log('      skipped: the package is checked by schemas. Install them with npm ci --prefix proof')
      this.skip()
    }
    folder = mkdtempSync(join(tmpdir(), 'haven-teams-'))
    out = join(folder, 'haven.zip')
    process.env['MicrosoftAppPassword'] = SECRET
    expect(make().exitCode).to.equal(0)
  })
  after(() => {
    delete process.env['MicrosoftAppPassword']
    if (folder !== undefined) rmSync(folder, { recursive: true })
  })

  it('is taken by Microsoft’s own schemas, and holds four kinds of file at its root and nothing else', () => {
    expect(Object.keys(opened())).to.have.members(['manifest.json', 'cy.json', 'color.png', 'outline.png'])
    expect(schemaFaults(ROOT, opened())).to.deep.equal([])
  })

  it('is refused by those schemas when anything in it is wrong', () => {
    const files = opened()
    const broken = (name: string, change: (value: Record<string, unknown>) => void) => {
      const value = json(name) as Record<string, unknown>
      change(value)
      return schemaFaults(ROOT, { ...files, [name]: new TextEncoder().encode(JSON.stringify(value)) })
    }
    expect(broken('manifest.json', (value) => (value['name'] = { short: 'x'.repeat(31) }))[0]).to.contain(
      'manifest.json/name',
    )
    expect(broken('manifest.json', (value) => delete value['icons'])).to.have.length(1)
    expect(broken('manifest.json', (value) => (value['id'] = 'no id'))[0]).to.contain('manifest.json/id')
    expect(broken('cy.json', (value) => (value['name.short'] = 'x'.repeat(31)))[0]).to.contain('cy.json')
    expect(broken('cy.json', (value) => (value['unknown'] = 'x'))).to.have.length(1)
  })

  it('is for a chat with one person, asks for nothing, and is not to be shown in any other site', () => {
    const { bots, permissions, validDomains, id, localizationInfo, ...rest } = manifest()
    expect([permissions, validDomains]).to.deep.equal([[], []])
    expect(bots[0].scopes).to.deep.equal(['personal'])
    expect([id, bots[0].botId]).to.deep.equal([GIVEN['app-id'].toLowerCase(), GIVEN['app-id'].toLowerCase()])
    expect(localizationInfo).to.deep.equal({
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'cy', file: 'cy.json' }],
    })
    expect(rest).not.to.have.any.keys(
      'staticTabs',
      'composeExtensions',
      'webApplicationInfo',
      'authorization',
    )
  })

  it('says what a person can write in words that the assistant hears, in every language', () => {
    const heard = CONTENT.words.everywhere()
    const names = ['help', 'back', 'start-again', 'leave']
    const english = manifest().bots[0].commandLists[0].commands.map(({ title }) => title)
    const welsh = json('cy.json') as Record<string, string>
    names.forEach((name, at) => {
      const titles = [english[at], welsh[`bots[0].commandLists[0].commands[${at}].title`]]
      for (const title of titles) expect(heard[name]).to.include(title?.toLowerCase())
    })
  })

  it('holds no secret, and nothing of the machine or the moment it was made at', () => {
    const first = readFileSync(out)
    make()
    expect(readFileSync(out).equals(first)).to.equal(true)
    const all = Object.values(opened())
      .map((file) => Buffer.from(file).toString('latin1'))
      .join('\n')
    for (const kept of [SECRET, ROOT, tmpdir()]) expect(all).not.to.contain(kept)
  })

  it('can have a name of its own, the same in every language', () => {
    make({ name: 'Rowan' })
    expect(manifest().name.short).to.equal('Rowan')
    const welsh = json('cy.json')
    make()
    expect(welsh).to.include({ 'name.short': 'Rowan', 'name.full': 'Rowan' })
  })

  it('has an icon of 192 dots in colour, and one of 32 that is white on nothing', () => {
    const colour = dotsOf(opened()['color.png']!)
    expect([colour.side, colour.dots.every(([, , , solid]) => solid === 255)]).to.deep.equal([192, true])
    const outline = dotsOf(opened()['outline.png']!)
    expect(outline.side).to.equal(32)
    expect(outline.dots.every((dot) => dot.slice(0, 3).every((part) => part === 255))).to.equal(true)
    const solid = outline.dots.filter((dot) => dot[3] === 255).length
    expect(solid).to.be.within(50, 600)
    expect(outline.dots[0]?.[3]).to.equal(0)
  })

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['an id that is none', { 'app-id': 'x' }, '--app-id'],
    ['a name of 31 characters', { name: 'x'.repeat(31) }, '--name'],
    ['an organisation of 33', { organisation: 'x'.repeat(33) }, '--organisation'],
    ['an address without https', { privacy: 'http://example.org' }, '--privacy'],
    ['an address that is none', { terms: 'example.org' }, '--terms'],
    ['a version of two numbers', { version: '1.0' }, '--version'],
  ]
  for (const [name, more, said] of wrong)
    it(`is not made with ${name}, and says so`, () => {
      const { say, exitCode } = make({ ...more, out: `${out}.wrong` })
      expect([exitCode, existsSync(`${out}.wrong`)]).to.deep.equal([1, false])
      expect(say.split('\n').filter((line) => line.startsWith(`  ${said} `))).to.have.length(1)
    })

  it('says everything that is missing at once, and takes no word that it does not know', () => {
    const { say, exitCode } = run(['package'])
    expect(exitCode).to.equal(1)
    for (const name of Object.keys(GIVEN))
      expect(say).to.match(new RegExp(`^  --${name} (is missing|must be)`, 'm'))
    expect(run(['package', '--password', SECRET]).say).not.to.contain(SECRET)
    expect(run([]).exitCode).to.equal(2)
  })
})

import { expect } from 'chai'
import {
  closeSync,
  cpSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { run as runExport } from '../../src/tools/directory/export.ts'
import { run as runImport } from '../../src/tools/directory/import.ts'
import { replaceFile } from '../../src/tools/directory/write-services.ts'

/** A repository of its own with the shipped areas, so that a test may write. */
const root = mkdtempSync(join(tmpdir(), 'haven-directory-'))
const AREAS = join(root, 'deployment', 'areas')
const services = (area = 'essex') => readFileSync(join(AREAS, area, 'services.json'), 'utf8')
const file = (name: string, ...lines: readonly string[]) => {
  writeFileSync(join(root, name), lines.join('\r\n'))
  return join(root, name)
}
const importing = (...args: readonly string[]) => Promise.resolve(runImport(args, root))
const exporting = (...args: readonly string[]) => Promise.resolve(runExport(args, root))

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  cpSync(join(ROOT, 'deployment', 'areas'), AREAS, { recursive: true })
  for (const name of ['geography', 'bank-holidays.json', 'emergency.yaml']) {
    cpSync(join(ROOT, 'deployment', name), join(root, 'deployment', name), { recursive: true })
  }
  cpSync(join(ROOT, 'locales'), join(root, 'locales'), { recursive: true })
  cpSync(join(ROOT, '.prettierrc.json'), join(root, '.prettierrc.json'))
})

after(() => rmSync(root, { recursive: true, force: true }))

const NAME = 'Id,Name'
const CHANGE = 'esx-cara,CARA'
const ADD = 'Id,Name,Kind,Crimes,Needs'

describe('npm run directory -- import', () => {
  it('says what would change, and changes nothing', async () => {
    const before = services()
    const { say, exitCode } = await importing(file('x.csv', NAME, CHANGE), '--area', 'essex')
    expect(exitCode).to.equal(0)
    expect(say).to.match(
      /^x\.csv for essex: 0 new, 1 changed, 0 the same, 0 refused, 0 needing two people; 16 records/,
    )
    expect(say).to.include('row 2, changed: esx-cara "CARA"\n    Name: CARA – Centre for Action')
    expect(say).to.include('not in it: esx-compass')
    expect(say).to.include('Nothing has been changed.')
    expect(services()).to.equal(before)
  })

  it('writes with --apply, and touches nothing else in the file', async () => {
    const before = services()
    const { exitCode } = await importing(file('x.csv', NAME, CHANGE), '--area', 'essex', '--apply')
    expect(exitCode).to.equal(0)
    const differing = services()
      .split('\n')
      .filter((line, at) => line !== before.split('\n')[at])
    expect(differing).to.deep.equal(['      "name": "CARA",'])
    expect(readdirSync(join(AREAS, 'essex')).sort()).to.deep.equal(['area.yaml', 'services.json'])
  })

  it('puts a new record in its place, formatted as the check demands', async () => {
    const rows = file('x.csv', ADD, 'esx-dawn,Dawn,support,all,')
    await importing(rows, '--area', 'essex', '--apply')
    const { about, services: written } = JSON.parse(services())
    const ids = written.map(({ id }: { id: string }) => id)
    expect(about).to.have.length.greaterThan(2)
    expect(ids).to.include('esx-dawn')
    expect(ids).to.deep.equal([...ids].sort((a, b) => a.localeCompare(b, 'en')))
    expect(services()).to.include('"crimes": ["*"]')
    const again = await importing(rows, '--area', 'essex')
    expect(again.say).to.include('0 new, 0 changed, 1 the same')
  })

  it('applies nothing while anything is refused, unless told to skip it', async () => {
    const before = services()
    const rows = file('x.csv', 'Id,Name,Email', 'esx-cara,CARA,', 'esx-compass,COMPASS,nonsense')
    const refused = await importing(rows, '--area', 'essex', '--apply')
    expect(refused.exitCode).to.equal(1)
    expect(refused.say).to.match(/refused: x\.csv, row 3, wrong-email: Email: .+\. Write one/)
    expect(refused.say).to.include('Nothing has been changed.')
    expect(services()).to.equal(before)
    const skipped = await importing(rows, '--area', 'essex', '--apply', '--skip-refused')
    expect(skipped.exitCode).to.equal(1)
    expect(skipped.say).to.include('Written to deployment/areas/essex/services.json: 1.')
    expect(services()).to.include('"name": "CARA"')
  })

  it('leaves out what needs two people, and says so', async () => {
    const before = services('national')
    const { say, exitCode } = await importing(
      file('x.csv', NAME, 'nat-brake,Brakes'),
      '--area',
      'national',
      '--apply',
    )
    expect(say).to.include('needs two people, and is left out: it is a national record')
    expect(say).to.include('There was nothing to write.')
    expect(exitCode).to.equal(0)
    expect(services('national')).to.equal(before)
  })

  it('refuses a file of 50 MB', async () => {
    const big = openSync(join(root, 'big.csv'), 'w')
    ftruncateSync(big, 50_000_000)
    closeSync(big)
    const { say, exitCode } = await importing(join(root, 'big.csv'), '--area', 'essex')
    expect(exitCode).to.equal(1)
    expect(say).to.include('too-large: the file has 50 MB')
  })

  it('takes in and prints nothing that a terminal would obey', async () => {
    const { say, exitCode } = await importing(
      file('x.csv', NAME, 'esx-cara,\u001b[2JCARA'),
      '--area',
      'essex',
    )
    expect(exitCode).to.equal(1)
    expect(say).to.not.include('\u001b')
    expect(say).to.include('row 2, unseen-signs: Name: "[2JCARA"')
  })

  it('reads an Open Referral feed, for which somebody has to know the licence', async () => {
    await exporting('--open-referral', join(root, 'feed.json'))
    const { say, exitCode } = await importing(
      join(root, 'feed.json'),
      '--area',
      'essex',
      '--licence',
      'OGL 3.0',
    )
    expect(exitCode).to.equal(0)
    expect(say).to.match(/^feed\.json for essex: 0 new, 0 changed, [1-9]\d* the same, 0 refused/)
    expect(say).to.match(/note: feed\.json, feed\.json, elsewhere: \d+ of \d+ services work elsewhere/)
  })

  it('takes new services of a feed in unseen, with their source, and refuses a row that is none', async () => {
    const contents = [
      {
        id: '7f3a2b51-3aa7-4b73-95c0-0092617e87cd',
        name: 'Debt help',
        status: 'active',
        description: 'Talks',
      },
      { id: 'x', status: 'active' },
    ]
    writeFileSync(join(root, 'feed.json'), JSON.stringify(contents))
    const args = [join(root, 'feed.json'), '--area', 'essex', '--licence', 'OGL 3.0', '--apply'] as const
    const refused = await importing(...args)
    expect(refused.exitCode).to.equal(1)
    expect(refused.say).to.include('not-a-service')
    expect(services()).to.not.include('Debt help')
    expect((await importing(...args, '--skip-refused')).say).to.include('services.json: 1.')
    const { services: written } = JSON.parse(services())
    const added = written.find(({ name }: { name: string }) => name === 'Debt help')
    expect(added).to.deep.include({ info_checked_on: null, show_in_demo: false, confidence: 'low' })
    expect(added.sources[0].url).to.equal('feed.json')
    expect(added.sources[0].fields).to.include('OGL 3.0')
  })

  it('says in one line why a feed cannot be read', async () => {
    const { say, exitCode } = await importing(
      'http://127.0.0.1:9/x',
      '--area',
      'essex',
      '--licence',
      'OGL 3.0',
    )
    expect(exitCode).to.equal(1)
    expect(say).to.match(/^http:\/\/127\.0\.0\.1:9\S+, private-address: .+\. .+\.$/)
  })

  it('reads the area’s records first, and stops where they are unsound', async () => {
    writeFileSync(
      join(AREAS, 'essex', 'services.json'),
      services().replace('"kind": "support"', '"kind": "odd"'),
    )
    const { say, exitCode } = await importing(file('x.csv', NAME, CHANGE), '--area', 'essex', '--apply')
    expect(exitCode).to.equal(1)
    expect(say).to.match(/^Mend these first:\nareas\/essex\/services\.json:\d+ /)
  })

  it('lists the columns', async () => {
    const { say, exitCode } = await importing('--columns')
    expect(exitCode).to.equal(0)
    expect(say).to.match(/^Hours +hours +Mon-Fri 09:00-17:00/m)
  })

  const wrongly: readonly (readonly string[])[] = [
    [],
    ['x.csv'],
    ['x.csv', '--area'],
    ['x.csv', '--area', 'atlantis'],
    ['none.csv', '--area', 'essex'],
    ['x.pdf', '--area', 'essex'],
    ['x.csv', 'y.csv', '--area', 'essex'],
    ['x.csv', '--area', 'essex', '--force'],
    ['feed.json', '--area', 'essex'],
  ]
  for (const args of wrongly) {
    it(`ends with 2 when it is asked wrongly: ${args.join(' ') || 'nothing'}`, async () => {
      expect((await importing(...args)).exitCode).to.equal(2)
    })
  }
})

describe('npm run directory -- export', () => {
  for (const area of ['cambridgeshire', 'cheshire', 'dyfed-powys', 'essex', 'national', 'staffordshire']) {
    it(`writes a spreadsheet of ${area} in which an import finds nothing to change`, async () => {
      const csv = join(root, 'out.csv')
      expect((await exporting('--csv', csv, '--area', area)).exitCode).to.equal(0)
      const { say } = await importing(csv, '--area', area)
      expect(say).to.match(/: 0 new, 0 changed, \d\d the same, 0 refused, 0 needing two people; 0 records/)
    })
  }

  it('has the names of councils in it, for people', async () => {
    await exporting('--csv', join(root, 'out.csv'))
    expect(readFileSync(join(root, 'out.csv'), 'utf8')).to.include('Stoke-on-Trent (E06000021)')
  })

  it('writes an Open Referral feed', async () => {
    expect((await exporting('--open-referral', join(root, 'out.json'))).exitCode).to.equal(0)
    expect(JSON.parse(readFileSync(join(root, 'out.json'), 'utf8')).total_items).to.be.greaterThan(50)
  })

  it('leaves a file alone that exists, and ends with 2 when it is asked wrongly', async () => {
    const there = file('there.csv', 'mine')
    expect((await exporting('--csv', there)).exitCode).to.equal(2)
    expect(readFileSync(there, 'utf8')).to.equal('mine')
    expect((await exporting('--csv', join(root, 'no', 'folder.csv'))).exitCode).to.equal(2)
    for (const args of [
      [],
      ['--csv'],
      ['--csv', 'x.csv', '--open-referral', 'y.json'],
      ['--csv', 'x', '--area', 'no'],
    ]) {
      expect((await exporting(...args)).exitCode).to.equal(2)
    }
  })
})

describe('A file that is replaced', () => {
  it('stays as it was, with nothing beside it, when the new one cannot take its place', () => {
    const folder = join(root, 'folder')
    mkdirSync(join(folder, 'taken', 'full'), { recursive: true })
    expect(() => replaceFile(join(folder, 'taken'), 'new')).to.throw()
    expect(readdirSync(folder)).to.deep.equal(['taken'])
  })
})

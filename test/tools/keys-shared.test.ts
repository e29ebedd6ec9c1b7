import { expect } from 'chai'
import { keyMarks } from '../../src/adapters/vault-local/index.ts'
import { keyStatus, rotateKeys } from '../../src/tools/keys.ts'
import { settingsFrom } from '../../src/tools/keeping/settings.ts'
import {
  aSharedDatabase,
  BEFORE,
  expectAllThere,
  fill,
  NEW,
  OLD,
  READS_BOTH,
  ROWS,
  save,
  UNDER_WAY,
  type SharedDatabase,
} from '../adapters/store/shared-database.ts'
import { needsPostgres } from '../support/a-postgres.ts'

describe('npm run keys, with a database that instances share', function () {
  this.timeout(60_000)
  before(needsPostgres)
  let database: SharedDatabase
  beforeEach(async () => (database = await aSharedDatabase()))
  afterEach(() => database.remove())

  const [old, current] = [OLD, NEW].map((key) => key.toString('base64')) as [string, string]
  const settings = (env: Record<string, string>) =>
    settingsFrom({ HAVEN_DATABASE_URL: database.corner.url, HAVEN_DATA: database.folder(), ...env })

  const both = { HAVEN_KEY: current, HAVEN_KEY_PREVIOUS: old }
  const failing = (work: Promise<string>): Promise<string> =>
    work.then(
      (said) => `did not fail: ${said}`,
      (error: Error) => error.message,
    )

  it('says how, counts what still needs the older key, and does it beside the instances that run', async () => {
    expect(await rotateKeys(settings({ HAVEN_KEY: old }))).to.include('HAVEN_KEY_NEXT')
    expect(await rotateKeys(settings({ HAVEN_KEY: old, HAVEN_KEY_NEXT: current }))).to.include(
      'HAVEN_KEY_NEXT',
    )
    const running = await database.started(database.folder(), READS_BOTH)
    await fill(running)
    expect(await keyStatus(settings(both))).to.include(`that need an older key: ${ROWS}.`)
    expect(await rotateKeys(settings(both))).to.include(`Done: ${ROWS} rows`)
    expect(await keyStatus(settings(both)))
      .to.include('Nothing in the database needs an older key')
      .and.include('take HAVEN_KEY_PREVIOUS out')
    await save(running, 'late', 0)
    expect(await keyStatus(settings(both))).to.match(/^Keep every key.* need an older key: 1\.$/)
    await expectAllThere(running)
  })

  it('knows who still writes by the older key, and touches nothing that somebody could not read', async () => {
    const one = await database.started(database.folder(), UNDER_WAY)
    await fill(one)
    const two = await database.started(database.folder(), BEFORE).catch(() => undefined)
    expect(two, 'an instance that cannot read the check row').to.equal(undefined)
    await one.store.rows.note(keyMarks(UNDER_WAY))
    expect(await keyStatus(settings(both))).to.include('by which 1 instances write')
    const { rows } = (await database.started(database.folder(), READS_BOTH)).store
    await rows.note(keyMarks(READS_BOTH))
    expect(await keyStatus(settings(both))).to.equal(
      'Keep every key. Instances that still write by another key: 1 of 2.',
    )
    expect(await rotateKeys(settings(both))).to.include('Done: 0 rows')
    await rows.note(keyMarks(BEFORE))
    expect(await failing(rotateKeys(settings(both)))).to.include('Nothing was done: 1 of 2 instances')
    await rows.leave()
    expect(await keyStatus(settings(both))).to.include('by which 1 instances write')
    await database.corner.sql(`update instances set seen_at = seen_at - interval '6 minutes'`)
    expect(await keyStatus(settings(both))).to.include('by which 0 instances write')
  })

  it('says first of all where a row opens with no key that is set', async () => {
    await fill(await database.started(database.folder(), BEFORE))
    const third = Buffer.alloc(32, 3).toString('base64')
    const wrong = { HAVEN_KEY: current, HAVEN_KEY_PREVIOUS: third }
    for (const said of [
      await failing(keyStatus(settings(wrong))),
      await failing(rotateKeys(settings(wrong))),
    ])
      expect(said)
        .to.match(/^Destroy no key/)
        .and.include(`${ROWS} rows`)
    expect(await failing(keyStatus(settings({})))).to.include('Set HAVEN_KEY')
  })

  it('changes nothing in a database of another version', async () => {
    await fill(await database.started(database.folder(), BEFORE))
    await database.corner.sql('update haven_schema set version = version - 1')
    expect(await failing(rotateKeys(settings(both)))).to.include('Another version of Haven')
    await database.corner.sql('update haven_schema set version = version + 1')
    expect(await keyStatus(settings(both))).to.include(`that need an older key: ${ROWS}.`)
  })

  it('says so where the database has no tables, and repeats no address', async () => {
    const said = await keyStatus(settings({ HAVEN_KEY: current })).catch((error: Error) => error.message)
    expect(said).to.include('no Haven has made its tables').and.not.include('127.0.0.1')
  })
})

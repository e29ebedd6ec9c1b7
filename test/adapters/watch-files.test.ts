import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmWatched, lastWatched } from '../../src/adapters/watch-files/index.ts'

const MONDAY = new Date('2026-11-23T09:00:00Z')
const TUESDAY = new Date('2026-11-24T09:00:00Z')

describe('Who has looked at what came in', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haven-watched-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is nobody at first', async () => {
    expect(await lastWatched(folder, 'here', TUESDAY)).to.equal(undefined)
  })

  it('is whoever said so last, for that area alone', async () => {
    await confirmWatched(folder, 'here', MONDAY)
    expect(await lastWatched(folder, 'here', TUESDAY)).to.deep.equal(MONDAY)
    await confirmWatched(folder, 'here', TUESDAY)
    expect(await lastWatched(folder, 'here', TUESDAY)).to.deep.equal(TUESDAY)
    expect(await lastWatched(folder, 'there', TUESDAY)).to.equal(undefined)
  })

  for (const [what, text] of [
    ['is empty', ''],
    ['is no JSON', 'yes'],
    ['has no time', '{"confirmed_at":"this morning"}'],
  ] as const) {
    it(`is nobody when the file ${what}`, async () => {
      await confirmWatched(folder, 'here', MONDAY)
      writeFileSync(join(folder, 'watched', 'here.json'), text)
      expect(await lastWatched(folder, 'here', TUESDAY)).to.equal(undefined)
    })
  }

  it('is nobody who says so for a time to come', async () => {
    await confirmWatched(folder, 'here', TUESDAY)
    expect(await lastWatched(folder, 'here', MONDAY)).to.equal(undefined)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { titlesIn } from '../support/titles.ts'

/** The rows of the table in `docs/leaving.md`: what is asked, and one test that proves it. */
const rows = readFileSync(join(ROOT, 'docs', 'leaving.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, , , file]) => /^`test\/.*`$/.test(file ?? ''))
  .map(([, id = '', what = '', file = '', title = '']) => ({ id, what, file: file.slice(1, -1), title }))

describe('What docs/leaving.md says is proved', function () {
  this.timeout(60_000)
  it('is every requirement from E1 to E19, in order, each with what it asks', () => {
    const asked = rows.filter(({ id }) => id !== '')
    expect(asked.map(({ id }) => id)).to.deep.equal(Array.from({ length: 19 }, (_one, at) => `E${at + 1}`))
    expect(asked.filter(({ what }) => what.length < 20)).to.deep.equal([])
  })

  it('names tests that exist', async () => {
    const titles = await titlesIn([...new Set(rows.map(({ file }) => file))])
    const missing = rows.filter(({ file, title }) => !titles.has(`${file}: ${title}`))
    expect(missing.map(({ id, file, title }) => `${id} ${file}: ${title}`)).to.deep.equal([])
  })
})

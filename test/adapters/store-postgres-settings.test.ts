import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { assemble } from '../../src/assemble.ts'
import { configFrom } from '../../src/config.ts'
import { aCorner, needsPostgres } from '../support/a-postgres.ts'
import { CONTENT } from '../support/content.ts'

describe('HAVEN_DATABASE_URL', () => {
  const GOOD = [
    'postgres://haven:secret@127.0.0.1:5432/haven',
    'postgresql://haven@localhost/haven',
    'postgres://haven:secret@db.example.org/haven?sslmode=verify-full',
    'postgres://haven:secret@db.example.org/haven?sslmode=verify-full&sslrootcert=/etc/haven/ca.pem',
    'postgres://haven:secret@postgres/haven?sslmode=disable',
  ]
  for (const url of GOOD) {
    it(`takes ${url}`, () => {
      expect(configFrom({ HAVEN_DATABASE_URL: url }).databaseUrl).to.equal(url)
    })
  }

  const BAD = [
    'mysql://haven:kanarienvogel@127.0.0.1/haven',
    'haven.db',
    'postgres://haven:kanarienvogel@db.example.org/haven',
    'postgres://haven:kanarienvogel@db.example.org/haven?sslmode=require',
    'postgres://haven:kanarienvogel@db.example.org/haven?sslmode=no-verify',
    'postgres://haven:kanarienvogel@127.0.0.1/haven?host=db.example.org',
  ]
  for (const url of BAD) {
    it(`refuses ${url}, and does not repeat it`, () => {
      expect(() => configFrom({ HAVEN_DATABASE_URL: url }))
        .to.throw('HAVEN_DATABASE_URL')
        .with.property('message')
        .that.does.not.include('kanarienvogel')
    })
  }

  it('is absent where nothing is set', () => {
    expect(configFrom({}).databaseUrl).to.equal(undefined)
  })
})

describe('Haven with a database', () => {
  before(needsPostgres)

  it('keeps in it what it keeps, and opens no haven.db', async () => {
    const corner = await aCorner()
    const folder = mkdtempSync(join(tmpdir(), 'haven-database-'))
    const haven = await assemble({
      content: CONTENT,
      dataFolder: folder,
      databaseUrl: corner.url,
      key: undefined,
      production: false,
      ownAddress: () => 'http://127.0.0.1:1',
      publicUrl: () => 'http://127.0.0.1:1',
      gatewayToken: undefined,
      print: () => undefined,
    })
    try {
      const kept = { channel: 'web', place: 'here', idleAt: new Date() } as const
      await haven.setting.conversations.save('cookie', 0, kept)
      expect(await corner.sql('select version from conversations')).to.deep.equal([{ version: 1 }])
      expect(existsSync(join(folder, 'haven.db'))).to.equal(false)
      expect(existsSync(join(folder, 'gateway.db'))).to.equal(true)
    } finally {
      await haven.close()
      await corner.remove()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

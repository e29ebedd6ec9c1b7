import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { aDesk, settings, TOKEN } from './a-desk.ts'
import { aFullReferral, aReferral } from './a-referral.ts'
import { signedIn } from './a-member-of-staff.ts'

describe("the gateway's file", () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haven-gateway-'))
    file = join(folder, 'gateway.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('has every referral that was answered before its process was killed', async () => {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('a-desk-to-kill.ts', import.meta.url)),
      file,
    ])
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const references = ['LARK-100', 'LARK-101', 'LARK-102']
    for (const reference of references) {
      const response = await fetch(`${line.toString().trim()}/gateway/v1/referrals`, {
        method: 'POST',
        body: JSON.stringify(aReferral({ reference })),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': reference,
          authorization: `Bearer ${TOKEN}`,
        },
      })
      expect(response.status).to.equal(201)
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    const desk = await aDesk({ file })
    const statuses = await Promise.all(references.map((reference) => desk.api(`referrals/${reference}`)))
    const again = await desk.post(aReferral({ reference: 'LARK-101' }), { 'idempotency-key': 'LARK-101' })
    await desk.stop()
    expect(statuses.map(({ status }) => status)).to.deep.equal([200, 200, 200])
    expect(again.status).to.equal(200)
  })

  it('holds nothing that can be read without the key', async () => {
    const desk = await aDesk({ file })
    const referral = aFullReferral()
    expect((await desk.post(referral)).status).to.equal(201)
    const bytes = allBytes(folder)
    await desk.stop()
    expect(bytes.includes('LARK-472'), 'the reference, which is looked up by').to.equal(true)
    for (const secret of [
      referral.name,
      'periwinkle',
      'stalking',
      '900111',
      'speak-alone-first',
      'Penkridge',
    ]) {
      expect(bytes.includes(secret), secret).to.equal(false)
      expect(allBytes(folder).includes(secret), secret).to.equal(false)
    }
  })

  it('keeps no copy of what was withdrawn', async () => {
    const desk = await aDesk({ file })
    await desk.post(aReferral())
    await desk.api('referrals/LARK-472/withdrawal', { method: 'POST' })
    await desk.stop()
    const db = new DatabaseSync(file)
    const row = db.prepare('select sealed, withdrawn_at from referrals').get()
    db.close()
    expect(row).to.include({ sealed: null, withdrawn_at: '2026-11-23T12:00:00.000Z' })
  })

  it('is held by one process only', async () => {
    const desk = await aDesk({ file })
    expect(() => createGateway(settings({ file }))).to.throw('could not open its database')
    await desk.stop()
  })

  it('is refused when a later program wrote it', () => {
    const db = new DatabaseSync(file)
    db.exec('pragma user_version = 99')
    db.close()
    expect(() => createGateway(settings({ file }))).to.throw('could not open its database')
  })

  it('says loudly which referral cannot be opened, and still lists the others', async () => {
    const written = await aDesk({ file, vault: localVault(Buffer.alloc(32, 1)) })
    await written.post(aReferral())
    await written.stop()
    const desk = await aDesk({ file })
    await desk.post(aReferral({ reference: 'WREN-111', notices: ['they-will-ring'] }), {
      'idempotency-key': 'WREN-111',
    })
    const staff = await signedIn(desk)
    const list = (await staff.open('/gateway/')).text
    const opened = (await staff.open('/gateway/referrals/LARK-472')).text
    await desk.stop()
    expect(list).to.include('Cannot be opened').and.include('They will ring you')
    expect(opened).to.include('A person may be waiting')
  })

  it('keeps who did what and when, and nothing about the person', async () => {
    const desk = await aDesk({ file })
    await desk.post(aReferral())
    const staff = await signedIn(desk)
    await staff.open('/gateway/')
    await staff.open('/gateway/referrals/LARK-472')
    await staff.send('/gateway/referrals/LARK-472/status', {
      csrf: await staff.csrf(),
      was: 'being_read',
      status: 'accepted',
    })
    await desk.stop()
    const db = new DatabaseSync(file)
    const rows = db.prepare('select at, who, what, reference from audit order by id').all()
    db.close()
    const at = '2026-11-23T12:00:00.000Z'
    const who = 'Staff session 1'
    expect(rows.map((row) => ({ ...row }))).to.deep.equal([
      { at, who: 'haven', what: 'received', reference: 'LARK-472' },
      { at, who, what: 'signed-in', reference: null },
      { at, who, what: 'opened-list', reference: null },
      { at, who, what: 'opened-referral', reference: 'LARK-472' },
      { at, who, what: 'opened-list', reference: null },
      { at, who, what: 'changed-status', reference: 'LARK-472' },
    ])
  })
})

/** The database and whatever lies beside it, write-ahead log included. */
const allBytes = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))

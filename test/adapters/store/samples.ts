import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Referral } from '../../../src/domain/referral.ts'
import type { Vault } from '../../../src/ports/vault.ts'

/** The moment at which everything in these tests happens, unless it says otherwise. */
export const NOON = new Date('2026-11-23T12:00:00.000Z')
export const MINUTE = 60 * 1000
export const HOUR = 60 * MINUTE

export const after = (milliseconds: number): Date => new Date(NOON.getTime() + milliseconds)

/** A referral that a gateway could receive. */
export const aReferral = (reference: string, account = 'It happened by the canal.'): Referral => ({
  version: 1,
  reference,
  made_at: NOON.toISOString(),
  language: 'en',
  area: 'staffordshire',
  recipient: { id: 'gateway', name: 'The gateway' },
  sample: true,
  notices: [],
  acting_as: 'me',
  name: 'Sam',
  age_band: '18-plus',
  crimes: ['burglary'],
  account,
  place: { council: 'E07000197', council_name: 'Stafford' },
  needs: ['safety'],
  contact: { if_unreachable: 'stop' },
  consent: {
    recipient: 'gateway',
    payload_digest: createHash('sha256').update(account).digest('hex'),
    wording: '1',
    language: 'en',
    agreed_at: NOON.toISOString(),
  },
})

/** A folder of its own for one test, and its end. */
export function aFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'haven-store-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Which files of a folder hold `text`, as they are on disk now. */
export const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text))

/** Seals nothing, so that a test can see in the files what the store left there. */
export const glassVault: Vault = {
  seal: (plain, bound) => Buffer.concat([Buffer.from(`${bound}\n`), plain]),
  open(sealed, bound) {
    const text = Buffer.from(sealed)
    const end = text.indexOf('\n')
    if (text.subarray(0, end).toString() !== bound) throw new Error('moved')
    return text.subarray(end + 1)
  },
  digest: (value, purpose) => Buffer.from(`${purpose} of ${value}`).toString('hex'),
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Referral } from '../../../src/domain/referral.ts'
import { plainReferral } from '../../../src/tools/bench/plain-referral.ts'
import type { Vault } from '../../../src/ports/vault.ts'

/** The moment at which everything in these tests happens, unless it says otherwise. */
export const NOON = new Date('2026-11-23T12:00:00.000Z')
export const MINUTE = 60 * 1000
export const HOUR = 60 * MINUTE

export const after = (milliseconds: number): Date => new Date(NOON.getTime() + milliseconds)

/** A referral that a gateway could receive. */
export const aReferral = (reference: string, account = 'It happened by the canal.'): Referral =>
  plainReferral(reference, account, NOON)

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

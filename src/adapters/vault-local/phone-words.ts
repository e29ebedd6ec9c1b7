import { plain } from '../../engine/hear.ts'
import type { PhoneWords } from '../../ports/phone-words.ts'
import type { Vault } from '../../ports/vault.ts'

/** Hex digits: 192 bits, and short enough for what is typed where a secret is asked (`domain/checks.ts`). */
const LENGTH = 48

/** Words by a digest of the vault. Its digest keys outlive every master key, so a rotation changes none of them. */
export const phoneWords = (vault: Pick<Vault, 'digest'>): PhoneWords => ({
  secretOf: (phone, word) =>
    vault.digest(JSON.stringify([phone, plain(word)]), 'word by text').slice(0, LENGTH),
})

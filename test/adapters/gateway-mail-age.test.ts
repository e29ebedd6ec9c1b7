import { expect } from 'chai'
import { lock, unlock } from '../../src/adapters/gateway-mail/age.ts'

const PASSPHRASE = 'correct horse battery staple sixteen'
/** Locked by age-encryption 0.3.1, the format's own implementation in JavaScript, with a cost of 10. */
const THEIRS =
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA2eXZickhydm9aOWlqRitLdzNQN05BIDEwCmI1cHh6NWd6VGQ4UzRiVGcwLzFua2gxL2JGYjRqdHZEOUF0Q0lYZFpRMFEKLS0tIGdpVEJqaC9ocU9vdncvdFduSC9XMFR0SkprR1dDbjZjbmZrVW8yaWlaNFUKMRYVduYqP7EUDYXPcqi95amPor9fB1W0pdw4SpVNkGi/9Yd4+dmkkACPI+lGVTVQLy+PXqKI9INkjJpNFeHGJOJ+qkgWZZAlJnkcUmqytuz8o7AbHuMS5DUChdiX'

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('A locked file', () => {
  it('opens when the reference implementation made it', async () => {
    const plain = await unlock(Buffer.from(THEIRS, 'base64'), PASSPHRASE)
    expect(plain.toString()).to.equal('Locked by the reference implementation, to be opened by ours.')
  })

  for (const size of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
    it(`of ${size} bytes opens to the same bytes`, async () => {
      const plain = Buffer.alloc(size, 'abc')
      expect((await unlock(await lock(plain, PASSPHRASE), PASSPHRASE)).equals(plain)).to.equal(true)
    })
  }

  it('does not open with another passphrase', async () => {
    const locked = await lock(Buffer.from('words'), PASSPHRASE)
    expect(await failureOf(unlock(locked, `${PASSPHRASE}!`))).to.be.an('error')
  })

  it('does not open when a byte of it was changed, wherever', async () => {
    const locked = await lock(Buffer.from('some words'), PASSPHRASE)
    const places = [30, 60, 100, 140, 180, locked.length - 20, locked.length - 1]
    for (const place of places) {
      const changed = Buffer.from(locked)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(await failureOf(unlock(changed, PASSPHRASE)), `byte ${place}`).to.be.an('error')
    }
  })

  it('does not open when its last piece is missing, or one was added', async () => {
    const locked = await lock(Buffer.alloc(2 * 65_536, 'x'), PASSPHRASE)
    const piece = 65_536 + 16
    const cut = locked.subarray(0, locked.length - piece)
    const longer = Buffer.concat([locked, locked.subarray(locked.length - piece)])
    expect(await failureOf(unlock(cut, PASSPHRASE))).to.be.an('error')
    expect(await failureOf(unlock(longer, PASSPHRASE))).to.be.an('error')
  })

  it('that asks for gigabytes of memory is not even tried', async () => {
    const greedy = Buffer.from(THEIRS, 'base64').toString('latin1').replace(' 10\n', ' 30\n')
    const error = await failureOf(unlock(Buffer.from(greedy, 'latin1'), PASSPHRASE))
    expect(String(error)).to.match(/no age file/)
  })
})

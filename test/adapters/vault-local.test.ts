import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { loadKey, localVault } from '../../src/adapters/vault-local/index.ts'
import { aFolder } from './store/samples.ts'

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7)
const BOUND = 'conversation|abc|3'
/** `by the canal`, sealed with `KEY` for `BOUND`. */
const FIRST =
  'AVyMZZzPJ2bHLpPxP2C5+4YCCI4y26wJkjsVdrtF7m8hIwwUGzAnHJ2+aRHjLPEGtr2+GPkxZrlmW4XcLCCS1UlWGXJqOp8XhcDZPSSVzLPfKt/p0xVGkk6o7pP74iFSpALDmC4='
const text = (value: string): Uint8Array => Buffer.from(value)

describe('the local vault', () => {
  const vault = localVault(KEY)

  for (const length of [0, 1, 31, 32, 4096, 100_000]) {
    it(`opens what it sealed, ${length} bytes long`, () => {
      const plain = new Uint8Array(length).fill(65)
      expect(Buffer.from(vault.open(vault.seal(plain, BOUND), BOUND)).equals(plain)).to.equal(true)
    })
  }

  it('still opens a record that was sealed by the first release', () => {
    expect(Buffer.from(vault.open(Buffer.from(FIRST, 'base64'), BOUND)).toString()).to.equal('by the canal')
  })

  it('opens with another vault of the same key, and not with one of another key', () => {
    const sealed = vault.seal(text('by the canal'), BOUND)
    expect(Buffer.from(localVault(KEY).open(sealed, BOUND)).toString()).to.equal('by the canal')
    expect(() => localVault(new Uint8Array(32)).open(sealed, BOUND)).to.throw()
  })

  it('does not open in another row', () => {
    const sealed = vault.seal(text('by the canal'), BOUND)
    for (const bound of ['conversation|abc|2', 'conversation|abd|3', 'referral|abc|3', ''])
      expect(() => vault.open(sealed, bound), bound).to.throw()
  })

  it('does not open when any one byte was altered', () => {
    const sealed = vault.seal(text('canal'), BOUND)
    const opened = Array.from(sealed, (byte, index) => {
      const altered = Uint8Array.from(sealed)
      altered[index] = byte ^ 1
      return isOpened(() => vault.open(altered, BOUND))
    })
    expect(opened.filter((one) => one)).to.deep.equal([])
  })

  it('does not open when it was cut short', () => {
    const sealed = vault.seal(text('canal'), BOUND)
    const opened = Array.from(sealed, (_, length) =>
      isOpened(() => vault.open(sealed.subarray(0, length), BOUND)),
    )
    expect(opened.filter((one) => one)).to.deep.equal([])
  })

  it('does not open with the wrapped key of another record of the same row', () => {
    const [one, two] = [vault.seal(text('one'), BOUND), vault.seal(text('two'), BOUND)]
    const mixed = Buffer.concat([one.subarray(0, 61), two.subarray(61)])
    expect(() => vault.open(mixed, BOUND)).to.throw()
  })

  it('never seals the same text to the same bytes', () => {
    const sealed = Array.from({ length: 50 }, () => Buffer.from(vault.seal(text('canal'), BOUND)))
    // Beyond the version, no part repeats: wrapping nonce, wrapped key, nonce of the content, content.
    for (const [from, to] of [
      [1, 13],
      [13, 45],
      [61, 73],
      [73, 78],
    ] as const)
      expect(
        new Set(sealed.map((record) => record.toString('hex', from, to))).size,
        `${from}`,
      ).to.be.greaterThan(48)
  })

  it('adds 89 bytes and shows nothing of what it sealed', () => {
    const sealed = Buffer.from(vault.seal(text('by the canal'), BOUND))
    expect(sealed.length).to.equal('by the canal'.length + 89)
    expect(sealed.includes('canal')).to.equal(false)
  })

  it('digests by key and by purpose, the same every time', () => {
    expect(vault.digest('cookie', 'conversation')).to.match(/^[0-9a-f]{64}$/)
    expect(localVault(KEY).digest('cookie', 'conversation')).to.equal(vault.digest('cookie', 'conversation'))
    expect(vault.digest('cookie', 'try')).not.to.equal(vault.digest('cookie', 'conversation'))
    expect(localVault(new Uint8Array(32)).digest('cookie', 'try')).not.to.equal(vault.digest('cookie', 'try'))
  })

  it('refuses a key of another length', () => {
    for (const length of [0, 16, 31, 33])
      expect(() => localVault(new Uint8Array(length))).to.throw('32 bytes')
  })
})

describe('the key', () => {
  let folder: ReturnType<typeof aFolder>
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())
  const load = (env: string | undefined, production = false) =>
    loadKey({ dataFolder: join(folder.path, 'data'), env, production })
  const file = () => join(folder.path, 'data', 'key')

  const key = Buffer.from(KEY.map((byte) => byte | 0xf8))
  const WAYS = [
    { way: 'base64', env: key.toString('base64') },
    { way: 'base64 without its equals sign', env: key.toString('base64').replace('=', '') },
    { way: 'base64url', env: key.toString('base64url') },
    { way: 'hex', env: key.toString('hex') },
    { way: 'base64 with a line end', env: `${key.toString('base64')}\n` },
  ]
  for (const { way, env } of WAYS) {
    it(`is read from ${way}, and then no file is made`, () => {
      expect(Buffer.from(load(env, true)).equals(key)).to.equal(true)
      expect(readdirSync(folder.path)).to.deep.equal([])
    })
  }

  for (const env of [undefined, '', '  ']) {
    it(`is demanded in production, where ${JSON.stringify(env)} is none`, () => {
      expect(() => load(env, true)).to.throw(/HAVEN_KEY is not set.*Make one with/)
      expect(readdirSync(folder.path)).to.deep.equal([])
    })
  }

  for (const env of [
    'canarycanary',
    key.toString('base64').slice(4),
    `${key.toString('hex')}00`,
    '*'.repeat(44),
  ]) {
    it(`is not ${env.length} characters that are no key, and the error does not repeat them`, () => {
      for (const production of [true, false]) {
        expect(() => load(env, production))
          .to.throw(/HAVEN_KEY is not a key.*Make one with/)
          .with.property('message')
          .that.does.not.include(env)
      }
    })
  }

  it('is made once for development, for its owner alone', () => {
    const made = load(undefined)
    expect(made.length).to.equal(32)
    expect(Buffer.from(load('')).equals(made)).to.equal(true)
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).to.equal(0o600)
  })

  it('differs from one folder to the next', () => {
    const other = loadKey({ dataFolder: join(folder.path, 'other'), env: undefined, production: false })
    expect(Buffer.from(load(undefined)).equals(other)).to.equal(false)
  })

  it('is closed to others again when its rights were widened', function () {
    if (process.platform === 'win32') return this.skip()
    load(undefined)
    chmodSync(file(), 0o644)
    load(undefined)
    expect(statSync(file()).mode & 0o777).to.equal(0o600)
  })

  it('is never made anew over a file that holds something else', () => {
    load(undefined)
    writeFileSync(file(), 'broken')
    expect(() => load(undefined)).to.throw('does not hold a key')
    expect(readFileSync(file(), 'utf8')).to.equal('broken')
  })
})

function isOpened(open: () => unknown): boolean {
  try {
    open()
    return true
  } catch {
    return false
  }
}

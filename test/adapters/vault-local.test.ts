import { createHmac, hkdfSync } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  contentKeyOf,
  dropOldKey,
  loadKey,
  loadKeys,
  localVault,
  makeNextKey,
  openKeys,
} from '../../src/adapters/vault-local/index.ts'
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

describe('the local vault, while its key is changed', () => {
  const NEXT = new Uint8Array(32).fill(9)
  const old = localVault(KEY)
  const both = localVault({ current: NEXT, previous: [KEY] })

  it('opens what the older key sealed, and seals with the newer', () => {
    expect(Buffer.from(both.open(old.seal(text('canal'), BOUND), BOUND)).toString()).to.equal('canal')
    const sealed = both.seal(text('canal'), BOUND)
    expect(Buffer.from(localVault(NEXT).open(sealed, BOUND)).toString()).to.equal('canal')
    expect(() => old.open(sealed, BOUND)).to.throw()
  })

  it('wraps a record anew without touching its content, and only once', () => {
    const sealed = old.seal(text('canal'), BOUND)
    const again = both.rewrap(sealed, BOUND)!
    expect(Buffer.from(localVault(NEXT).open(again, BOUND)).toString()).to.equal('canal')
    expect(Buffer.from(again).subarray(61).equals(Buffer.from(sealed).subarray(61))).to.equal(true)
    expect(() => old.open(again, BOUND)).to.throw()
    expect(both.rewrap(again, BOUND)).to.equal(undefined)
  })

  it('opens what the key that is to come sealed, and wraps nothing of it back', () => {
    const ready = localVault({ current: KEY, next: NEXT })
    const sealed = localVault(NEXT).seal(text('canal'), BOUND)
    expect(Buffer.from(ready.open(sealed, BOUND)).toString()).to.equal('canal')
    expect(ready.rewrap(sealed, BOUND)).to.equal(undefined)
    expect(Buffer.from(old.open(ready.seal(text('canal'), BOUND), BOUND)).toString()).to.equal('canal')
  })

  it('wraps nothing anew that was altered, moved or sealed by a third key', () => {
    const sealed = old.seal(text('canal'), BOUND)
    const altered = Uint8Array.from(sealed)
    altered[20]! ^= 1
    expect(() => both.rewrap(altered, BOUND)).to.throw()
    expect(() => both.rewrap(sealed, 'referral|abc')).to.throw()
    expect(() => both.rewrap(localVault(new Uint8Array(32)).seal(text('canal'), BOUND), BOUND)).to.throw()
  })
})

describe('keys.db', () => {
  let folder: ReturnType<typeof aFolder>
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())
  const NEXT = new Uint8Array(32).fill(9)
  const before = { current: KEY, previous: [] }
  const underWay = { current: NEXT, previous: [KEY] }

  it('digests as ever under any key, for purposes of before and new ones', () => {
    const first = openKeys(folder.path, before)
    const digests = () =>
      ['conversation', 'referral secret', 'a new purpose'].map((purpose) =>
        localVault(KEY).digest('x', purpose),
      )
    const of = ({ vault }: ReturnType<typeof openKeys>) =>
      ['conversation', 'referral secret', 'a new purpose'].map((purpose) => vault.digest('x', purpose))
    expect(of(first)).to.deep.equal(digests())
    first.close()
    const next = openKeys(folder.path, underWay)
    expect(of(next)).to.deep.equal(digests())
    next.finish()
    next.close()
    const last = openKeys(folder.path, { current: NEXT, previous: [] })
    expect(of(last)).to.deep.equal(digests())
    last.close()
  })

  it('digests conversations as the first release did', () => {
    // `cookie`, by KEY, as that release computed it.
    const derived = Buffer.from(hkdfSync('sha256', KEY, '', 'haven|1|digest|conversation', 32))
    const expected = createHmac('sha256', derived).update('cookie').digest('hex')
    expect(localVault(KEY).digest('cookie', 'conversation')).to.equal(expected)
  })

  it('gives each referral a key of its own, and what it opened opens no more when that is destroyed', () => {
    const keys = openKeys(folder.path, before)
    const { contents } = keys
    const bound = 'referral|LARK-472'
    const [one, other] = [
      contents.vault.seal(text('canal'), bound),
      contents.vault.seal(text('canal'), bound),
    ]
    expect(Buffer.from(contents.vault.open(one, bound)).toString()).to.equal('canal')
    expect(() => contents.vault.open(one, 'referral|LARK-473')).to.throw()
    contents.destroy(contentKeyOf(one)!, 'withdrawn', new Date())
    expect(() => contents.vault.open(one, bound)).to.throw('destroyed')
    expect(Buffer.from(contents.vault.open(other, bound)).toString()).to.equal('canal')
    keys.close()
  })

  it('leaves no destroyed key in its files', () => {
    const keys = openKeys(folder.path, before)
    const sealed = keys.contents.vault.seal(text('canal'), 'referral|LARK-472')
    const wrapped = (): readonly Buffer[] =>
      readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name)))
    const id = Buffer.from(contentKeyOf(sealed)!, 'hex')
    // A stored key follows its id and its row's name.
    const marker = Buffer.concat([id, Buffer.from('referral|LARK-472')])
    const found = wrapped().flatMap((bytes) => {
      const at = bytes.indexOf(marker)
      return at < 0 ? [] : [bytes.subarray(at + marker.length, at + marker.length + 60)]
    })[0]
    expect(found, 'the control').not.to.equal(undefined)
    const key = Buffer.from(found!)
    keys.contents.destroy(id.toString('hex'), 'withdrawn', new Date())
    keys.emptyLog()
    for (const bytes of wrapped()) expect(bytes.includes(key)).to.equal(false)
    keys.close()
  })

  it('seals everything else by the master key, as ever', () => {
    const keys = openKeys(folder.path, before)
    const sealed = keys.contents.vault.seal(text('canal'), BOUND)
    expect(Buffer.from(localVault(KEY).open(sealed, BOUND)).toString()).to.equal('canal')
    keys.close()
  })

  it('is refused with another key and to a second process, and nothing is changed', () => {
    const keys = openKeys(folder.path, before)
    const sealed = keys.contents.vault.seal(text('canal'), 'referral|LARK-472')
    expect(() => openKeys(folder.path, before)).to.throw('Another Haven has')
    keys.close()
    expect(() => openKeys(folder.path, { current: NEXT, previous: [] })).to.throw('sealed with another key')
    const again = openKeys(folder.path, before)
    expect(Buffer.from(again.contents.vault.open(sealed, 'referral|LARK-472')).toString()).to.equal('canal')
    again.close()
  })

  it('says so when it is damaged', () => {
    writeFileSync(join(folder.path, 'keys.db'), 'canary'.repeat(2000))
    expect(() => openKeys(folder.path, before)).to.throw('is damaged')
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

  it('is not made beside files that another one sealed', () => {
    load(undefined)
    rmSync(file())
    writeFileSync(join(folder.path, 'data', 'haven.db'), '')
    expect(() => load(undefined)).to.throw('The file "key" is missing')
    expect(readdirSync(join(folder.path, 'data'))).to.deep.equal(['haven.db'])
  })

  const ring = (env?: string, previous?: string, production = false) =>
    loadKeys({ dataFolder: join(folder.path, 'data'), env, previous, production })
  const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
    one !== undefined && Buffer.from(one).equals(other)

  it('has older ones beside it in the settings, the latest first', () => {
    const [older, oldest] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const { current, previous } = ring(
      key.toString('base64'),
      `${older.toString('base64')}, ${oldest.toString('hex')}`,
      true,
    )
    expect([same(current, key), same(previous[0], older), same(previous[1], oldest)]).to.deep.equal([
      true,
      true,
      true,
    ])
    expect(ring(key.toString('base64'), key.toString('hex'), true).previous).to.deep.equal([])
  })

  it('has the key that is to come beside it, unless it is that already', () => {
    const next = Buffer.alloc(32, 3)
    const withNext = (env: string | undefined, text: string) =>
      loadKeys({ dataFolder: folder.path, env, next: text, production: true })
    expect(same(withNext(key.toString('hex'), next.toString('hex')).next, next)).to.equal(true)
    expect(withNext(key.toString('hex'), key.toString('base64'))).to.not.have.property('next')
    expect(withNext(key.toString('hex'), ' ')).to.not.have.property('next')
    expect(() => withNext(undefined, next.toString('hex'))).to.throw(
      'HAVEN_KEY_NEXT is set, but HAVEN_KEY is not',
    )
    expect(() =>
      loadKeys({
        dataFolder: folder.path,
        env: key.toString('hex'),
        previous: next.toString('hex'),
        next: next.toString('base64'),
        production: true,
      }),
    ).to.throw('HAVEN_KEY_NEXT is one of HAVEN_KEY_PREVIOUS')
    expect(() => withNext(key.toString('hex'), 'canarycanary'))
      .to.throw('HAVEN_KEY_NEXT is not a key')
      .with.property('message')
      .that.does.not.include('canary')
  })

  it('says which setting is wrong, and repeats none', () => {
    expect(() => ring(undefined, key.toString('hex'), true)).to.throw(
      'HAVEN_KEY_PREVIOUS is set, but HAVEN_KEY is not',
    )
    expect(() => ring(key.toString('hex'), 'canarycanary', true))
      .to.throw('HAVEN_KEY_PREVIOUS is not a key')
      .with.property('message')
      .that.does.not.include('canary')
  })

  it('is followed by another in the data folder, and gives way to it in one step', () => {
    const data = join(folder.path, 'data')
    const first = load(undefined)
    makeNextKey(data)
    expect(() => makeNextKey(data)).to.throw('under way already')
    const during = ring()
    expect([same(during.previous[0], first), same(during.current, first)]).to.deep.equal([true, false])
    dropOldKey(data)
    expect(same(ring().current, during.current)).to.equal(true)
    expect(readdirSync(data)).to.deep.equal(['key'])
    dropOldKey(data)
    expect(same(load(undefined), during.current)).to.equal(true)
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

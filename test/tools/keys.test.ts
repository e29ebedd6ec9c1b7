import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { openStore } from '../../src/adapters/store-sqlite/index.ts'
import { loadKeys, makeNextKey, openKeys } from '../../src/adapters/vault-local/index.ts'
import { beginKeeping } from '../../src/keeping.ts'
import { rotate } from '../../src/keeping/rotate.ts'
import { ROOT } from '../../src/content.ts'
import { keyStatus, rotateKeys } from '../../src/tools/keys.ts'
import { settingsFrom } from '../../src/tools/keeping/settings.ts'
import { QUICK } from '../adapters/store/opened-store.ts'
import { after as later, aFolder, aReferral, HOUR, NOON } from '../adapters/store/samples.ts'

describe('npm run keys', () => {
  let folder: ReturnType<typeof aFolder>
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())
  const data = () => join(folder.path, 'data')
  const settings = (env: Record<string, string> = {}) => settingsFrom({ HAVEN_DATA: data(), ...env })

  /** A Haven that kept something and has not stopped. */
  async function aHaven(ring = () => loadKeys({ dataFolder: data(), env: undefined, production: false })) {
    const keys = openKeys(data(), ring())
    const store = openStore({ file: join(data(), 'haven.db'), vault: keys.contents.vault, secretCost: QUICK })
    const kept = { folder: data(), keys, ring, store: store.file }
    return { keys, store, kept, stop: async () => (await store.close(), keys.close()) }
  }
  const fill = async ({ store }: Awaited<ReturnType<typeof aHaven>>): Promise<void> => {
    await store.conversations.save('a cookie', 0, { channel: 'web', place: { step: 1 }, idleAt: later(HOUR) })
    await store.referrals.keep(aReferral('LARK-472'), 'the secret', NOON)
  }

  it('does the work itself where no Haven runs, and the old key is gone from the folder', async () => {
    const before = await aHaven()
    await fill(before)
    await before.stop()
    const old = readFileSync(join(data(), 'key'), 'utf8')
    expect(await rotateKeys(settings())).to.match(/^Done: 2 rows were wrapped by the new key/)
    expect(readFileSync(join(data(), 'key'), 'utf8')).not.to.equal(old)
    expect(existsSync(join(data(), 'key-new'))).to.equal(false)
    expect(await keyStatus(settings())).to.contain('Nothing needs an older key')
    const after = await aHaven()
    expect((await after.store.conversations.load('a cookie'))?.place).to.deep.equal({ step: 1 })
    expect((await after.store.referrals.claim(NOON, 60))?.reference).to.equal('LARK-472')
    await after.stop()
  })

  it('leaves the work to a Haven that runs, which takes the new key up', async () => {
    const haven = await aHaven()
    await fill(haven)
    expect(await rotateKeys(settings())).to.contain('within a minute')
    expect(await keyStatus(settings())).to.contain('Keep the older key')
    await rotateKeys(settings())
    const printed: string[] = []
    const keeping = beginKeeping(
      {
        kept: haven.kept,
        areas: () => [],
        referrals: haven.store.referrals,
        now: () => NOON,
        print: (line) => printed.push(line),
      },
      () => (error) => {
        throw error
      },
    )
    for (let tries = 0; tries < 100 && existsSync(join(data(), 'key-new')); tries++) await setTimeout(20)
    expect(keeping.metrics()).to.match(
      /haven_keys_rotating 0\nhaven_keys_rewrapped 2\nhaven_keys_unreadable 0\n/,
    )
    await keeping.stop()
    expect(printed.join()).to.contain('Keys: rotated')
    expect(readdirSync(data()).filter((name) => name.startsWith('key'))).to.have.members([
      'key',
      'keys.db',
      'keys.db-wal',
      'keys-status.json',
    ])
    expect(await keyStatus(settings())).to.contain('no rotation is under way')
    await haven.stop()
    const after = await aHaven()
    expect((await after.store.conversations.load('a cookie'))?.place).to.deep.equal({ step: 1 })
    await after.stop()
  })

  it('drops the old key after a kill between the last step and the end', async () => {
    const haven = await aHaven()
    await fill(haven)
    await haven.stop()
    makeNextKey(data())
    const under = await aHaven()
    // As if the process had ended before the files were renamed.
    const { current, previous } = under.kept.ring()
    await rotate({ ...under.kept, ring: () => ({ current, previous }) })
    await under.stop()
    expect(existsSync(join(data(), 'key-new'))).to.equal(true)
    expect(await rotateKeys(settings())).to.contain('Done: 0 rows')
    expect(existsSync(join(data(), 'key-new'))).to.equal(false)
    const after = await aHaven()
    expect((await after.store.conversations.load('a cookie'))?.place).to.deep.equal({ step: 1 })
    await after.stop()
  })

  it('with the key in the settings says what to set, then does it', async () => {
    mkdirSync(data())
    const [old, next] = [randomBytes(32), randomBytes(32)]
    const before = await aHaven(() => ({ current: old, previous: [] }))
    await fill(before)
    await before.stop()
    expect(await rotateKeys(settings({ HAVEN_KEY: old.toString('hex') }))).to.contain(
      'set HAVEN_KEY_PREVIOUS',
    )
    const both = { HAVEN_KEY: next.toString('hex'), HAVEN_KEY_PREVIOUS: old.toString('hex') }
    expect(await keyStatus(settings(both))).to.contain('not finished')
    expect(await rotateKeys(settings(both))).to.contain('Done: 2 rows')
    expect(await keyStatus(settings(both))).to.contain('Take HAVEN_KEY_PREVIOUS out')
    expect(await keyStatus(settings({ HAVEN_KEY: next.toString('hex') }))).to.contain(
      'Nothing needs an older key',
    )
    const wrong = await keyStatus(settings({ HAVEN_KEY: old.toString('hex') })).catch((error: unknown) =>
      String(error),
    )
    expect(wrong).to.contain('sealed with another key')
  })

  it('says in a sentence what is wrong with a key, without a trace', async () => {
    mkdirSync(data())
    writeFileSync(join(data(), 'key'), 'cut sho')
    const child = spawn(process.execPath, [join(ROOT, 'src/tools/keys.ts'), 'rotate'], {
      env: { PATH: process.env.PATH ?? '', HAVEN_DATA: data() },
    })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, said }).to.deep.equal({
      code: 1,
      said: 'The file "key" in the data folder does not hold a key. Put the right one back.\n',
    })
    expect(readFileSync(join(data(), 'key'), 'utf8')).to.equal('cut sho')
    expect(existsSync(join(data(), 'key-new'))).to.equal(false)
  })
})

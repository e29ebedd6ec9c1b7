import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'

/** Haven in a process of its own, with a data folder of its own. */
function aHaven(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'haven-start-'))
  const child = spawn(process.execPath, [join(ROOT, 'src', 'main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', HAVEN_DATA: join(folder, 'data'), ...env },
  })
  let printed = ''
  let wrong = ''
  child.stderr.on('data', (part: Buffer) => (wrong += part.toString()))
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      const found = /Haven is at (http:\S+)/.exec(printed)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`it ended: ${wrong}`)))
  })
  address.catch(() => {})
  const ended = once(child, 'exit').then(([code]) => {
    rmSync(folder, { recursive: true, force: true })
    return code as number | null
  })
  return { address, ended, child, printed: () => printed, wrong: () => wrong }
}

describe('npm start', () => {
  it('serves the page, the desk and Bot Framework, then stops in an orderly way', async () => {
    const haven = aHaven()
    const url = await haven.address
    expect(haven.printed()).to.match(
      /^Referrals desk, for staff.*\nDirectory editors.*\nHaven is at http:\/\/localhost:\d+\n$/,
    )
    expect(await (await fetch(url)).text()).to.contain('</html>')
    expect((await fetch(`${url}/gateway/v1/openapi.json`)).status).to.equal(200)
    expect((await fetch(`${url}/health/ready`)).status).to.equal(200)
    const form = new URLSearchParams({ o: 'nobody', v: '0' })
    const turn = await fetch(url, { method: 'POST', body: form, headers: { 'x-part': '1' } })
    expect(turn.status).to.equal(200)
    const activity = {
      type: 'message',
      text: 'he is going to kill me',
      channelId: 'emulator',
      deliveryMode: 'expectReplies',
    }
    const said = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...activity,
        conversation: { id: '1' },
        from: { id: 'p' },
        recipient: { id: 'b' },
      }),
    })
    expect(JSON.stringify(await said.json())).to.contain('999')
    expect(await (await fetch(`${url}/metrics`)).text()).to.contain('haven_turns_total')
    haven.child.kill('SIGTERM')
    expect(await haven.ended).to.equal(0)
    expect(haven.wrong()).to.equal('')
  })

  it('refuses to go live with nothing set, and says everything at once', async () => {
    const haven = aHaven({ NODE_ENV: 'production' })
    expect(await haven.ended).to.equal(1)
    for (const rule of ['sample-in-production', 'HAVEN_KEY', 'HAVEN_PUBLIC_URL', 'embedded gateway']) {
      expect(haven.wrong()).to.contain(rule)
    }
    expect(haven.printed()).to.equal('')
  })

  it('refuses a wrong setting without repeating it', async () => {
    const haven = aHaven({ PORT: 'canary' })
    expect(await haven.ended).to.equal(1)
    expect(haven.wrong()).to.contain('PORT').and.not.to.contain('canary')
  })

  it('says so when the port is taken', async () => {
    const first = aHaven()
    const { port } = new URL(await first.address)
    const second = aHaven({ PORT: port })
    expect(await second.ended).to.equal(1)
    expect(second.wrong()).to.contain(`Port ${port}`)
    first.child.kill('SIGTERM')
    await first.ended
  })
})

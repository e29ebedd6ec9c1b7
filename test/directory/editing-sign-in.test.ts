import { expect } from 'chai'
import { anEditingSite, NOON, WORDS, type EditingSite } from './an-editing.ts'
import { anotherEditor, firstEditor, seen, withCookie, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const HOUR = 60 * 60 * 1000
const link = (site: EditingSite): string => /http\S+/.exec(site.printed.at(-1) ?? '')?.[0] ?? ''

describe("signing in to the editors' pages", () => {
  let site: EditingSite
  let now: Date
  const signIn = (key: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${site.url}${EDIT}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ key }),
    })

  beforeEach(async () => {
    now = NOON
    site = await anEditingSite({ now: () => now })
  })
  afterEach(() => site.stop())

  it('begins with a printed link that names its person', () => {
    expect(site.printed).to.have.length(1)
    expect(site.printed[0]).to.match(
      /lets Ann Lee in, once: http:\/\/localhost:3978\/directory\/edit\/invitation\?key=[\w-]{43}$/,
    )
  })

  it('survives any number of programs that look at the link', async () => {
    const { pathname, search } = new URL(link(site))
    for (let look = 0; look < 3; look += 1) {
      const answer = await fetch(site.url + pathname + search)
      expect(answer.headers.get('set-cookie')).to.equal(null)
      expect(await answer.text())
        .to.include('Ann Lee')
        .and.include('Get my key')
    }
    expect((await firstEditor(site)).key).to.match(/^\w{5}(-\w{5}){3}$/)
  })

  it('shows the key once', async () => {
    const ann = await firstEditor(site)
    expect((await firstEditor(site)).key).to.equal('')
    for (const path of ['/', '/editors', '/sign-in'])
      expect((await ann.open(EDIT + path)).text).to.not.include(ann.key)
  })

  it('goes on with the key, and gives a cookie that no script and no other site can use', async () => {
    const { key } = await firstEditor(site)
    const answer = await signIn(key)
    expect(answer.status).to.equal(303)
    expect(answer.headers.get('set-cookie')).to.match(
      /^haven_directory=[\w-]{43}; Path=\/directory\/edit; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    )
    const again = withCookie(site, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
    expect((await again.open(`${EDIT}/`)).status).to.equal(200)
  })

  it('gives a cookie for HTTPS only where the pages are on HTTPS', async () => {
    const secure = await anEditingSite({ options: { publicUrl: 'https://haven.example' } })
    const answer = await fetch(`${secure.url}${EDIT}/invitation`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ key: new URL(link(secure)).searchParams.get('key') ?? '' }),
    })
    await secure.stop()
    expect(answer.headers.get('set-cookie')).to.match(/; Secure$/)
  })

  it('lasts 8 hours, and ends with signing out', async () => {
    const ann = await firstEditor(site)
    now = new Date(NOON.getTime() + 8 * HOUR - 1)
    expect((await ann.open(`${EDIT}/`)).status).to.equal(200)
    now = new Date(NOON.getTime() + 8 * HOUR)
    expect((await ann.open(`${EDIT}/`)).status).to.equal(401)
    now = NOON
    expect((await ann.send(`${EDIT}/`, `${EDIT}/sign-out`)).status).to.equal(303)
    expect((await ann.open(`${EDIT}/`)).status).to.equal(401)
  })

  for (const path of [
    '/',
    '/services/sts-glow',
    '/services/sts-glow/edit',
    '/services/sts-glow/history',
    '/services/sts-glow/close',
    '/proposals',
    '/proposals/1',
    '/editors',
  ]) {
    for (const cookie of ['', `haven_directory=${'a'.repeat(43)}`]) {
      it(`is needed for ${path} ${cookie ? 'with a made-up cookie' : 'without a cookie'}`, async () => {
        const { status, text } = await withCookie(site, cookie).open(EDIT + path)
        expect(status).to.equal(401)
        expect(text).to.not.include('Glow')
      })
    }
  }

  for (const path of ['edit', 'close', 'checked', 'waiting', 'undo', 'file']) {
    it(`is needed to send anything to ${path}`, async () => {
      const { status } = await withCookie(site, '').post(`${EDIT}/services/sts-glow/${path}`, { base: '0' })
      expect(status).to.equal(401)
    })
  }

  it('with a wrong key says nothing about what was wrong, and puts no key in the page', async () => {
    const answer = await signIn('AAAAA-BBBBB-CCCCC-DDDDD')
    expect(answer.status).to.equal(403)
    expect(answer.headers.get('set-cookie')).to.equal(null)
    expect(await answer.text()).to.not.include('AAAAA')
  })

  it('is refused from another site', async () => {
    const { key } = await firstEditor(site)
    expect((await signIn(key, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403)
  })

  it('is slowed down after five wrong keys in a quarter of an hour, and still opens to the right one', async () => {
    await site.stop()
    const waits: number[] = []
    site = await anEditingSite({
      now: () => now,
      options: { wait: async (milliseconds) => void waits.push(milliseconds) },
    })
    const { key } = await firstEditor(site)
    for (let count = 0; count < 5; count += 1) await signIn('wrong')
    expect(waits).to.deep.equal([])
    expect((await signIn(key)).status).to.equal(303)
    expect(waits).to.deep.equal([3000])
    now = new Date(NOON.getTime() + HOUR / 4)
    expect((await signIn(key)).status).to.equal(303)
    expect(waits).to.deep.equal([3000])
  })

  it('does not let waiting tries pile up', async () => {
    await site.stop()
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    site = await anEditingSite({ now: () => now, options: { wait: () => held } })
    for (let count = 0; count < 5; count += 1) await signIn('wrong')
    const answered: number[] = []
    let fifth: () => void = () => {}
    const five = new Promise<void>((resolve) => (fifth = resolve))
    const tries = Array.from({ length: 15 }, async () => {
      answered.push((await signIn('wrong')).status)
      if (answered.length === 5) fifth()
    })
    await five
    expect(answered).to.deep.equal([429, 429, 429, 429, 429])
    release()
    await Promise.all(tries)
    expect(answered.slice(5)).to.deep.equal(Array.from({ length: 10 }, () => 403))
  })
})

describe('editors', () => {
  let site: EditingSite
  let ann: AnEditor
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
  })
  afterEach(() => site.stop())

  const invite = (by: AnEditor, name: string, area: readonly string[]) =>
    by.send(`${EDIT}/editors`, `${EDIT}/editors/invite`, { name, area })
  const idOf = async (name: string): Promise<number> =>
    (await site.store.editors.list()).find((one) => one.name === name)?.id ?? 0

  it('let each other in by name, with a link that is shown once', async () => {
    const { status, text } = await invite(ann, ' Ben  Roe ', ['essex'])
    expect(status).to.equal(200)
    expect(seen(text)).to.include('A link for Ben Roe')
    expect((await ann.open(`${EDIT}/editors`)).text)
      .to.include('Ben Roe')
      .and.not.include('invitation?key=')
  })

  it('are not let in without a name, without areas, or for an area that is none', async () => {
    for (const [name, area, status] of [
      ['', ['essex'], 422],
      ['<b>Ben</b>', ['essex'], 422],
      ['a\u202eb', ['essex'], 422],
      ['x'.repeat(81), ['essex'], 422],
      ['Ben Roe', [], 422],
      ['Ben Roe', ['atlantis'], 403],
    ] as const) {
      expect((await invite(ann, name, area)).status, name).to.equal(status)
    }
    expect(await site.store.editors.list()).to.have.length(1)
  })

  it('cannot be acted for by whoever makes a second link for their name', async () => {
    await anotherEditor(site, ann, 'Ben Roe')
    const { status, text } = await invite(ann, 'Ben Roe', ['all'])
    expect(status).to.equal(409)
    expect(text).to.not.include('invitation?key=')
  })

  it('of one area change, let in and end only there', async () => {
    const ben = await anotherEditor(site, ann, 'Ben Roe', ['essex'])
    expect((await ben.open(`${EDIT}/services/sts-glow/edit`)).status).to.equal(403)
    expect((await ben.open(`${EDIT}/services/esx-victim-support/edit`)).status).to.equal(200)
    for (const area of [['all'], ['cheshire'], ['essex', 'cheshire']]) {
      expect((await invite(ben, 'Cara Dow', area)).status).to.equal(403)
    }
    expect((await invite(ben, 'Cara Dow', ['essex'])).status).to.equal(200)
    const csrf = /name="csrf" value="(\w+)"/.exec((await ben.open(`${EDIT}/editors`)).text)?.[1] ?? ''
    expect((await ben.post(`${EDIT}/editors/${await idOf('Ann Lee')}/end`, { csrf })).status).to.equal(403)
    expect((await ann.open(`${EDIT}/`)).status).to.equal(200)
  })

  for (const [path, fields] of [
    ['/services/sts-glow/edit', { name: 'Mine' }],
    ['/services/sts-glow/checked', {}],
    ['/services/sts-glow/waiting', { state: 'open' }],
    ['/services/sts-glow/close', {}],
    ['/services/sts-glow/file', { answer: 'took-file' }],
    ['/services/sts-glow/undo', { version: '1' }],
  ] as const) {
    it(`of one area cannot forge a form to ${path} of another`, async () => {
      const ben = await anotherEditor(site, ann, 'Ben Roe', ['essex'])
      const csrf = /name="csrf" value="(\w+)"/.exec((await ben.open(`${EDIT}/editors`)).text)?.[1] ?? ''
      const { file } = site.records.record('sts-glow')!
      const forged = { ...fields, csrf, base: '0', file: file?.digest ?? '' }
      expect((await ben.post(EDIT + path, forged)).status).to.equal(403)
      expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
    })
  }

  it('lose their access at once when another ends it', async () => {
    const ben = await anotherEditor(site, ann, 'Ben Roe')
    const path = `${EDIT}/editors/${await idOf('Ben Roe')}/end`
    expect((await ann.send(`${EDIT}/editors`, path)).status).to.equal(303)
    expect((await ben.open(`${EDIT}/`)).status).to.equal(401)
  })

  it('are seen in what was done last', async () => {
    await anotherEditor(site, ann, 'Ben Roe')
    const page = seen((await ann.open(`${EDIT}/editors`)).text)
    expect(page).to.include('Ann Lee invited Ben Roe').and.include('Ben Roe used a link and got a key')
  })

  it('are not let in again from outside when they had a key or lost their access', async () => {
    const before = site.printed.length
    site = await site.restart()
    expect(site.printed.at(-1)).to.match(/lets Ann Lee in/)
    expect(before).to.equal(1)
    await firstEditor(site)
    const { createEditing } = await import('../../src/directory/editing/create-editing.ts')
    const said: string[] = []
    const editing = createEditing({
      ...site.store,
      records: site.records,
      bankHolidays: () => new Set(),
      words: WORDS,
      now: () => NOON,
      print: (line) => void said.push(line),
      publicUrl: 'http://localhost:3978',
    })
    await editing.inviteFromOutside('Ann Lee', false)
    expect(said.join())
      .to.match(/had a key before, so no link is made/)
      .and.not.include('http')
    await editing.inviteFromOutside('Dee Fox', false)
    expect(said.at(-1)).to.match(/lets Dee Fox in, once: http/)
  })
})

import { expect } from 'chai'
import { shown, welshOnly } from '../support/in-welsh.ts'
import { anEditingSite, WORDS, type EditingSite } from './an-editing.ts'
import { anotherEditor, firstEditor, seen, withCookie, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const GLOW = `${EDIT}/services/sts-glow`
const welsh = WORDS.get('cy')!
const expectWelsh = welshOnly(WORDS.get('en'), welsh)

describe("the languages of the editors' pages", () => {
  let site: EditingSite
  let ann: AnEditor
  let inWelsh: AnEditor
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
    inWelsh = withCookie(site, `${ann.cookie}; directory_lang=cy`)
  })
  afterEach(() => site.stop())

  const asked = async (path: string, headers: Record<string, string>): Promise<string> =>
    (await fetch(site.url + path, { headers })).text()
  const choose = (fields: Record<string, string>) => ann.post(`${EDIT}/language`, fields)

  it('are the one that was chosen, else that of the browser, else English', async () => {
    expect(await asked(EDIT, {})).to.include('<html lang="en-GB">')
    expect(await asked(EDIT, { 'accept-language': 'fr, cy;q=0.9' })).to.include('<html lang="cy">')
    const cookie = 'directory_lang=en'
    expect(await asked(EDIT, { 'accept-language': 'cy', cookie })).to.include('<html lang="en-GB">')
  })

  it('are offered in their own names, and are not those of the desk', async () => {
    expect((await ann.open(GLOW)).text).to.include('value="cy" lang="cy">Cymraeg</button>')
    expect((await inWelsh.open(GLOW)).text).to.include('value="en" lang="en">English</button>')
    const other = withCookie(site, `${ann.cookie}; desk_lang=cy`)
    expect((await other.open(GLOW)).text).to.include('<html lang="en-GB">')
  })

  it('are changed with a cookie that no script and no other site can use', async () => {
    const { status, headers } = await choose({ language: 'cy', to: `${EDIT}/` })
    expect(status).to.equal(303)
    expect(headers.get('set-cookie')).to.equal(
      'directory_lang=cy; Path=/directory/edit; Max-Age=31536000; HttpOnly; SameSite=Strict',
    )
    expect((await choose({ language: 'tlh' })).headers.get('set-cookie')).to.equal(null)
  })

  it('are changed without leaving the page or the session, and before signing in', async () => {
    for (const path of [`${EDIT}/?text=glow&page=1`, GLOW, `${GLOW}/edit`, `${GLOW}/history`]) {
      const to = shown(/name="to" value="([^"]*)"/.exec((await ann.open(path)).text)?.[1] ?? '')
      expect((await choose({ language: 'cy', to })).headers.get('location')).to.equal(path)
    }
    expect(seen((await inWelsh.open(GLOW)).text)).to.include('Ann Lee')
    const nobody = withCookie(site, '')
    expect((await nobody.post(`${EDIT}/language`, { language: 'cy' })).status).to.equal(303)
  })

  for (const to of [
    'https://evil.example/directory/edit/',
    '//evil.example/directory/edit/',
    '/\\evil.example',
    '/directory/edit/../services',
    '/directory/services',
    `${GLOW}/checked`,
    '',
  ]) {
    it(`lead to the list and not to "${to}"`, async () => {
      expect((await choose({ language: 'cy', to })).headers.get('location')).to.equal(`${EDIT}/`)
    })
  }

  it('are not offered where changing them would lose what is shown once, or what was typed', async () => {
    const wrong = await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, { email: 'nobody', do: 'save' })
    const invited = await ann.send(`${EDIT}/editors`, `${EDIT}/editors/invite`, { name: 'Ben', area: 'all' })
    for (const { text } of [wrong, invited]) expect(text).to.not.include('name="language"')
  })

  describe('on a page in Welsh', () => {
    it('have no English of ours, whatever is opened', async () => {
      const ben = await anotherEditor(site, ann, 'Ben Roe')
      const fields = { description: 'Words.', crimes: ['fraud'], do: 'save' }
      const { headers } = await ben.send(
        `${EDIT}/services/nat-101/edit`,
        `${EDIT}/services/nat-101/edit`,
        fields,
      )
      await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, fields)
      await ann.send(GLOW, `${GLOW}/waiting`, { state: 'waiting', weeks: '6' })
      const paths = [
        `${EDIT}/`,
        `${EDIT}/?page=2`,
        `${EDIT}/?show=closed`,
        `${EDIT}/proposals`,
        `${EDIT}/editors`,
        GLOW,
        `${GLOW}/edit`,
        `${GLOW}/close`,
        `${GLOW}/history`,
        `${EDIT}/services/nat-101`,
        `${EDIT}/services/nat-101/edit`,
        headers.get('location') ?? '',
        `${EDIT}/sign-in`,
        `${EDIT}/invitation?key=x`,
        `${EDIT}/services/nobody`,
        `${EDIT}/proposals/99`,
        `${EDIT}/nowhere`,
        `${GLOW}/checked`,
      ]
      const names = site.records.all().map(({ service }) => service.name)
      for (const path of paths) expectWelsh((await inWelsh.open(path)).text, names)
      expectWelsh((await withCookie(site, 'directory_lang=cy').open(GLOW)).text)
    })

    it('have no English of ours when something cannot be done', async () => {
      const sent = [
        await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, {
          name: '',
          'where.text': 'a\u0000b',
          do: 'save',
        }),
        await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, { do: 'save' }),
        await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, { base: 'x', name: 'New', do: 'save' }),
        await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, { description: 'x'.repeat(5_001), do: 'save' }),
        await inWelsh.send(GLOW, `${GLOW}/waiting`, { state: 'asleep' }),
        await inWelsh.send(`${EDIT}/editors`, `${EDIT}/editors/invite`, { name: '' }),
        await inWelsh.post(`${GLOW}/checked`, { csrf: 'wrong' }),
        await inWelsh.post(`${EDIT}/sign-in`, { key: 'wrong' }),
      ]
      for (const { text } of sent) expectWelsh(text)
      const [first] = sent
      expect(shown(first?.text ?? '')).to.include(`Gwall: ${welsh.fault.missing}`)
    })

    it('mark what code tells in English as English', async () => {
      const { text } = await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, { email: 'nobody', do: 'save' })
      expect(text).to.match(/id="f-email-error">Gwall: <span lang="en">[^<]+<\/span>/)
      const english = await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, { email: 'nobody', do: 'save' })
      expect(english.text).to.not.include('lang="en"')
    })

    it('say days and moments in Welsh, and the time of London', async () => {
      await ann.send(GLOW, `${GLOW}/checked`)
      const page = seen((await inWelsh.open(GLOW)).text)
      expect(page).to.include("Wedi'i wirio ar 24 Tachwedd 2026")
      expect(page).to.match(/Ei wirio: Ann Lee, 24 Tachwedd 2026.{1,6}12:00/)
    })

    it('show a record as a Welsh speaker would see it, and mark the English in it', async () => {
      const own = { 'translations.cy.name': 'Goleuni', 'translations.cy.description': 'Geiriau.', do: 'save' }
      await ann.send(`${GLOW}/edit`, `${GLOW}/edit`, own)
      const { text } = await inWelsh.open(GLOW)
      expect(text).to.include('<h3>Goleuni</h3>').and.include('<p>Geiriau.</p>')
      expect((await ann.open(GLOW)).text).to.not.include('<h3>Goleuni</h3>')
      expect((await inWelsh.open(`${EDIT}/services/nat-101`)).text).to.match(
        /<div class="seen">[^]*<span lang="en">/,
      )
    })

    it('do not change what is kept', async () => {
      await inWelsh.send(`${GLOW}/edit`, `${GLOW}/edit`, { description: 'New words.', do: 'save' })
      const { service, version } = site.records.record('sts-glow')!
      expect(service.description).to.equal('New words.')
      expect(version?.edit).to.equal('edited')
      expect(seen((await ann.open(`${EDIT}/editors`)).text)).to.include('Ann Lee saved sts-glow')
    })
  })
})

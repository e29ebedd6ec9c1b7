import { expect } from 'chai'
import { PROOF, renderStatement } from '../../src/web/statement.ts'
import { CONTENT } from '../support/content.ts'
import { startHaven } from '../support/server.ts'
import { titlesIn } from '../support/titles.ts'

const { words } = CONTENT
const shown = (language: string, contact?: Parameters<typeof renderStatement>[2]): string =>
  renderStatement((key, params) => words.text(language, key, params) ?? `[${key}]`, language, contact).html

describe('The accessibility statement', function () {
  this.timeout(120_000)

  it('claims nothing that no test proves', async () => {
    const named = PROOF.claims.flatMap(({ id, tests }) => tests.map((test) => ({ id, ...test })))
    const titles = await titlesIn([...new Set(named.map(({ file }) => file))])
    const missing = named.filter(({ file, title }) => !titles.has(`${file}: ${title}`))
    expect(missing.map(({ id, title }) => `${id}: ${title}`)).to.deep.equal([])
  })

  for (const language of words.languages)
    it(`is whole in ${language}: all that was tried, the day, and all that was not`, () => {
      const page = shown(language)
      expect(page).to.not.match(/\[statement|\{\{/)
      expect(page).to.include('2026').and.include('Chromium').and.include('WCAG 2.2')
      expect(page.match(/<li>/g)).to.have.length(PROOF.claims.length + PROOF.not_tried.length)
      for (const one of ['NVDA', 'VoiceOver', 'Safari', 'Firefox', 'iPhone']) expect(page).to.include(one)
    })

  it('names whom to tell, or says that a demonstration has nobody', () => {
    const contact = {
      name: { en: 'the office of <Sampleshire>' },
      email: 'help@example.org',
      phone: '01632 960001',
    }
    expect(shown('en', contact))
      .to.include('Tell the office of &lt;Sampleshire&gt;.')
      .and.include('mailto:help@example.org')
      .and.include('tel:01632960001')
      .and.not.include('nobody to write to')
    expect(shown('en')).to.include('nobody to write to')
  })

  it('stands at an address that says nothing, is linked from every page, and leads back', async () => {
    const haven = await startHaven()
    try {
      const links = async (path: string) =>
        /href="(\/about[^"]*)"/.exec(await (await fetch(haven.address + path)).text())?.[1]
      expect([await links('/'), await links('/nothing-here')]).to.deep.equal(['/about?en', '/about?en'])
      const page = await (await fetch(`${haven.address}/about?cy`)).text()
      expect(page).to.include('<html lang="cy">').and.include('<title>Gwybodaeth a chyngor</title>')
      expect(page).to.include('href="/exit"').and.include('tel:999').and.include('<a href="/">')
      expect((await fetch(`${haven.address}/about?xx`)).status).to.equal(200)
      expect((await fetch(`${haven.address}/about`, { method: 'POST' })).status).to.equal(405)
    } finally {
      await haven.stop()
    }
  })
})

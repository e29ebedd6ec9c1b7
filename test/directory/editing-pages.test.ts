import { expect } from 'chai'
import type { Service } from '../../src/domain/service.ts'
import { matchServices } from '../../src/domain/match.ts'
import { anEditingSite, NOON, TODAY, type EditingSite } from './an-editing.ts'
import { filled, firstEditor, seen, withCookie, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const at = (id: string, act = ''): string => `${EDIT}/services/${id}${act}`

describe("the editors' pages", () => {
  let site: EditingSite
  let ann: AnEditor
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
  })
  afterEach(() => site.stop())

  const now = (id: string): Service => site.records.record(id)!.service
  const save = (id: string, change: Parameters<AnEditor['send']>[2] = {}) =>
    ann.send(at(id, '/edit'), at(id, '/edit'), { do: 'save', ...change })

  describe('the list', () => {
    const ids = async (query: string): Promise<readonly string[]> =>
      [...(await ann.open(`${EDIT}/?${query}`)).text.matchAll(/class="ref" href="[^"]*\/([^"/]+)"/g)].map(
        (match) => match[1] ?? '',
      )

    it('finds records by name, id and number, whatever the case and the marks', async () => {
      expect(await ids('text=GLOW')).to.deep.equal(['sts-glow'])
      expect(await ids('text=sts-savana')).to.deep.equal(['sts-savana'])
      expect(await ids('text=0808+16+89+111')).to.include('nat-victim-support')
      expect(await ids("text=women's+aid+staffordshire")).to.include('sts-womens-aid')
      expect(await ids('text=nothing+is+called+this')).to.deep.equal([])
    })

    it('narrows to an area, a crime and a kind of help', async () => {
      expect((await ids('area=essex&text=victim')).every((id) => id.startsWith('esx-'))).to.equal(true)
      const fraud = await ids('crime=fraud')
      expect(fraud).to.not.be.empty
      for (const id of fraud)
        expect(now(id).crimes.some((crime) => crime === '*' || crime === 'fraud')).to.equal(true)
      const housing = await ids('need=housing')
      expect(housing).to.not.be.empty
      for (const id of housing) expect(now(id).needs).to.include('housing')
    })

    it('shows what ended, and says why something is not shown', async () => {
      expect(await ids('show=closed')).to.include('sts-savana')
      const { text } = await ann.open(`${EDIT}/?text=sts-savana`)
      expect(seen(text)).to.include('Not shown: it has ended')
      expect(seen((await ann.open(`${EDIT}/?text=sts-glow`)).text)).to.include(
        'Shown to people Staffordshire. Collected on 22 November 2026, not checked.',
      )
    })

    it('shows what needs checking, as time goes by', async () => {
      expect(await ids('show=check')).to.deep.equal([])
      await site.stop()
      site = await anEditingSite({ now: () => new Date('2027-08-01T12:00Z') })
      ann = await firstEditor(site)
      await ann.send(at('sts-glow'), at('sts-glow', '/checked'))
      expect(await ids('show=check&text=nat-victim-support')).to.deep.equal(['nat-victim-support'])
      expect(await ids('show=check&text=sts-glow')).to.deep.equal([])
    })

    it('goes on to a second page and back', async () => {
      const first = await ids('')
      const second = await ids('page=2')
      expect(first).to.have.length(50)
      expect(second.some((id) => first.includes(id))).to.equal(false)
      expect((await ann.open(`${EDIT}/`)).text).to.include('page=2')
    })

    it('takes any query without a fault', async () => {
      const odd = `text=${'x'.repeat(2_000)}&page=-1&show=%00&area=<b>&crime[]=1&need=%ff`
      expect((await ann.open(`${EDIT}/?${odd}`)).status).to.equal(200)
    })
  })

  describe('saving', () => {
    it('shows the new content to people at once, in the same process', async () => {
      const { status, headers } = await save('sts-glow', { description: 'New words.' })
      expect(status).to.equal(303)
      expect(headers.get('location')).to.equal(at('sts-glow'))
      expect(site.directory.service('sts-glow')?.description).to.equal('New words.')
      expect(site.directory.services().filter(({ id }) => id === 'sts-glow')).to.have.length(1)
    })

    it('reaches the matching of a conversation', async () => {
      const match = () =>
        matchServices(
          {
            crimes: ['bicycle_theft'],
            needs: [],
            force: 'staffordshire',
            country: 'England',
            council: 'E06000021',
          },
          site.directory.services(),
          { now: NOON, bankHolidays: site.directory.bankHolidays() },
        ).map(({ id }) => id)
      expect(match()).to.not.include('sts-glow')
      await save('sts-glow', { crimes: ['domestic_abuse', 'bicycle_theft'] })
      expect(match()).to.include('sts-glow')
    })

    it('outlives a restart, and changes no file', async () => {
      await save('sts-glow', { description: 'New words.' })
      const version = site.records.record('sts-glow')?.version
      site = await site.restart()
      expect(site.directory.service('sts-glow')?.description).to.equal('New words.')
      expect(site.records.record('sts-glow')?.version).to.deep.equal(version)
      expect(site.records.record('sts-glow')?.fileChanged).to.equal(false)
      expect(site.faults).to.deep.equal([])
    })

    it('an untouched form keeps nothing, and says so', async () => {
      const { status, text } = await save('sts-glow')
      expect(status).to.equal(200)
      expect(seen(text)).to.include('Nothing was different, so nothing was saved.')
      expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
    })

    it('puts each error beside its field, keeps what was typed, and saves nothing', async () => {
      const { status, text } = await save('sts-glow', {
        phones: '0300 303 778',
        email: 'nobody',
        description: 'Typed with care.',
      })
      expect(status).to.equal(422)
      const form = new Map(filled(text, at('sts-glow', '/edit')))
      expect(form.get('phones')).to.equal('0300 303 778')
      expect(form.get('email')).to.equal('nobody')
      expect(form.get('description')).to.equal('Typed with care.')
      expect(text)
        .to.match(/id="f-phones-error">Error:/)
        .and.match(/aria-invalid="true"/)
      expect(text).to.include('href="#f-email"')
      expect(text).to.match(/<title>Error: /)
      expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
    })

    for (const [title, change, input] of [
      [
        'the address of a refuge',
        { 'address.lines': '1 High Street', 'address.postcode': 'ST1 1AA' },
        'address-lines',
      ],
      ['a postcode in the words about a refuge', { description: 'A refuge near ST1 1AA.' }, 'description'],
      ['a personal e-mail', { email: 'jane.smith@example.org' }, 'email'],
      ['the name of a member of staff', { phones: '01785 601690 (Ask for Jane Smith)' }, 'phones'],
      ['a number that is known to be wrong', { phones: '0800 500 2222' }, 'phones'],
      ['another area', { 'where.force': 'essex' }, 'where-force'],
      ['a twin that is not there', { same_as: 'nobody' }, 'same_as'],
    ] as const) {
      it(`refuses ${title}`, async () => {
        const { status, text } = await save('sts-glow', change)
        expect(status).to.equal(422)
        expect(text).to.include(`id="f-${input}-error"`)
        expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
      })
    }

    it('refuses to lose the line that an area sends people to', async () => {
      const { status, text } = await save('sts-victim-gateway', { phones: '', checked: 'yes' })
      expect(status).to.equal(422)
      expect(text).to.include('id="f-phones-error"')
    })

    it('says that a changed contact was not checked, before it saves, and after that takes a word for it', async () => {
      await ann.send(at('sts-glow'), at('sts-glow', '/checked'))
      const asked = await save('sts-glow', { website: 'https://example.org/' })
      expect(asked.status).to.equal(422)
      expect(seen(asked.text)).to.include('a live area stops showing it until somebody has checked')
      expect(now('sts-glow').info_checked_on).to.equal(TODAY)
      const fields = filled(asked.text, at('sts-glow', '/edit'))
      const agreed = await ann.post(at('sts-glow', '/edit'), [
        ...fields,
        ['unchecked', 'yes'],
        ['do', 'save'],
      ])
      expect(agreed.status).to.equal(303)
      expect(now('sts-glow')).to.deep.include({ website: 'https://example.org/', info_checked_on: null })
    })

    it('takes "I checked this today" for a changed contact', async () => {
      expect((await save('sts-glow', { website: 'https://example.org/', checked: 'yes' })).status).to.equal(
        303,
      )
      expect(now('sts-glow')).to.deep.include({ website: 'https://example.org/', info_checked_on: TODAY })
    })

    it('shows how it would look, and saves nothing by that', async () => {
      const { status, text } = await save('sts-glow', { name: 'Glow & friends', do: 'preview' })
      expect(status).to.equal(200)
      expect(text).to.include('<h3>Glow &amp; friends</h3>')
      expect(new Map(filled(text, at('sts-glow', '/edit'))).get('name')).to.equal('Glow & friends')
      expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
    })

    it('leaves alone what a form may not touch, however it is forged', async () => {
      const forged = {
        status: 'closed',
        id: 'nat-999',
        info_checked_on: TODAY,
        capacity: 'open',
        collected_on: '2020-01-01',
      }
      await save('sts-glow', { ...forged, description: 'New words.' })
      expect(now('sts-glow')).to.deep.equal({
        ...site.records.record('sts-glow')?.file?.service,
        description: 'New words.',
      })
    })
  })

  describe('two editors at once', () => {
    it('are told of each other, and nothing is lost', async () => {
      const open = filled((await ann.open(at('sts-glow', '/edit'))).text, at('sts-glow', '/edit'))
      await save('sts-glow', { description: 'Theirs.', who_for: 'Theirs too.' })
      const typed = open.map(([name, value]) => [name, name === 'description' ? 'Mine.' : value] as const)
      const { status, text } = await ann.post(at('sts-glow', '/edit'), [...typed, ['do', 'save']])
      expect(status).to.equal(409)
      expect(seen(text)).to.match(/There now What you typed What it is, in a sentence or two Theirs\. Mine\./)
      const again = filled(text, at('sts-glow', '/edit'))
      expect(new Map(again).get('description')).to.equal('Mine.')
      expect(new Map(again).get('who_for')).to.equal('Theirs too.')
      expect((await ann.post(at('sts-glow', '/edit'), [...again, ['do', 'save']])).status).to.equal(303)
      expect(now('sts-glow')).to.deep.include({ description: 'Mine.', who_for: 'Theirs too.' })
    })

    it('pressing one button twice keeps one version', async () => {
      const page = await ann.open(at('sts-glow'))
      const fields = filled(page.text, at('sts-glow', '/checked'))
      const [one, other] = await Promise.all([1, 2].map(() => ann.post(at('sts-glow', '/checked'), fields)))
      expect([one?.status, other?.status]).to.have.members([303, 409])
      expect(await site.store.edits.history('sts-glow')).to.have.length(1)
    })

    it('a form that says nothing of what was seen is out of date', async () => {
      expect((await save('sts-glow', { base: null, description: 'Mine.' })).status).to.equal(409)
      expect((await save('sts-glow', { base: 'x', description: 'Mine.' })).status).to.equal(409)
      expect((await save('sts-glow', { file: 'x', description: 'Mine.' })).status).to.equal(409)
      expect(await site.store.edits.history('sts-glow')).to.deep.equal([])
    })
  })

  describe('the big buttons', () => {
    it('say that it was checked today', async () => {
      expect((await ann.send(at('sts-glow'), at('sts-glow', '/checked'))).status).to.equal(303)
      expect(now('sts-glow').info_checked_on).to.equal(TODAY)
      expect(seen((await ann.open(at('sts-glow'))).text)).to.include('Checked on 24 November 2026')
    })

    it('set the waiting time, and refuse what is none', async () => {
      const wait = (state: string, weeks: string) =>
        ann.send(at('sts-glow'), at('sts-glow', '/waiting'), { state, weeks })
      expect((await wait('waiting', '6')).status).to.equal(303)
      expect(now('sts-glow').capacity).to.deep.equal({ state: 'waiting', wait_weeks: 6, as_of: TODAY })
      expect(seen((await ann.open(at('sts-glow'))).text)).to.include('People wait about 6 weeks.')
      expect((await wait('open', '6')).status).to.equal(303)
      expect(now('sts-glow').capacity).to.deep.equal({ state: 'open', as_of: TODAY })
      for (const [state, weeks] of [
        ['waiting', ''],
        ['waiting', '0'],
        ['waiting', 'six'],
        ['asleep', ''],
      ] as const) {
        expect((await wait(state, weeks)).status, weeks).to.equal(422)
      }
    })

    it('end a service, and send people to the one that took over', async () => {
      const close = (successor: string) =>
        ann.send(at('sts-glow', '/close'), at('sts-glow', '/close'), { successor })
      const wrong = await close('nobody')
      expect(wrong.status).to.equal(422)
      expect(new Map(filled(wrong.text, at('sts-glow', '/close'))).get('successor')).to.equal('nobody')
      expect((await close('sts-womens-aid')).status).to.equal(303)
      expect(now('sts-glow')).to.deep.include({
        status: 'closed',
        successor: 'sts-womens-aid',
        show_in_demo: false,
      })
      expect(site.directory.service('sts-glow')?.id).to.equal('sts-womens-aid')
      expect(site.directory.services().some(({ id }) => id === 'sts-glow')).to.equal(false)
      expect((await ann.open(`${EDIT}/?show=closed`)).text).to.include('sts-glow')
    })
  })

  it('are answered by their own policy, kept nowhere, and load nothing', async () => {
    const { headers, text } = await ann.open(at('sts-glow', '/edit'))
    expect(headers.get('content-security-policy')).to.match(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(headers.get('cache-control')).to.equal('no-store')
    expect(text).to.not.match(/<script|<img|<link|style=|\son\w+=/i)
  })

  it('answer 404 and 405 where nothing is', async () => {
    for (const path of [
      '/services/nobody',
      '/services/NOBODY',
      '/proposals/9',
      '/proposals/x',
      '/nowhere',
      '/services/sts-glow/',
    ])
      expect((await ann.open(EDIT + path)).status, path).to.equal(404)
    const wrong = await ann.open(at('sts-glow', '/checked'))
    expect([wrong.status, wrong.headers.get('allow')]).to.deep.equal([405, 'POST'])
    expect((await withCookie(site, '').open(EDIT)).headers.get('location')).to.equal(`${EDIT}/`)
  })
})

import { expect } from 'chai'
import type { Service } from '../../src/domain/service.ts'
import { anEditingSite, TODAY, type EditingSite } from './an-editing.ts'
import {
  anotherEditor,
  filled,
  firstEditor,
  seen,
  withCookie,
  type AnEditor,
  type Page,
} from './an-editor.ts'

const EDIT = '/directory/edit'
const at = (id: string, act = ''): string => `${EDIT}/services/${id}${act}`

describe('a record that two people decide about', () => {
  let site: EditingSite
  let ann: AnEditor
  let ben: AnEditor
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
    ben = await anotherEditor(site, ann, 'Ben Roe')
  })
  afterEach(() => site.stop())

  const now = (id: string): Service => site.records.record(id)!.service
  const propose = (id: string, change: Parameters<AnEditor['send']>[2], by = ann): Promise<Page> =>
    by.send(at(id, '/edit'), at(id, '/edit'), { do: 'save', ...change })
  const proposed = async (id = 'nat-victim-support', by = ann): Promise<string> => {
    const { status, headers } = await propose(id, { description: 'New words.' }, by)
    expect(status).to.equal(303)
    return headers.get('location') ?? ''
  }
  const csrfOf = async (who: AnEditor): Promise<string> =>
    /name="csrf" value="(\w+)"/.exec((await who.open(`${EDIT}/editors`)).text)?.[1] ?? ''

  for (const [title, id] of [
    ['a national record', 'nat-victim-support'],
    ['an emergency line', 'nat-999'],
    ['the hub of an area', 'esx-victim-support'],
  ] as const) {
    it(`is ${title}: one person alone changes nothing`, async () => {
      const before = now(id)
      const path = await proposed(id)
      expect(path).to.match(/\/proposals\/1$/)
      expect(now(id)).to.deep.equal(before)
      expect(site.directory.service(id)).to.deep.equal(before)
      expect(seen((await ann.open(at(id))).text)).to.include('Two people decide about this record')
    })
  }

  it('is any record that becomes an emergency line, and any that was one', async () => {
    const { headers } = await propose('sts-glow', { kind: 'emergency' })
    expect(headers.get('location')).to.match(/\/proposals\//)
    expect(now('sts-glow').kind).to.equal('support')
  })

  it('is any local record that would be listed in place of a national one', async () => {
    const { headers } = await propose('sts-glow', { same_as: 'nat-101' })
    expect(headers.get('location')).to.match(/\/proposals\//)
    expect(now('sts-glow')).to.not.have.property('same_as')
  })

  it('is changed when another person approves, at once', async () => {
    const path = await proposed()
    const page = seen((await ben.open(path)).text)
    expect(page)
      .to.match(/Ann Lee, 24 November 2026/)
      .and.include('New words.')
    expect((await ben.send(path, path, { do: 'approve' })).status).to.equal(303)
    expect(site.directory.service('nat-victim-support')?.description).to.equal('New words.')
    expect(seen((await ann.open(at('nat-victim-support', '/history'))).text)).to.match(/Approved by Ben Roe/)
  })

  it('is not changed when another person refuses, who has to say why', async () => {
    const path = await proposed()
    const without = await ben.send(path, path, { do: 'refuse' })
    expect(without.status).to.equal(422)
    const refused = await ben.send(path, path, { do: 'refuse', reason: 'That is <b>not</b> so.' })
    expect(refused.status).to.equal(303)
    expect(now('nat-victim-support').description).to.not.equal('New words.')
    const { text } = await ann.open(path)
    expect(text).to.include('“That is &lt;b&gt;not&lt;/b&gt; so.”')
    expect(await site.store.edits.waiting()).to.deep.equal([])
  })

  it('offers whoever proposed no button', async () => {
    const path = await proposed()
    const { text } = await ann.open(path)
    expect(seen(text)).to.include('You proposed this, so somebody else decides.')
    expect(text).to.not.include('value="approve"')
    expect((await ben.open(path)).text).to.include('value="approve"')
  })

  for (const word of ['approve', 'refuse']) {
    it(`cannot be decided by a forged form of whoever proposed it: ${word}`, async () => {
      const path = await proposed()
      const forged = { csrf: await csrfOf(ann), do: word, reason: 'Mine' }
      for (const fields of [forged, { ...forged, by: '2', editor: '2', decided_by: '2' }]) {
        expect((await ann.post(path, fields)).status).to.equal(403)
      }
      expect(now('nat-victim-support').description).to.not.equal('New words.')
      expect(await site.store.edits.waiting()).to.have.length(1)
    })
  }

  it('cannot be decided by a second browser of whoever proposed it', async () => {
    const path = await proposed()
    const answer = await fetch(`${site.url}${EDIT}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ key: ann.key }),
    })
    const again = withCookie(site, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
    expect((await again.post(path, { csrf: await csrfOf(again), do: 'approve' })).status).to.equal(403)
  })

  it('cannot be decided by somebody of another area', async () => {
    const cara = await anotherEditor(site, ann, 'Cara Dow', ['essex'])
    const path = await proposed()
    expect((await cara.post(path, { csrf: await csrfOf(cara), do: 'approve' })).status).to.equal(403)
    expect(now('nat-victim-support').description).to.not.equal('New words.')
  })

  it('cannot be decided with the token of another session, or with none', async () => {
    const path = await proposed()
    for (const csrf of [await csrfOf(ann), '', 'x']) {
      expect((await ben.post(path, { csrf, do: 'approve' })).status).to.equal(403)
    }
    expect(now('nat-victim-support').description).to.not.equal('New words.')
  })

  it('cannot be changed by a forged form that says what was saved, by whom, or in which state', async () => {
    const forged = { state: 'approved', edit: 'checked', area: 'essex', checked: 'yes', kind: 'support' }
    const { headers } = await propose('nat-999', { ...forged, description: 'New words.' })
    expect(headers.get('location')).to.match(/\/proposals\//)
    expect(now('nat-999').description).to.not.equal('New words.')
  })

  for (const [act, page, fields] of [
    ['/waiting', '', { state: 'closed' }],
    ['/close', '/close', { successor: 'nat-101' }],
  ] as const) {
    it(`needs two for ${act} as well`, async () => {
      const { headers } = await ann.send(
        at('nat-victim-support', page),
        at('nat-victim-support', act),
        fields,
      )
      expect(headers.get('location')).to.match(/\/proposals\/1$/)
      expect(now('nat-victim-support'))
        .to.deep.include({ status: 'active' })
        .and.not.have.property('capacity')
    })
  }

  it('needs two to go back, and to take the file', async () => {
    const path = await proposed()
    await ben.send(path, path, { do: 'approve' })
    const second = (await propose('nat-victim-support', { description: 'Newer words.' }, ben)).headers.get(
      'location',
    )
    await ann.send(second ?? '', second ?? '', { do: 'approve' })
    const history = at('nat-victim-support', '/history')
    for (const [act, fields] of [
      ['/undo', { version: '1' }],
      ['/file', { answer: 'took-file' }],
    ] as const) {
      const { headers } = await ann.send(history, at('nat-victim-support', act), fields)
      expect(headers.get('location')).to.match(/\/proposals\/\d$/)
      expect(now('nat-victim-support').description).to.equal('Newer words.')
    }
  })

  it('needs one to say that it was checked today', async () => {
    const page = at('nat-victim-support')
    expect((await ann.send(page, at('nat-victim-support', '/checked'))).headers.get('location')).to.equal(
      page,
    )
    expect(now('nat-victim-support').info_checked_on).to.equal(TODAY)
  })

  it('makes a proposal out of date when it is changed, which can then only be refused', async () => {
    const [one, two] = [await proposed(), await proposed('nat-victim-support', ben)]
    await ben.send(one, one, { do: 'approve' })
    const page = await ann.open(two)
    expect(seen(page.text)).to.include('it can only be refused')
    expect(page.text).to.not.include('value="approve"')
    expect((await ann.post(two, { csrf: await csrfOf(ann), do: 'approve' })).status).to.equal(409)
    expect((await ann.send(two, two, { do: 'refuse', reason: 'Too late' })).status).to.equal(303)
  })

  it('makes a proposal out of date when its file is changed', async () => {
    const path = await proposed()
    site.changeFile('areas/national/services.json', (text) =>
      text.replace(/("id": "nat-victim-support"[^]*?"name": ")/, '$1The '),
    )
    site = await site.restart()
    ben = await anotherEditor(site, await firstEditor(site), 'Dee Fox')
    expect((await ben.post(path, { csrf: await csrfOf(ben), do: 'approve' })).status).to.equal(409)
    expect(now('nat-victim-support').name).to.match(/^The /)
  })

  it('is judged again when it is approved: what it leans on may have gone', async () => {
    const { headers } = await propose('nat-101', { same_as: 'sts-glow' })
    const path = headers.get('location') ?? ''
    site.changeFile('areas/staffordshire/services.json', (text) => {
      const file = JSON.parse(text) as { services: { id: string }[] }
      return JSON.stringify({ ...file, services: file.services.filter(({ id }) => id !== 'sts-glow') })
    })
    site = await site.restart()
    ben = await anotherEditor(site, await firstEditor(site), 'Dee Fox')
    const { status, text } = await ben.post(path, { csrf: await csrfOf(ben), do: 'approve' })
    expect(status).to.equal(422)
    expect(seen(text)).to.include('There is no record with this id')
  })

  it('is listed while it waits, and tells who let the proposer in', async () => {
    const path = await proposed('nat-victim-support', ben)
    expect((await ann.open(`${EDIT}/proposals`)).text).to.include(path)
    expect((await ann.open(`${EDIT}/?show=waiting`)).text).to.include('nat-victim-support')
    expect(seen((await ann.open(path)).text)).to.include('This editor was let in by Ann Lee.')
  })

  it('keeps a reason that was typed when the word is not taken', async () => {
    const path = await proposed()
    const forged = { csrf: await csrfOf(ann), do: 'approve', reason: 'Long and considered' }
    expect((await ann.post(path, forged)).status).to.equal(403)
    const other = await ben.send(path, path, { do: 'perhaps', reason: 'x' })
    expect(other.status).to.equal(400)
  })

  it('outlives a restart while it waits', async () => {
    const path = await proposed()
    site = await site.restart()
    ben = await anotherEditor(site, await firstEditor(site), 'Dee Fox')
    expect((await ben.send(path, path, { do: 'approve' })).status).to.equal(303)
    expect(site.directory.service('nat-victim-support')?.description).to.equal('New words.')
    expect(
      filled((await ben.open(at('nat-victim-support'))).text, at('nat-victim-support', '/checked')),
    ).to.deep.include(['base', '1'])
  })
})

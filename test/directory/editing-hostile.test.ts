import { expect } from 'chai'
import { request } from 'node:http'
import { anEditingSite, type EditingSite } from './an-editing.ts'
import { filled, firstEditor, seen, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const at = (id: string, act = ''): string => `${EDIT}/services/${id}${act}`
const FORM = at('sts-glow', '/edit')

describe("hostile forms on the editors' pages", () => {
  let site: EditingSite
  let ann: AnEditor
  beforeEach(async () => {
    site = await anEditingSite()
    ann = await firstEditor(site)
  })
  afterEach(() => site.stop())

  const fields = async () => filled((await ann.open(FORM)).text, FORM)
  const csrf = async (): Promise<string> => new Map(await fields()).get('csrf') ?? ''
  const nothingKept = async () => expect(await site.store.edits.history('sts-glow')).to.deep.equal([])

  for (const [title, token] of [
    ['no token', null],
    ['an empty token', ''],
    ['a token of nobody', 'a'.repeat(64)],
  ] as const) {
    it(`change nothing with ${title}`, async () => {
      for (const [page, path, rest] of [
        ['/edit', '/edit', { description: 'New words.', do: 'save' }],
        ['', '/checked', {}],
        ['', '/waiting', { state: 'open' }],
        ['/close', '/close', {}],
      ] as const) {
        const { status } = await ann.send(at('sts-glow', page), at('sts-glow', path), {
          csrf: token,
          ...rest,
        })
        expect(status, path).to.equal(403)
      }
      await nothingKept()
    })
  }

  for (const [title, headers, status] of [
    ['come from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['come from a site beside ours', { 'sec-fetch-site': 'same-site' }, 403],
    ['are no form', { 'content-type': 'application/json' }, 415],
    ['are of several parts', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ] as const) {
    it(`change nothing when they ${title}`, async () => {
      const body = new URLSearchParams()
      for (const [name, value] of await fields()) body.append(name, value)
      body.set('description', 'New words.')
      const answer = await fetch(site.url + FORM, {
        method: 'POST',
        headers: { cookie: ann.cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: body.toString(),
      })
      expect(answer.status).to.equal(status)
      await nothingKept()
    })
  }

  it('of a megabyte are refused, and told that what was typed is still in the browser', async () => {
    const { status, text } = await ann.send(FORM, FORM, { description: 'x'.repeat(1_000_000) })
    expect(status).to.equal(413)
    expect(seen(text)).to.include('what you typed is still there')
    await nothingKept()
  })

  it('that claim to be small and are not are cut off', async () => {
    const token = await csrf()
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = {
        cookie: ann.cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'transfer-encoding': 'chunked',
      }
      const sent = request(site.url + FORM, { method: 'POST', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.on('error', () => resolve(undefined))
      sent.write(`csrf=${token}&description=`)
      for (let count = 0; count < 20; count += 1) sent.write('x'.repeat(10_000))
      sent.end()
    })
    expect(status).to.equal(413)
    await nothingKept()
  })

  it('of thousands of fields, or the same field a thousand times, do no harm', async () => {
    const many = Array.from({ length: 2_000 }, (_, count) => [`x${count}`, '1'] as const)
    const same = Array.from({ length: 2_000 }, () => ['crimes', 'fraud'] as const)
    const base = (await fields()).filter(([name]) => name !== 'crimes')
    expect((await ann.post(FORM, [...(await fields()), ...many])).status).to.equal(200)
    const { status } = await ann.post(FORM, [...base, ...same])
    expect(status).to.equal(422)
    await nothingKept()
  })

  for (const [title, text] of [
    ['NUL', 'a\u0000b'],
    ['an escape', 'a\u001b[31mb'],
    ['a change of direction', 'a\u202eb'],
  ] as const) {
    it(`with ${title} in a name are refused beside it`, async () => {
      const { status, text: page } = await ann.send(FORM, FORM, { name: text, do: 'save' })
      expect(status).to.equal(422)
      expect(page).to.include('id="f-name-error"')
      await nothingKept()
    })
  }

  it('that are no UTF-8 change nothing', async () => {
    const body = Buffer.concat([Buffer.from(`csrf=${await csrf()}&description=`), Buffer.from([0xff, 0xfe])])
    const answer = await fetch(site.url + FORM, {
      method: 'POST',
      headers: { cookie: ann.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    expect(answer.status).to.equal(403)
    await nothingKept()
  })

  const MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>&#60;b&#62;</textarea></title>'
  it('with markup in every field show it as it was typed, on every page, and run nothing', async () => {
    const { status } = await ann.send(FORM, FORM, {
      name: MARKUP,
      organization: MARKUP,
      description: MARKUP,
      who_for: MARKUP,
      not_for: MARKUP,
      'where.text': MARKUP,
      'commissioned.by': MARKUP,
      recheck_reason: MARKUP,
      sources: `"${MARKUP.replaceAll('"', '""')}" | owner`,
      do: 'save',
    })
    expect(status).to.equal(303)
    expect(site.directory.service('sts-glow')?.name).to.equal(MARKUP)
    for (const path of [
      `${EDIT}/`,
      at('sts-glow'),
      FORM,
      at('sts-glow', '/history'),
      at('sts-glow', '/close'),
    ]) {
      const { text } = await ann.open(path)
      expect(text, path).to.not.match(/<script|<img|<b>|<\/textarea><\/title>/)
      expect(text, path).to.include('&lt;script&gt;')
    }
    expect(new Map(await fields()).get('name')).to.equal(MARKUP)
    expect((await ann.send(FORM, FORM, { do: 'save' })).status).to.equal(200)
  })

  it('with markup in a query or in a wrong field come back as text', async () => {
    const list = await ann.open(`${EDIT}/?text=${encodeURIComponent('"><script>1</script>')}`)
    expect(list.text).to.not.include('<script>')
    const wrong = await ann.send(FORM, FORM, { phones: MARKUP, email: MARKUP, hours: MARKUP, do: 'save' })
    expect(wrong.status).to.equal(422)
    expect(wrong.text).to.not.match(/<script|<img/)
    const key = await fetch(`${site.url}${EDIT}/invitation?key=${encodeURIComponent(MARKUP)}`)
    expect(await key.text()).to.not.include('<script>')
  })

  it('never put what was written into what the program prints', async () => {
    const canary = 'canary-7f3a'
    await ann.send(FORM, FORM, { description: canary, email: canary, do: 'save' })
    await ann.open(`${EDIT}/?text=${canary}`)
    expect(site.printed.join('\n')).to.not.include(canary)
  })

  it('that meet a store which fails get a calm page, and only the class of the fault is printed', async () => {
    site.store.close()
    const { status, text } = await ann.send(FORM, FORM, { csrf: 'x' }).catch(() => ann.open(`${EDIT}/`))
    expect(status).to.equal(500)
    expect(seen(text)).to.include('This could not be done')
    expect(site.printed.at(-1)).to.match(/^The directory's pages could not answer: \w+$/)
  })
})

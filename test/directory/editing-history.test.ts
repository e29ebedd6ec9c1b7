import { expect } from 'chai'
import type { Service } from '../../src/domain/service.ts'
import { anEditingSite, type EditingSite } from './an-editing.ts'
import { filled, firstEditor, seen, type AnEditor } from './an-editor.ts'

const EDIT = '/directory/edit'
const at = (id: string, act = ''): string => `${EDIT}/services/${id}${act}`

describe('what editors keep', () => {
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

  describe('history', () => {
    it('tells who changed what, when, field by field, against what was there', async () => {
      await save('sts-glow', { description: 'First words.' })
      await save('sts-glow', { description: 'Second words.', who_for: 'Women' })
      const text = seen((await ann.open(at('sts-glow', '/history'))).text)
      expect(text).to.match(
        /Version 2: Changed the facts Ann Lee, 24 November 2026 at 12:00\. This is what counts now\. What Before After What it is, in a sentence or two First words\. Second words\. Whom it is for \(nothing\) Women/,
      )
      expect(text).to.match(/Version 1: Changed the facts .* It counted once\. .*Refuge.* First words\./)
    })

    it('goes back to an earlier content as a new version, and forward again', async () => {
      await save('sts-glow', { description: 'First words.' })
      await save('sts-glow', { description: 'Second words.' })
      const undo = (version: number) =>
        ann.send(at('sts-glow', '/history'), at('sts-glow', '/undo'), { version: String(version) })
      expect((await undo(1)).status).to.equal(303)
      expect(now('sts-glow').description).to.equal('First words.')
      expect((await undo(2)).status).to.equal(303)
      expect(site.directory.service('sts-glow')?.description).to.equal('Second words.')
      const history = await site.store.edits.history('sts-glow')
      expect(history.map(({ edit }) => edit)).to.deep.equal(['undone', 'undone', 'edited', 'edited'])
    })

    it('goes back to the record of the file', async () => {
      await save('sts-glow', { description: 'First words.' })
      const { status } = await ann.send(at('sts-glow', '/history'), at('sts-glow', '/file'), {
        answer: 'took-file',
      })
      expect(status).to.equal(303)
      expect(now('sts-glow')).to.deep.equal(site.records.record('sts-glow')?.file?.service)
    })

    it('goes back to no version of another record, and to none that there is not', async () => {
      await save('sts-glow', { description: 'First words.' })
      await save('sts-cach', { description: 'Other words.' })
      const fields = (version: string) =>
        ann.send(at('sts-glow'), at('sts-glow', '/undo'), { version }).catch(() => undefined)
      expect(await fields('2')).to.equal(undefined)
      const { text } = await ann.open(at('sts-glow'))
      const seenFields = filled(text, at('sts-glow', '/checked'))
      for (const version of ['2', '99', 'x', '']) {
        const { status } = await ann.post(at('sts-glow', '/undo'), [...seenFields, ['version', version]])
        expect(status, version).to.equal(404)
      }
    })
  })

  describe('a file that was changed after an edit', () => {
    const file = 'areas/staffordshire/services.json'
    beforeEach(async () => {
      await save('sts-glow', { description: 'Our words.' })
      site.changeFile(file, (text) => text.replace('"name": "Glow ', '"name": "GLOW '))
      site = await site.restart()
      ann = await firstEditor(site)
    })

    it('does not win, and is told in the list, on the record and field by field', async () => {
      expect(now('sts-glow')).to.deep.include({ description: 'Our words.' })
      expect(now('sts-glow').name).to.match(/^Glow /)
      expect((await ann.open(`${EDIT}/?show=file`)).text).to.include('The file changed too')
      expect(seen((await ann.open(at('sts-glow'))).text)).to.include(
        'Choose: keep it, or take what the file says',
      )
      expect(seen((await ann.open(at('sts-glow', '/history'))).text)).to.match(/Name Glow .* GLOW /)
    })

    it('is settled by keeping what is here', async () => {
      const { status } = await ann.send(at('sts-glow'), at('sts-glow', '/file'), { answer: 'kept-mine' })
      expect(status).to.equal(303)
      expect(now('sts-glow').description).to.equal('Our words.')
      site = await site.restart()
      expect(site.records.record('sts-glow')?.fileChanged).to.equal(false)
    })

    it('is settled by taking the file', async () => {
      await ann.send(at('sts-glow'), at('sts-glow', '/file'), { answer: 'took-file' })
      expect(now('sts-glow').name).to.match(/^GLOW /)
      expect(now('sts-glow').description).to.not.equal('Our words.')
      expect(site.records.record('sts-glow')?.fileChanged).to.equal(false)
    })

    it('has its history still, with what the file said before', async () => {
      expect(seen((await ann.open(at('sts-glow', '/history'))).text)).to.match(/Refuge.* Our words\./)
    })
  })

  it('outlives a file that lost its record', async () => {
    await save('sts-glow', { description: 'Our words.' })
    site.changeFile('areas/staffordshire/services.json', (text) => {
      const file = JSON.parse(text) as { services: { id: string }[] }
      return JSON.stringify({ ...file, services: file.services.filter(({ id }) => id !== 'sts-glow') })
    })
    site = await site.restart()
    expect(site.directory.service('sts-glow')?.description).to.equal('Our words.')
  })
})

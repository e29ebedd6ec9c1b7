import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { TYPED, walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'
import type { FormVisitor } from './form-visitor.ts'

const KB = 1024
const SHOW = '>Show this as a conversation</button>'
const SHOW_ONE = '>Show one question at a time</button>'

/** What stands in the log, each question with its answer. */
const logOf = (visitor: FormVisitor): readonly string[] | undefined =>
  /<div id="g" role="log" aria-label="[^"]+">(.*?)<\/div>(?=<form|<p class="h">)/
    .exec(visitor.screen().html)?.[1]
    ?.split('</div>')
    .filter((entry) => entry !== '')
    .map((entry) =>
      entry
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )

describe('The page as a conversation, with no scripts at all,', function () {
  this.timeout(60_000)
  let folder: string
  let haven: RunningHaven
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haven-conversation-'))
    haven = await startHaven({ HAVEN_DATA: folder })
  })
  after(async () => {
    await haven.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function at(end: string): Promise<FormVisitor> {
    const visitor = formVisitor({ address: haven.address })
    await visitor.open()
    await walkTo(visitor, end)
    return visitor
  }
  const show = (visitor: FormVisitor, layout: string, more: Record<string, string> = {}): Promise<void> =>
    visitor.post({ v: visitor.version(), l: 'en', as: layout, ...more })
  const conversing = async (end: string): Promise<FormVisitor> => {
    const visitor = await at(end)
    await show(visitor, 'conversation')
    return visitor
  }

  it('is offered by a button that answers nothing, from the first screen on, and can be undone', async () => {
    const visitor = await at('start/screen')
    expect(visitor.screen().html).to.include(SHOW).and.not.include('role="log"')
    await show(visitor, 'conversation')
    expect(logOf(visitor)).to.deep.equal([])
    expect(visitor.screen().html).to.include('Can anyone else see this screen?').and.include(SHOW_ONE)
    await walkTo(visitor, 'happened/what')
    expect(logOf(visitor)).to.deep.equal(['Who this is about You: Me', 'Age You: 18 or over'])
    await show(visitor, 'question')
    expect(visitor.screen().html).to.include('What happened?').and.include(SHOW).and.not.include('role="log"')
  })

  it('stays after a reload, in another tab and after a restart', async () => {
    const visitor = await conversing('happened/ongoing')
    const before = logOf(visitor)
    expect(before).to.have.length(4)
    await visitor.open()
    expect(logOf(visitor)).to.deep.equal(before)
    await haven.stop()
    haven = await startHaven({ HAVEN_DATA: folder, PORT: String(haven.port) })
    await visitor.open()
    expect(logOf(visitor)).to.deep.equal(before)
  })

  it('shows an answer by the person as text, whatever signs are in it', async () => {
    const visitor = await conversing('referral/name')
    await visitor.type('<b>"Zephyrine"</b>')
    expect(visitor.screen().html).to.include('<bdi>&lt;b&gt;&quot;Zephyrine&quot;&lt;/b&gt;</bdi>')
  })

  it('never holds what was written of what happened, a secret, or whether it is private', async () => {
    const visitor = await conversing('start/screen')
    const pages: string[] = []
    await walkTo(visitor, undefined, () => void pages.push(visitor.screen().html))
    expect(pages.length).to.be.greaterThan(25)
    const logs = pages.map((page) => /role="log".*?<form/.exec(page)![0])
    expect(logs.at(-1)).to.include('not shown again').and.include(TYPED.name)
    for (const log of logs)
      expect(log).to.not.match(/quillfeather|brambletoe|see this screen|private|own choice|words open/i)
  })

  it('says that it shows nothing again where somebody else may look on, and not why', async () => {
    const visitor = await at('start/screen')
    await show(visitor, 'conversation')
    for (const option of ['someone', 'no', 'me']) await visitor.choose([option])
    expect(logOf(visitor)).to.deep.equal([])
    expect(visitor.screen().text)
      .to.include('What you said is not shown again here')
      .and.not.match(/some(one|body) else|see this screen/i)
  })

  it('keeps what was begun: what stands in the box, and what is ticked', async () => {
    const visitor = await at('referral/name')
    await show(visitor, 'conversation', { a: 'Zeph' })
    expect(visitor.screen().html).to.include('value="Zeph"').and.include('role="log"')
    await show(visitor, 'question', { a: 'Zephy' })
    expect(visitor.screen().html).to.include('value="Zephy"').and.not.include('role="log"')
    const ticking = await at('needs/needs')
    await show(ticking, 'conversation', { c: 'housing' })
    expect(ticking.screen().html).to.include('value="housing" checked')
    // Nothing of it was sent.
    expect(logOf(ticking)!.join()).to.not.include('A safe place')
  })

  it('hears danger in the box whatever is pressed, and holds up nobody who leaves', async () => {
    const words = { a: 'he has a knife and is in the house now' }
    const pressing = async (pressed: Record<string, string>) => {
      const visitor = await at('happened/what')
      await visitor.post({ v: visitor.version(), l: 'en', ...words, ...pressed })
      return visitor.screen()
    }
    for (const pressed of [{ o: 'list' }, { go: 'help' }, { go: 'back' }] as const)
      expect((await pressing(pressed)).text, JSON.stringify(pressed)).to.include('We cannot send help')
    expect((await pressing({ go: 'leave' })).text).to.not.include('We cannot send help')
  })

  it('puts the name of no button into a box', async () => {
    const visitor = await at('referral/name')
    await visitor.choose(['rather-not-say'])
    await visitor.post({ v: visitor.version(), l: 'en', go: 'answers' })
    await visitor.choose(['referral/name'])
    expect(visitor.screen().text).to.include('What should they call you')
    expect(visitor.screen().html).to.not.match(/<input[^>]* id="a"[^>]*rather/)
  })

  it('keeps it in another language too', async () => {
    const visitor = await at('referral/name')
    await visitor.post({ v: visitor.version(), l: 'en', lang: 'cy', a: 'Zeph' })
    expect(visitor.screen().html).to.include('<html lang="cy"').and.include('value="Zeph"')
  })

  it('puts what was begun into no other question', async () => {
    const visitor = await at('referral/crime-reference')
    const version = visitor.version()
    await visitor.type(TYPED.number)
    for (const older of [version, '99']) {
      await visitor.post({
        v: older,
        l: 'en',
        as: older === '99' ? 'question' : 'conversation',
        a: 'moonlatch',
      })
      expect(visitor.screen().html).to.include('<textarea').and.not.include('moonlatch')
    }
  })

  it('takes an answer once, and none to an older screen, as ever', async () => {
    const visitor = await conversing('happened/ongoing')
    const answer = { v: visitor.version(), l: 'en', o: 'no' }
    await visitor.post(answer)
    await visitor.post(answer)
    expect(logOf(visitor)?.at(-1)).to.equal('Still going on You: No')
    expect(visitor.version()).to.equal(String(Number(answer.v) + 1))
  })

  it('goes to the question, below what was said before', async () => {
    const { html } = (await conversing('happened/ongoing')).screen()
    expect(html).to.include('<form method="post" action="/#n" id="n"')
  })

  it('goes there also when it begins half way', async () => {
    const visitor = await at('referral/name')
    const to = async (layout: string): Promise<string | null> => {
      await show(visitor, layout)
      return visitor.exchanges.at(-2)!.headers.get('location')
    }
    expect(await to('conversation')).to.equal('/#n')
    expect(await to('question')).to.equal('/')
  })

  it('carries its style only where it is needed, by its digest, and never in a part of another layout', async () => {
    const visitor = await conversing('who/age')
    const { html } = visitor.screen()
    const { headers } = visitor.exchanges.at(-1)!
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/g)].map(([, style]) => style!)
    expect(styles[0]).to.include('#g')
    for (const style of styles)
      expect(headers.get('content-security-policy')).to.include(
        `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      )
    const plain = await at('who/age')
    expect(plain.screen().html).to.not.include('#g')
    const part = (fields: Record<string, string>) =>
      fetch(haven.address, {
        method: 'POST',
        body: new URLSearchParams({ v: visitor.version(), l: 'en', ...fields }),
        headers: { cookie: visitor.cookie()!, 'x-part': '1', 'sec-fetch-site': 'same-origin' },
      })
    expect((await part({ as: 'conversation' })).headers.get('x-part')).to.equal(null)
    expect((await part({ as: 'conversation', t: '1' })).headers.get('x-part')).to.equal('1')
  })

  it('shows nothing that was said beside the goodbye', async () => {
    const visitor = await conversing('referral/name')
    expect(logOf(visitor)!.join()).to.include(TYPED.place)
    await visitor.press('help')
    await visitor.choose(['stop'])
    expect(visitor.cookie()).to.equal(undefined)
    expect(visitor.screen().html).to.not.include('role="log"').and.not.include(TYPED.place)
  })

  it('is forgotten by leaving and by the hidden word', async () => {
    for (const leave of [
      (visitor: FormVisitor) => visitor.press('leave'),
      (visitor: FormVisitor) => visitor.type('weather'),
    ]) {
      const visitor = await conversing('referral/name')
      const cookie = visitor.cookie()!
      await leave(visitor)
      const page = await (await fetch(haven.address, { headers: { cookie } })).text()
      expect(page).to.include('Can anyone else see this screen?').and.not.include('role="log"')
    }
  })

  it('weighs at most 20 KB with its script, of which that is at most 10', async () => {
    const visitor = await conversing('referral/review')
    const script = gzipSync(await (await fetch(`${haven.address}/script.js`)).text()).length
    expect(script).to.be.within(1000, 10 * KB)
    expect(gzipSync(visitor.screen().html).length + script).to.be.at.most(20 * KB)
  })
})

import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { forTeams } from '../../../src/bot/channels/teams.ts'
import { saidIn } from '../../../src/bot/heard-in.ts'
import type { Reply } from '../../../src/conversation/converse.ts'
import type { Block, Screen } from '../../../src/conversation/screen.ts'
import { playInPseudo, PSEUDO_JOURNEYS } from '../../conversations/pseudo-journeys.ts'
import { openBrowser, skipWithoutBrowser } from '../../web/in-browser.ts'
import { findings, tooWide } from '../../web/looks.ts'
import { anActivity } from '../an-activity.ts'
import { cardIn } from '../read-card.ts'
import { cardWindow, cutOff, skipWithoutCards } from './cards-in-browser.ts'
import type { CardWindow } from './cards-in-browser.ts'

/** What a card can be made of; each must be looked at. */
const KINDS =
  'choice, choices, pick, words, several lines, tel, email, an earlier answer, a problem, the end, text, list, line, service, row, link, keep'.split(
    ', ',
  )
const LANGUAGES = ['en', 'cy', 'ar-XB']

interface Shown {
  readonly at: string
  readonly card: object
  readonly kinds: readonly string[]
}

const inBlock = (block: Block): readonly string[] =>
  block.kind === 'more' ? block.blocks.flatMap(inBlock) : [block.kind]

function kindsOf({ question, notes, says, over }: Screen): readonly string[] {
  const { text, kind, earlier } = question ?? {}
  const written = text && (text.lines > 1 ? 'several lines' : text.kind === 'text' ? 'words' : text.kind)
  const all = [
    written ?? kind,
    over && 'the end',
    earlier !== undefined && 'an earlier answer',
    notes.length > 0 && 'a problem',
    ...says.flatMap(inBlock),
  ]
  return all.filter((one) => typeof one === 'string')
}

/** The largest card of each kind that any journey in Teams comes to. */
async function largest(language: string): Promise<readonly Shown[]> {
  const found = new Map<string, Shown & { readonly size: number }>()
  for (const journey of PSEUDO_JOURNEYS)
    await playInPseudo({ ...journey, channel: 'teams' }, language, (reply: Reply, { setting }) => {
      const say = (key: string): string => setting.words.text(reply.screen.language, key) ?? `[${key}]`
      const card = cardIn(forTeams(reply, say, { page: 'https://haven.example/' }).at(-1))
      if (!card) return
      const size = JSON.stringify(card).length
      const shown = { at: reply.screen.at, card, kinds: kindsOf(reply.screen), size }
      for (const kind of shown.kinds) if (size > (found.get(kind)?.size ?? 0)) found.set(kind, shown)
    })
  return [...new Set(found.values())]
}

describe('In a browser, as Microsoft’s own renderer shows it, a card in Teams', function () {
  this.timeout(120_000)
  let browser: Browser
  let window: CardWindow

  before(async function () {
    skipWithoutCards(this)
    skipWithoutBrowser(this)
    browser = await openBrowser()
    window = await cardWindow(browser)
  })
  after(() => browser?.close())

  for (const language of LANGUAGES)
    describe(`in ${language}`, () => {
      const found = {
        unread: [] as string[],
        axe: [] as string[],
        wide: [] as string[],
        cut: [] as string[],
      }
      let shown: readonly Shown[]
      before(async () => {
        shown = await largest(language)
        for (const { at, card } of shown) {
          const note = (to: keyof typeof found, what: readonly string[]): void =>
            void found[to].push(...what.map((one) => `${at}: ${one}`))
          note('unread', await window.show(card, language))
          note('axe', await findings(window.page))
          note('wide', await tooWide(window.page))
          note('cut', await cutOff(window.page))
        }
      })

      it('is looked at with everything that it can be made of', () => {
        expect(KINDS.filter((kind) => !shown.some(({ kinds }) => kinds.includes(kind)))).to.deep.equal([])
      })

      it('holds nothing that the renderer does not know', () => expect(found.unread).to.deep.equal([]))

      it('has no fault that axe can find', () => expect(found.axe).to.deep.equal([]))

      it('is no wider than a phone', () => expect(found.wide).to.deep.equal([]))

      it('cuts off no text that does not stand elsewhere', () => expect(found.cut).to.deep.equal([]))
    })

  const ASKED = {
    language: 'en',
    at: 'happened/what',
    area: 'national',
    notes: [],
    says: [],
    canGoBack: true,
    languages: [],
    over: false,
    exit: 'https://example.org/',
  } as const
  const show = async (question: Partial<NonNullable<Screen['question']>>): Promise<void> => {
    const whole = {
      at: 'happened/what',
      kind: 'text',
      heading: 'What?',
      hint: [],
      items: [],
      many: false,
    } as const
    const screen: Screen = {
      ...ASKED,
      question: { ...whole, options: [{ id: 'skip', label: 'Skip' }], ...question },
    }
    const say = (key: string): string => `words for ${key}`
    const [activity] = forTeams({ screen, version: 7, forgotten: false }, say)
    expect(await window.show(cardIn(activity)!, 'en')).to.deep.equal([])
  }
  const heard = async () =>
    (await window.pressed()).map((value) => saidIn(anActivity({ channelId: 'msteams', value })))

  it('sends what was written in its box, by keyboard alone', async () => {
    await show({ text: { longest: 600, lines: 6, kind: 'text' } })
    await window.page.getByLabel('What?').focus()
    await window.page.keyboard.type('my *ex*, <b>again</b>')
    await window.page.keyboard.press('Tab')
    await window.page.keyboard.press('Enter')
    expect(await heard()).to.deep.equal([
      { said: { kind: 'typed', text: 'my *ex*, <b>again</b>' }, version: 7 },
    ])
  })

  it('says at the box that nothing was written, sends nothing, and lets another answer go', async () => {
    await show({ text: { longest: 600, lines: 1, kind: 'text' } })
    await window.page.getByRole('button', { name: 'words for page:continue' }).click()
    expect(await window.pressed()).to.deep.equal([])
    expect(await window.page.innerText('#card')).to.contain('words for errors:invalid.empty')
    expect(await findings(window.page)).to.deep.equal([])
    await window.page.getByRole('button', { name: '1. Skip' }).click()
    expect(await heard()).to.deep.equal([{ said: { kind: 'chosen', options: ['skip'] }, version: 7 }])
  })

  it('sends exactly what was ticked', async () => {
    const items = ['health', 'one, two', 'money'].map((id) => ({ id, label: `Need ${id}` }))
    await show({ kind: 'choices', many: true, items })
    await window.page.getByLabel('2. Need one, two').check()
    await window.page.getByLabel('3. Need money').check()
    await window.page.getByRole('button', { name: 'words for page:continue' }).click()
    expect(await heard()).to.deep.equal([
      { said: { kind: 'chosen', options: ['one, two', 'money'] }, version: 7 },
    ])
  })
})

import { expect } from 'chai'
import type { Activity } from 'botbuilder'
import type { Elsewhere } from '../../../src/bot/channels/channel.ts'
import { forTeams } from '../../../src/bot/channels/teams.ts'
import { saidIn } from '../../../src/bot/heard-in.ts'
import { asText } from '../../../src/conversation/plain-text.ts'
import type { Reply } from '../../../src/conversation/converse.ts'
import type { Block, Question, Screen } from '../../../src/conversation/screen.ts'
import { playInPseudo, PSEUDO_JOURNEYS } from '../../conversations/pseudo-journeys.ts'
import { CONTENT } from '../../support/content.ts'
import { anActivity } from '../an-activity.ts'
import { buttonsIn, cardIn, inputsIn, partsIn, readIn } from '../read-card.ts'
import type { CardButton } from '../read-card.ts'

const PAGE = 'https://haven.example/'
const LANGUAGES = ['en', 'cy', 'ar-XB']

const screenOf = (parts: Partial<Screen> = {}): Screen => ({
  language: 'en',
  at: 'start/screen',
  area: 'national',
  notes: [],
  says: [],
  canGoBack: false,
  languages: [],
  over: false,
  exit: 'https://example.org/',
  ...parts,
})
const questionOf = (parts: Partial<Question> = {}): Question => ({
  at: 'start/screen',
  kind: 'choice',
  heading: 'Which?',
  hint: [],
  items: [],
  options: [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ],
  many: false,
  ...parts,
})
const say = (key: string): string => CONTENT.words.text('en', key) ?? `[${key}]`
const shown = (screen: Screen, version = 3): readonly Partial<Activity>[] =>
  forTeams({ screen, version, forgotten: false }, say, { page: PAGE })
const one = (screen: Screen, version?: number): Partial<Activity> => shown(screen, version)[0]!
const text = (words: string): Block => ({ kind: 'text', text: words })
const pressed = ({ data }: CardButton, inputs: Record<string, string> = {}) =>
  saidIn(anActivity({ channelId: 'msteams', value: { ...inputs, ...(data as object) } }))

/** One answer of a journey as Teams gets it. */
interface Seen {
  readonly reply: Reply
  readonly activities: readonly Partial<Activity>[]
  readonly text: readonly string[]
  readonly warning: string
}

describe('A card in Teams', function () {
  this.timeout(120_000)

  for (const language of LANGUAGES)
    describe(`on every screen of every journey, in ${language},`, () => {
      const seen: Seen[] = []
      before(async () => {
        for (const journey of PSEUDO_JOURNEYS)
          await playInPseudo({ ...journey, channel: 'teams' }, language, (reply, { setting }) => {
            const inIt = (key: string): string => setting.words.text(reply.screen.language, key) ?? `[${key}]`
            seen.push({
              reply,
              activities: forTeams(reply, inIt, { page: PAGE }),
              text: asText(reply.screen, { numbered: true, text: inIt }),
              warning: inIt('channel:teams.seen'),
            })
          })
      })
      const where = (wrong: (activity: Partial<Activity>, seen: Seen) => boolean): readonly string[] =>
        seen.flatMap((each) =>
          each.activities.filter((activity) => wrong(activity, each)).map(() => each.reply.screen.at),
        )

      it('is at most 25 KB, and says beside it only that there is a message', () => {
        expect(seen.length).to.be.above(800)
        expect(where((each) => Buffer.byteLength(JSON.stringify(each)) > 25_000)).to.deep.equal([])
        expect(where((each) => cardIn(each) !== undefined && each.text !== undefined)).to.deep.equal([])
        const beside = seen.flatMap(({ activities }) => activities.map(({ summary }) => summary))
        expect(new Set(beside).size).to.equal(1)
      })

      it('is also there as text, whole', () => {
        const missing = seen.filter(({ activities, text: parts }) => {
          const plain = activities.map((each) => each.text ?? cardIn(each)?.fallbackText).join('\n\n')
          return parts.some((part) => part.split('\n').some((line) => !plain.includes(line)))
        })
        expect(missing.map(({ reply }) => reply.screen.at)).to.deep.equal([])
      })

      it('has every answer under the number that it is heard by, with the version of the screen', () => {
        for (const { reply, activities } of seen) {
          const { question } = reply.screen
          const choices = question ? [...question.items, ...question.options] : []
          const read = activities.map(readIn).join('\n').split('\n')
          choices.forEach(({ label }, index) =>
            expect(
              read.some((line) => line.startsWith(`${index + 1}. ${label}`)),
              `${reply.screen.at}: ${label}`,
            ).to.equal(true),
          )
          for (const { said, version } of activities.flatMap(buttonsIn).map((each) => pressed(each))) {
            const isAnyTime = said.kind === 'everywhere' && said.word !== 'back'
            expect(version, reply.screen.at).to.equal(isAnyTime ? undefined : reply.version)
          }
        }
      })

      it('has a label and a message for what is wrong on every box, and a button that takes it', () => {
        const unlabelled = where((activity) =>
          inputsIn(activity).some(
            ({ label, errorMessage, isRequired, maxLength }) =>
              !label || !errorMessage || isRequired !== true || maxLength !== undefined,
          ),
        )
        expect(unlabelled).to.deep.equal([])
        const stuck = where((activity) => {
          const takes = buttonsIn(activity).filter(({ associatedInputs }) => associatedInputs !== 'none')
          return takes.length !== inputsIn(activity).length
        })
        expect(stuck).to.deep.equal([])
        expect(seen.flatMap(({ activities }) => activities.flatMap(inputsIn)).length).to.be.above(100)
      })

      it('warns that an employer may see it, with every answer', () => {
        const unwarned = seen.filter(
          ({ activities, warning, reply }) =>
            reply.hidden !== true && !readIn(activities.at(-1)).includes(warning),
        )
        expect(unwarned.map(({ reply }) => reply.screen.at)).to.deep.equal([])
      })

      it('rings nobody, opens pages of the web only, and misses no word', () => {
        const addresses = seen
          .flatMap(({ activities }) => activities.flatMap((each) => partsIn(cardIn(each))))
          .flatMap(({ selectAction }) => (selectAction as { url?: string } | undefined)?.url ?? [])
        expect(addresses.length).to.be.above(0)
        expect(addresses.filter((url) => !url.startsWith('https://') || url === PAGE)).to.deep.equal([])
        expect(where((each) => /\[[a-z-]+[:/][\w. -]+\]/.test(readIn(each)))).to.deep.equal([])
      })

      it('runs the way its language is written', () => {
        const wrong = where(
          (each, { reply }) =>
            cardIn(each) !== undefined &&
            (cardIn(each)?.rtl === true) !== (reply.screen.language === 'ar-XB'),
        )
        expect(wrong).to.deep.equal([])
      })
    })

  it('warns before anything else on the first screen, and says where to go on unseen, with nothing to press', () => {
    const screen = screenOf({ says: [text('Said first.')], question: questionOf() })
    const first = one(screen, 0)
    const lines = readIn(first).split('\n')
    expect(lines[0]).to.contain('may be able to see and keep this chat')
    expect(lines.indexOf(PAGE)).to.be.within(1, lines.indexOf('Said first.'))
    expect(JSON.stringify(first)).not.to.contain('Action.OpenUrl')
    const later = readIn(one(screen, 1)).split('\n')
    expect(later[0]).to.equal('Said first.')
    expect(later[1]).to.contain('may be able to see and keep this chat')
  })

  it('shows the address of our page wherever it is said, and lets nobody open it from there', () => {
    const says = [
      { kind: 'link', text: 'Our page', href: PAGE } as const,
      { kind: 'link', text: 'Theirs', href: 'https://example.org/' } as const,
    ]
    const card = one(screenOf({ says, question: questionOf() }))
    expect(readIn(card).split('\n')).to.include.members(['Our page', PAGE, 'Theirs'])
    expect(JSON.stringify(card).match(/"url":"[^"]*"/g)).to.deep.equal(['"url":"https://example.org/"'])
  })

  it('answers with one press, whatever stands in the boxes', () => {
    const card = one(
      screenOf({ question: questionOf({ kind: 'text', text: { longest: 9, lines: 1, kind: 'text' } }) }),
    )
    const [carryOn, yes] = buttonsIn(card)
    expect(pressed(carryOn!, { words: '<b>me & you</b>' })).to.deep.equal({
      said: { kind: 'typed', text: '<b>me & you</b>' },
      version: 3,
    })
    expect(yes?.associatedInputs).to.equal('none')
    expect(pressed(yes!)).to.deep.equal({ said: { kind: 'chosen', options: ['yes'] }, version: 3 })
  })

  it('takes ticks, those with commas and other signs in their ids too', () => {
    const items = ['a,b', 'Mr Jones', '100 %'].map((id) => ({ id, label: id }))
    const card = one(
      screenOf({ question: questionOf({ kind: 'choices', many: true, items, earlier: ['a,b'] }) }),
    )
    const [list] = inputsIn(card)
    const ticked = [list!.choices![0]!.value, list!.choices![2]!.value].join(',')
    expect(pressed(buttonsIn(card)[0]!, { ticked })).to.deep.equal({
      said: { kind: 'chosen', options: ['a,b', '100 %'] },
      version: 3,
    })
    expect(list!.value).to.equal('a%2Cb')
  })

  it('shows what somebody wrote as it is, and lets no sign of it do anything', () => {
    const wrote =
      '**Sam** [press](https://evil.example) {{DATE(2020-01-01T00:00:00Z,SHORT)}} <at>all</at> # 1. _x_'
    const card = one(
      screenOf({
        says: [text(wrote), { kind: 'heading', text: wrote }, { kind: 'row', label: 'Name', value: wrote }],
        question: questionOf({ heading: wrote }),
      }),
    )
    expect(readIn(card).split(wrote)).to.have.length(5)
    const markdown = partsIn(cardIn(card)).filter(({ type }) => type === 'TextBlock')
    expect(markdown.filter((part) => String(part.text).includes('Sam'))).to.deep.equal([])
    expect(JSON.stringify(cardIn(card)?.body)).not.to.contain('{{')
  })

  it('is several cards where one would be too large: nothing is lost, and only the last one asks', () => {
    const says = Array.from({ length: 90 }, (_, index) =>
      text(`Paragraph ${index} ${'and more '.repeat(40)}`),
    )
    const cards = shown(screenOf({ banner: 'A demonstration.', says, question: questionOf() }))
    expect(cards.length).to.be.above(1)
    for (const card of cards) {
      expect(Buffer.byteLength(JSON.stringify(card))).to.be.at.most(25_000)
      expect(readIn(card).startsWith('A demonstration.')).to.equal(true)
    }
    const read = cards.map(readIn).join('\n')
    says.forEach((_, index) => expect(read).to.contain(`Paragraph ${index} `))
    expect(cards.map((card) => buttonsIn(card).some(({ title }) => title === '1. Yes'))).to.deep.equal(
      cards.map((_, index) => index === cards.length - 1),
    )
  })

  it('is text with numbers where even one question would be too large', () => {
    const items = Array.from({ length: 300 }, (_, index) => ({
      id: `item-${index}`,
      label: `Answer ${'x'.repeat(80)}`,
    }))
    const [last] = shown(screenOf({ question: questionOf({ items }) })).slice(-1)
    expect(last?.attachments).to.equal(undefined)
    expect(last?.text).to.match(/\n302\. No/)
  })

  it('says at first where to go on unseen: the page, and by text where a number takes texts', () => {
    const first = (elsewhere: Elsewhere): string =>
      readIn(forTeams({ screen: screenOf({}), version: 0, forgotten: false }, say, elsewhere)[0])
    const both = first({ page: PAGE, textNumber: '07700 900000' })
    expect(both).to.match(new RegExp(`On your own phone or computer, open:\\s+${PAGE}`))
    expect(both).to.match(/text the word hello from your own phone, to:\s+07700 900000/)
    expect(first({ page: PAGE }))
      .to.include(PAGE)
      .and.not.match(/text the word|0770/)
    expect(readIn(one(screenOf({}))), 'once').to.not.include(PAGE)
  })

  it('says nothing but the harmless sentence after a hidden word', () => {
    const screen = screenOf({ over: true, says: [text('There is no news.')] })
    const reply = { screen, version: 0, forgotten: true, hidden: true } as const
    const [answer, ...more] = forTeams(reply, say, { page: PAGE })
    expect([readIn(answer), answer?.attachments, more]).to.deep.equal(['There is no news.', undefined, []])
  })
})

import type { Activity } from 'botbuilder'
import { CardFactory } from 'botbuilder'
import { asText } from '../../conversation/plain-text.ts'
import type { Reply } from '../../conversation/converse.ts'
import type { Block, Screen } from '../../conversation/screen.ts'
import { isRightToLeft } from '../../domain/direction.ts'
import type { Elsewhere, Renderer, Say } from './channel.ts'
import { notice, partsOf } from './teams-blocks.ts'
import { group, press, words } from './teams-card.ts'
import type { Part } from './teams-card.ts'
import { questionParts } from './teams-question.ts'

/** The most bytes of one message. Teams takes more; how much, its pages tell in several ways (28 to 100 KB). */
const MOST_BYTES = 25_000

interface Drawn {
  readonly screen: Screen
  readonly version: number
  readonly say: Say
  readonly elsewhere: Elsewhere
}

/**
 * Teams: a screen is one Adaptive Card, or several where one would be too large. Beside the card stands no text, because
 * Teams shows it in the list of chats and over whatever is on the screen: there it only says that there is a message.
 * Clients that cannot show the card show all of it as text, to be answered with numbers. What answers a hidden word
 * stands alone, as text.
 */
export const forTeams: Renderer = ({ screen, version, hidden }: Reply, say, elsewhere = {}) => {
  if (hidden === true) return [asPlain(screen, asText(screen, { numbered: true, text: say }))]
  return cards({ screen, version, say, elsewhere })
}

/** Cuts what is said in two until each part fits. What cannot be cut is text. */
function cards(drawn: Drawn): Partial<Activity>[] {
  const activity = asCard(drawn)
  if (Buffer.byteLength(JSON.stringify(activity)) <= MOST_BYTES) return [activity]
  const { screen } = drawn
  const { question: _question, ...unasked } = screen
  const isAsked = screen.question !== undefined
  const middle = isAsked ? Math.ceil(screen.says.length / 2) : Math.floor(screen.says.length / 2)
  if (middle === 0) return [asPlain(screen, textOf(drawn))]
  const first = { ...unasked, says: screen.says.slice(0, middle), canGoBack: false }
  const rest = { ...screen, notes: [], languages: [], says: screen.says.slice(middle) }
  return [...cards({ ...drawn, screen: first }), ...cards({ ...drawn, screen: rest })]
}

const asPlain = ({ language }: Screen, text: readonly string[]): Partial<Activity> => ({
  type: 'message',
  text: text.join('\n\n'),
  textFormat: 'plain',
  locale: language,
})

function asCard(drawn: Drawn): Partial<Activity> {
  const { screen, say } = drawn
  return {
    type: 'message',
    summary: say('channel:teams.message'),
    locale: screen.language,
    attachments: [
      CardFactory.adaptiveCard({
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        lang: new Intl.Locale(screen.language).language,
        ...(isRightToLeft(screen.language) && { rtl: true }),
        fallbackText: textOf(drawn).join('\n\n'),
        msteams: { width: 'Full' },
        body: bodyOf(drawn),
      }),
    ],
  }
}

/** The first screen warns before it says anything else; later, what was said (an emergency card) stays first. */
const isFirst = ({ screen, version }: Drawn): boolean => version === 0 && !screen.over

function bodyOf(drawn: Drawn): readonly Part[] {
  const { screen, version, say, elsewhere } = drawn
  const { language, speaks = language, banner, notes, languages, says, question } = screen
  const drawing = { say, version, page: elsewhere.page, fromRight: isRightToLeft(speaks) }
  const inside = (parts: readonly Part[], spoken: string | undefined): readonly Part[] =>
    parts.length === 0 || spoken === undefined || isRightToLeft(spoken) === isRightToLeft(language)
      ? parts
      : [group(parts, { rtl: isRightToLeft(spoken) })]
  const warning = warningOf(drawn).flatMap((block) => partsOf(block, { ...drawing, fromRight: false }))
  return [
    ...(banner === undefined ? [] : words(banner, { isSubtle: true })),
    ...languages.flatMap(({ id, offer }) => (offer === undefined ? [] : inside(words(offer), id))),
    ...notes.flatMap((note) => inside(notice(note.text), note.language)),
    ...(isFirst(drawn) ? warning : []),
    ...inside(
      says.flatMap((block) => partsOf(block, drawing)),
      speaks,
    ),
    ...(isFirst(drawn) ? [] : warning),
    ...(question ? inside(questionParts(question, { say, version }), speaks) : []),
    ...(screen.over || !question ? [] : waysOn(drawn)),
  ]
}

/** An employer may see it; where to go on unseen is said at first. */
function warningOf(drawn: Drawn): readonly Block[] {
  const { say, elsewhere } = drawn
  const { page, textNumber } = elsewhere
  const seen = { kind: 'notice', text: say('channel:teams.seen') } as const
  if (!isFirst(drawn)) return [seen]
  return [
    seen,
    ...(page === undefined
      ? []
      : [{ kind: 'link', text: say('channel:teams.private'), href: page } as const]),
    ...(textNumber === undefined
      ? []
      : [{ kind: 'line', name: say('channel:teams.text'), number: textNumber } as const]),
  ]
}

/** What works at any moment, as buttons too. All but "back" work on old cards as well: they answer nothing. */
const waysOn = ({ screen, say, version }: Drawn): readonly Part[] => [
  ...words(say('channel:ways'), { isSubtle: true, spacing: 'Large' }),
  ...(screen.canGoBack ? [press(say('page:back'), { everywhere: 'back', version })] : []),
  ...(screen.canChange === true ? [press(say('page:answers'), { everywhere: 'answers' })] : []),
  press(say('page:help'), { everywhere: 'help' }),
  press(say('channel:teams.later'), { everywhere: 'later' }),
]

/** The whole card as text. */
function textOf(drawn: Drawn): readonly string[] {
  const { screen, say } = drawn
  const warning = warningOf(drawn)
  const says = isFirst(drawn) ? [...warning, ...screen.says] : [...screen.says, ...warning]
  const text = asText({ ...screen, says }, { numbered: true, text: say })
  return screen.over || !screen.question ? text : [...text, say('channel:ways')]
}

import { converse } from '../../src/conversation/converse.ts'
import type { Reply } from '../../src/conversation/converse.ts'
import type { Block, Screen } from '../../src/conversation/screen.ts'
import type { Layout } from '../../src/domain/layout.ts'
import { renderDocument } from '../../src/web/document.ts'
import { playInPseudo, PSEUDO_JOURNEYS } from '../conversations/pseudo-journeys.ts'
import { inMemory } from '../support/memory.ts'
import { withPseudo } from '../support/pseudo.ts'

/** A page of Haven in a language that nobody speaks. */
export interface PseudoPage {
  readonly at: string
  readonly html: string
  readonly kinds: readonly string[]
}

/** What a page can be made of; each must be looked at. */
export const KINDS: readonly string[] = [
  'choice',
  'choices',
  'pick',
  'several lines of text',
  'a line of text',
  'a telephone number',
  'an address for email',
  'an answer given before',
  'the end',
  'something wrong',
  'an offer in another language',
  'other languages',
  'a demonstration',
  'a card in a language from the left',
  'a card in a language from the right',
  'text',
  'heading',
  'list',
  'notice',
  'line',
  'service',
  'row',
  'more',
  'link',
  'keep',
]

/** What people in danger type in their own language, and who is answered in it. */
const IN_THEIR_OWN_LANGUAGE = {
  'a card in a language from the left': 'mae o wrth y drws efo cyllell helpwch fi',
  'a card in a language from the right': 'میرا شوہر مجھے مار رہا ہے',
}

/** The longest page of each step that any journey on the page comes to, and the longest of each kind. */
export async function pseudoScreens(
  language: string,
  layout: Layout = 'question',
): Promise<readonly PseudoPage[]> {
  const all: PseudoPage[] = []
  for (const journey of PSEUDO_JOURNEYS.filter(({ channel }) => channel === 'web'))
    await playInPseudo(
      journey,
      language,
      (reply, { setting }) => all.push(pageOf(reply, setting.words.text)),
      layout,
    )
  for (const [card, typed] of Object.entries(IN_THEIR_OWN_LANGUAGE)) {
    const setting = withPseudo(inMemory().setting)
    const message = { conversation: card, channel: 'web', language } as const
    await converse(setting, { ...message, said: { kind: 'open' } })
    const reply = await converse(setting, { ...message, said: { kind: 'typed', text: typed } })
    const page = pageOf(reply, setting.words.text)
    all.push({ ...page, kinds: reply.screen.speaks === undefined ? page.kinds : [...page.kinds, card] })
  }
  const longest = new Map<string, PseudoPage>()
  for (const page of all)
    for (const what of [page.at, ...page.kinds])
      if (page.html.length > (longest.get(what)?.html.length ?? 0)) longest.set(what, page)
  return [...new Set(longest.values())]
}

/** A few pages that show every kind between them: each is the one that adds most to those before it. */
export function fewOfEveryKind(pages: readonly PseudoPage[]): readonly PseudoPage[] {
  const few: PseudoPage[] = []
  let missing = KINDS
  const adds = ({ kinds }: PseudoPage): number => kinds.filter((kind) => missing.includes(kind)).length
  const most = (): PseudoPage | undefined => pages.toSorted((one, other) => adds(other) - adds(one))[0]
  for (let next = most(); next && adds(next) > 0; next = most()) {
    const { kinds } = next
    few.push(next)
    missing = missing.filter((kind) => !kinds.includes(kind))
  }
  return few
}

function pageOf(
  { screen, version }: Reply,
  say: (language: string, key: string) => string | undefined,
): PseudoPage {
  const text = (key: string): string => say(screen.language, key) ?? `[${key}]`
  return { at: screen.at, html: renderDocument(screen, version, { text }), kinds: kindsOf(screen) }
}

function kindsOf({ question, says, notes, languages, banner }: Screen): readonly string[] {
  const parts: readonly (string | false | undefined)[] = [
    question === undefined && 'the end',
    question?.kind !== 'text' && question?.kind,
    question?.text && (question.text.lines > 1 ? 'several lines of text' : ONE_LINE[question.text.kind]),
    question?.earlier !== undefined && 'an answer given before',
    ...notes.map((note) =>
      note.language === undefined ? 'something wrong' : 'an offer in another language',
    ),
    languages.length > 0 && 'other languages',
    banner !== undefined && 'a demonstration',
    ...says.flatMap(blocksOf),
  ]
  return [...new Set(parts.filter((part) => part !== false && part !== undefined))]
}

const ONE_LINE = { text: 'a line of text', tel: 'a telephone number', email: 'an address for email' } as const

const blocksOf = (block: Block): readonly string[] =>
  block.kind === 'more' ? ['more', ...block.blocks.flatMap(blocksOf)] : [block.kind]

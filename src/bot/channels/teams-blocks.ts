import type { Block } from '../../conversation/screen.ts'
import type { Say } from './channel.ts'
import { group, heading, link, press, words } from './teams-card.ts'
import type { Part } from './teams-card.ts'

/** What a block is drawn with. */
export interface Drawing {
  readonly say: Say
  readonly version: number
  /** The address of our page. Pressed here, it would stand in the history of an employer's browser: it is only shown. */
  readonly page?: string | undefined
  /** Its language is written from the right. */
  readonly fromRight: boolean
}

/** Draws what is said. Everything that `more` holds is shown: a card that opens takes a press that nobody expects. */
export function partsOf(block: Block, drawing: Drawing): readonly Part[] {
  switch (block.kind) {
    case 'text':
      return words(block.text)
    case 'notice':
      return notice(block.text)
    case 'heading':
      return heading(block.text)
    case 'list':
      return block.items.flatMap((item) => words(`\u2022 ${item}`, { spacing: 'Small' }))
    case 'link':
      return block.href === drawing.page
        ? words(`${block.text}\n${block.href}`)
        : linked(block.text, block.href)
    case 'keep':
      return [
        ...words(block.label),
        ...words(apart(block.value, drawing), { weight: 'Bolder', size: 'Large' }),
      ]
    case 'more':
      return [...heading(block.label), ...block.blocks.flatMap((inner) => partsOf(inner, drawing))]
    case 'row':
      return [row(block, drawing)]
    case 'line':
      return [line(block, drawing)]
    case 'service':
      return [service(block, drawing)]
  }
}

/** Something that must not be missed. */
export const notice = (text: string): readonly Part[] => [
  group(words(text, { weight: 'Bolder' }), { style: 'attention' }),
]

/** A page of the web opens; an address for email is only shown: writing to it from work would be seen there. */
const linked = (text: string, href: string): readonly Part[] =>
  href.startsWith('https://') ? link(text, href) : words(`${text}\n${href.replace(/^mailto:/, '')}`)

/**
 * A number as text. Teams on a computer does not open `tel:` (AdaptiveCards #3905, msteams-docs #8133), and a call made
 * by Teams would stand in an employer's records.
 */
const number = (text: string, drawing: Drawing): readonly Part[] =>
  words(apart(text, drawing), { weight: 'Bolder', size: 'Large' })

/**
 * Numbers keep their order in a language from the right (Unicode bidirectional isolates); between words of such a language
 * they follow the words.
 */
const apart = (text: string, { fromRight }: Drawing): string =>
  fromRight && /\d/.test(text) && !/[\u0590-\u08FF]/.test(text) ? `\u2066${text}\u2069` : text

const site = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

const web = (address: string | undefined): readonly Part[] =>
  address === undefined ? [] : linked(site(address), address)

const some = (text: string | undefined): readonly Part[] =>
  text === undefined ? [] : words(text, { spacing: 'Small' })

const line = (block: Extract<Block, { kind: 'line' }>, drawing: Drawing): Part =>
  group([
    ...heading(block.name),
    ...(block.number === undefined ? [] : number(block.number, drawing)),
    ...some(block.about),
    ...some(block.hours),
    ...web(block.web),
  ])

/** The number comes first: a frightened person must not have to read before they can ring. */
const service = (block: Extract<Block, { kind: 'service' }>, drawing: Drawing): Part =>
  group(
    [
      ...heading(block.name),
      ...block.lines.flatMap((entry) => [...number(entry.number, drawing), ...some(entry.label)]),
      ...some(block.text),
      ...some(block.hours),
      ...block.before.flatMap((before) => words(before, { weight: 'Bolder', spacing: 'Small' })),
      ...some(block.why),
      ...some(block.about),
      ...some(block.address),
      ...some(block.marks),
      ...web(block.web),
    ],
    { separator: true, ...(block.first && { style: 'emphasis' }) },
  )

/** A line of the review, and what changes it: its name is in the button, or they would all be called the same. */
const row = (block: Extract<Block, { kind: 'row' }>, { say, version }: Drawing): Part =>
  group(
    [
      ...words(block.label, { weight: 'Bolder' }),
      ...words(block.value, { spacing: 'None' }),
      ...(block.change === undefined
        ? []
        : [press(`${say('page:change')}: ${block.label}`, { change: block.change, version })]),
    ],
    { separator: true },
  )

import type { Pieces } from './parts.ts'
import type { Block, Choice, Question, Screen } from './screen.ts'

/** How a screen becomes text. */
export interface TextStyle {
  /** The answers are listed with numbers, and how to reply is said. Leave it out where there are buttons. */
  readonly numbered: boolean
  /** Words of the `channel` table, in the screen's language. */
  readonly text: (key: string) => string
  /** How to reply is left out, for whoever has done it before. Where several may be chosen it is always said. */
  readonly isKnown?: boolean
}

type Service = Extract<Block, { kind: 'service' }>
type Line = Extract<Block, { kind: 'line' }>

/**
 * A screen as plain text: first what must stand on it and what is said, then the question, each a message of its own.
 * Numbers count items first and options after them, from 1, as they are heard. Telephone numbers and addresses stand
 * alone on their lines, whole. Every message can be read without the others.
 */
export function asText(screen: Screen, style: TextStyle): readonly string[] {
  const { banner, question } = screen
  const said = [...(banner === undefined ? [] : [banner]), ...saidOn(screen)]
  return [said.join('\n\n'), askedOn(question, style)].filter((message) => message !== '')
}

/** The same for a channel that shows a screen in parts: what must come first, what can wait, and the question. */
export const piecesOf = (screen: Screen, style: TextStyle): Pieces => {
  const { says } = screen
  return {
    said: saidOn({ ...screen, says: says.filter(({ extra }) => !extra) }),
    extras: says.filter(({ extra }) => extra).map(extraOf),
    question: askedOn(screen.question, style),
  }
}

const saidOn = ({ languages, notes, says }: Screen): readonly string[] => [
  ...languages.flatMap(({ offer }) => offer ?? []),
  ...notes.map(({ text }) => text),
  ...rowsTogether(says).map((blocks) => blocks.map(blockText).join('\n')),
]

/** The lines of a review belong together; everything else stands by itself. */
const rowsTogether = (blocks: readonly Block[]): readonly (readonly Block[])[] =>
  blocks.reduce<(readonly Block[])[]>((groups, block) => {
    const last = groups.at(-1)
    return block.kind === 'row' && last?.at(-1)?.kind === 'row'
      ? [...groups.slice(0, -1), [...last, block]]
      : [...groups, [block]]
  }, [])

const askedOn = (question: Question | undefined, style: TextStyle): string =>
  question ? questionText(question, style) : ''

/**
 * What can wait, and the least of it that is of use by itself: of a service its name, its number, its hours and what to
 * know before ringing. The number stands below the name, so that no cut comes between them.
 */
function extraOf(block: Block): Pieces['extras'][number] {
  if (block.kind !== 'service') return { brief: blockText(block), whole: blockText(block) }
  const { lines: numbers, text, web } = block
  const [number, ...others] = [...numbers.map((one) => one.number), text, web].filter(isSomething)
  const brief = lines(block.name, number, block.hours, ...block.before)
  const { about, why, address, marks } = block
  return { brief, whole: lines(brief, about, why, ...others, address, marks) }
}

const isSomething = (part: string | undefined): part is string => part !== undefined && part !== ''

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
    case 'notice':
      return block.text
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'line':
      return lineText(block)
    case 'service':
      return serviceText(block)
    case 'row':
      return `${block.label}: ${block.value}`
    case 'more':
      return lines(block.label, ...block.blocks.map(blockText))
    case 'link':
      return `${block.text}\n${block.href.replace(/^mailto:/, '')}`
    case 'keep':
      return block.label === '' ? block.value : `${block.label}:\n${block.value}`
  }
}

const lineText = (line: Line): string => lines(line.name, line.number, line.about, line.hours, line.web)

const serviceText = (service: Service): string =>
  lines(
    service.name,
    service.about,
    service.why,
    ...service.before,
    ...service.lines.flatMap(({ number, label }) => [label, number]),
    service.hours,
    service.text,
    service.web,
    service.address,
    service.marks,
  )

function questionText(question: Question, style: TextStyle): string {
  const answers = style.numbered ? [...question.items, ...question.options] : []
  const listed = answers.map((choice, index) => `${index + 1}. ${choiceText(choice)}`).join('\n')
  const isToldHow = style.numbered && (question.many || style.isKnown !== true)
  const how = isToldHow ? style.text(howToReply(question)) : ''
  return [lines(question.heading, ...question.hint), lines(listed, how)]
    .filter((part) => part !== '')
    .join('\n\n')
}

const choiceText = ({ label, hint }: Choice): string => (hint === undefined ? label : `${label}: ${hint}`)

/** The key of the sentence that says how to answer. */
export function howToReply(question: Question): string {
  if (question.many) return 'channel:many'
  if (question.kind !== 'text') return 'channel:one'
  return question.items.length + question.options.length > 0 ? 'channel:one-or-words' : 'channel:words'
}

const lines = (...parts: readonly (string | undefined)[]): string => parts.filter(isSomething).join('\n')

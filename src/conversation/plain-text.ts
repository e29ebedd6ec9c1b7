import type { Block, Choice, Question, Screen } from './screen.ts'

/** How a screen becomes text. */
export interface TextStyle {
  /** The answers are listed with numbers, and how to reply is said. Leave it out where there are buttons. */
  readonly numbered: boolean
  /** Words of the `channel` table, in the screen's language. */
  readonly text: (key: string) => string
}

type Service = Extract<Block, { kind: 'service' }>
type Line = Extract<Block, { kind: 'line' }>

/**
 * A screen as plain text: first what must stand on it and what is said, then the question, each a message of its own.
 * Numbers count items first and options after them, from 1, as they are heard. Telephone numbers and addresses stand
 * alone on their lines, whole. Every message can be read without the others.
 */
export function asText(screen: Screen, style: TextStyle): readonly string[] {
  const said = [
    ...(screen.banner === undefined ? [] : [screen.banner]),
    ...screen.languages.flatMap(({ offer }) => offer ?? []),
    ...screen.notes.map(({ text }) => text),
    ...screen.says.map(blockText),
  ]
  const asked = screen.question ? questionText(screen.question, style) : ''
  return [said.join('\n\n'), asked].filter((message) => message !== '')
}

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
  )

function questionText(question: Question, style: TextStyle): string {
  const answers = style.numbered ? [...question.items, ...question.options] : []
  const listed = answers.map((choice, index) => `${index + 1}. ${choiceText(choice)}`).join('\n')
  const how = style.numbered ? style.text(howToReply(question)) : ''
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

const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n')

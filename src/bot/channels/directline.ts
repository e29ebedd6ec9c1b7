import type { Question } from '../../conversation/screen.ts'
import { asText } from '../../conversation/plain-text.ts'
import { button } from './buttons.ts'
import type { Renderer } from './channel.ts'

/** More buttons than this push the question off a small screen. */
const MOST_BUTTONS = 8

/** A chat window: text that is never read as Markdown, and buttons under it where they say everything. */
export const forChatWindow: Renderer = ({ screen, version }, say) => {
  const { question } = screen
  const alone = question ? suggested(question) : []
  const isAll = question !== undefined && !question.many && alone.length > 0 && !hasHints(question)
  const text = [
    ...asText(screen, { numbered: !isAll, text: say }),
    ...(screen.over ? [] : [say('channel:ways')]),
  ]
  return [
    {
      type: 'message',
      text: text.join('\n\n'),
      textFormat: 'plain',
      locale: screen.language,
      inputHint: screen.over ? 'acceptingInput' : 'expectingInput',
      ...(alone.length > 0 && {
        suggestedActions: { to: [], actions: alone.map((choice) => button(choice, version)) },
      }),
    },
  ]
}

/** One press must be a whole answer: never a tick of several. */
function suggested(question: Question): Question['options'] {
  const choices = question.many ? question.options : [...question.items, ...question.options]
  return choices.length <= MOST_BUTTONS ? choices : []
}

const hasHints = (question: Question): boolean =>
  [...question.items, ...question.options].some(({ hint }) => hint !== undefined)

import { CardFactory } from 'botbuilder'
import { asText } from '../../conversation/plain-text.ts'
import { button } from './buttons.ts'
import type { Renderer } from './channel.ts'

/** A hero card in Teams shows six buttons; of suggested actions it shows only the first three. */
const MOST_BUTTONS = 6

/**
 * Teams: text, a card of buttons where they are few, and always a word that an employer may see it:
 * after what was said, so that an emergency card stays first, and before the question.
 */
export const forTeams: Renderer = ({ screen, version }, say) => {
  const { question } = screen
  const choices = question && !question.many ? [...question.items, ...question.options] : []
  const fits = choices.length > 0 && choices.length <= MOST_BUTTONS
  const numbered = !fits || choices.some(({ hint }) => hint !== undefined)
  const warned = {
    ...screen,
    says: [...screen.says, { kind: 'notice', text: say('channel:teams.seen') } as const],
  }
  const text = [...asText(warned, { numbered, text: say }), ...(screen.over ? [] : [say('channel:ways')])]
  return [
    {
      type: 'message',
      text: text.join('\n\n'),
      textFormat: 'plain',
      locale: screen.language,
      ...(fits && {
        attachments: [
          CardFactory.heroCard(
            '',
            [],
            choices.map((choice) => button(choice, version)),
          ),
        ],
      }),
    },
  ]
}

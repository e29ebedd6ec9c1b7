import type { CardAction } from 'botbuilder'
import { ActionTypes } from 'botbuilder'
import type { Choice } from '../../conversation/screen.ts'
import { carry } from '../heard-in.ts'

/** A button that shows its words in the chat when it is pressed, and carries its option's id. */
export const button = ({ id, label }: Choice, version: number): CardAction => ({
  type: ActionTypes.MessageBack,
  title: label,
  text: label,
  displayText: label,
  value: carry({ options: [id], version }),
})

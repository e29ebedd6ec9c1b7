import { textsNext } from '../../conversation/texts.ts'
import type { Renderer } from './channel.ts'

/** Text messages: numbers to reply with and nothing to press; one text at a time, and the next when it is asked for. */
export const forTexts: Renderer = (reply, say) =>
  textsNext(reply, say).map((text) => ({
    type: 'message',
    text,
    textFormat: 'plain',
    locale: reply.screen.language,
  }))

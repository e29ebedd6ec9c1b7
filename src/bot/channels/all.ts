import type { Channel } from '../../domain/channel.ts'
import type { Renderer } from './channel.ts'
import { forChatWindow } from './directline.ts'
import { forTexts } from './sms.ts'
import { forTeams } from './teams.ts'
import { forPage } from './web.ts'

/** How each channel shows a reply. */
export const RENDERERS: Readonly<Record<Channel, Renderer>> = {
  web: forPage,
  sms: forTexts,
  teams: forTeams,
  directline: forChatWindow,
}

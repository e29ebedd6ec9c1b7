import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { Reply } from '../../conversation/converse.ts'
import type { Renderer } from './channel.ts'

/** The page draws the screen itself, so it gets it as it is. */
export const forPage: Renderer = (reply) => [{ type: 'message', channelData: { haven: reply } }]

const shownSchema = z.object({
  haven: z.object({
    screen: z.custom<Reply['screen']>(),
    version: z.number(),
    forgotten: z.boolean(),
    hidden: z.literal(true).optional(),
  }),
})

/** The reply that an activity for the page carries. Throws when there is none, which is a bug. */
export const replyIn = (activity: Partial<Activity> | undefined): Reply =>
  shownSchema.parse(activity?.channelData).haven

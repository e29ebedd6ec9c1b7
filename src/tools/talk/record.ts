import { stringify } from 'yaml'
import type { Channel } from '../../domain/channel.ts'
import type { ScriptStep } from './script.ts'

/** A conversation that was had at the terminal. */
export interface Recorded {
  readonly channel: Channel
  readonly language: string
  readonly gatewayUp: boolean
  readonly steps: readonly ScriptStep[]
  readonly endsAt: string
}

/** The conversation as a script, ready for a title and for what the gateway should have received. */
export const recording = ({ channel, language, gatewayUp, steps, endsAt }: Recorded): string =>
  stringify({
    title: 'A recorded conversation',
    about: 'Say in one sentence what this shows',
    channel,
    language,
    gateway: gatewayUp ? 'up' : 'down',
    steps,
    ends_at: endsAt,
  })

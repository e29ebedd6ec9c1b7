import type { Activity } from 'botbuilder'

let sent = 0

/** A message as a channel of Bot Framework sends it, with an id of its own and nothing in it that is not given. */
export const anActivity = (parts: Record<string, unknown> = {}): Partial<Activity> =>
  ({
    type: 'message',
    id: String((sent += 1)),
    channelId: 'webchat',
    conversation: { id: 'conversation-1' },
    from: { id: 'person-1', name: '' },
    recipient: { id: 'bot-1', name: '' },
    ...parts,
  }) as unknown as Partial<Activity>

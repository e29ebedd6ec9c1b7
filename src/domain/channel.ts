/** How a person reaches us. `directline` is a chat widget; `terminal` scripts speak as one of these. */
export const CHANNELS = ['web', 'sms', 'teams', 'directline'] as const

export type Channel = (typeof CHANNELS)[number]

/** What the list can be narrowed to. */
export const SHOWS = ['all', 'check', 'waiting', 'file', 'closed'] as const
export type Show = (typeof SHOWS)[number]

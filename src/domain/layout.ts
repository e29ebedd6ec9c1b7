/** How the page shows itself: one question at a time, or as a conversation, with what was answered above the question. */
export const LAYOUTS = ['question', 'conversation'] as const
export type Layout = (typeof LAYOUTS)[number]

import { SENT_ANSWERS } from './payload.ts'

/**
 * The answers that stand on a person's own list, to be changed. A closed list: an answer that is not here is never shown
 * there. Left out on purpose: whether anyone sees the screen and whether it is private (promise 5), references and
 * secrets, agreements, and what only says yes to something that stands here itself.
 */
export const LISTED_ANSWERS: readonly string[] = [
  ...SENT_ANSWERS,
  'group',
  'own-words',
  'send-characteristics',
  'ways',
  'near',
]

/** Listed by name alone: too long to be said again, or nobody else's business. */
const UNSAID: readonly string[] = ['own-words', 'account', 'code-word']

/** Whether what was answered may stand beside the name of the answer. */
export const isSaidAgain = (name: string): boolean => !UNSAID.includes(name)

/**
 * Words that carriers act on by themselves when they stand alone (Twilio's defaults for long numbers): whoever sends one
 * gets nothing more from the carrier, so we must agree with it. STOPIO and DECHRAU are their Welsh. They are the
 * carriers' own, so they stand here and not among what people type; no text of ours teaches any but the way back.
 */
const STOPS = ['stop', 'stopall', 'unsubscribe', 'end', 'quit', 'cancel', 'revoke', 'optout', 'stopio']
const STARTS = ['start', 'unstop', 'dechrau']
/** To a carrier it is a way back too; to us it answers a question unless the phone has stopped. */
const YES = ['yes']
/** Ends a long account. */
const DONES = ['done', 'finished', 'gorffen', 'wedi gorffen']

/** "STOP. he is outside", "stop, please": set apart from what follows. */
const APART = /^\s*stop(io)?\s*[.,;:\n-]/i
/** "STOP texting me": in capitals, where the rest is not. */
const CAPITALS = /^\s*STOP(IO)?\s+\S*\p{Ll}/u

/**
 * Whether somebody wants no more texts. A carrier hears only a word that stands alone. We also hear it at the beginning,
 * where it is set apart; but "stop him hurting me" is an account.
 */
export const isStop = (text: string): boolean =>
  STOPS.includes(only(text)) || APART.test(text) || CAPITALS.test(text)

export const isStart = (text: string, isStopped: boolean): boolean =>
  STARTS.includes(only(text)) || (isStopped && YES.includes(only(text)))

export const isDone = (text: string): boolean => DONES.includes(only(text))

const only = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

import type { ArrivedText } from '../ports/text-queue.ts'
import { isDone, isStart, isStop } from './carrier-words.ts'

/** What is answered next, or how long to wait for more of it, in milliseconds. */
export type Gathered =
  | { readonly kind: 'stop' | 'start' | 'say'; readonly texts: readonly ArrivedText[]; readonly said: string }
  | { readonly kind: 'wait'; readonly milliseconds: number }

export interface Gathering {
  /** How long after each part of an account more of it is waited for. */
  readonly milliseconds: number
  readonly isStopped: boolean
  /** Whether danger is heard in it: then nothing waits. */
  readonly isDanger: (text: string) => boolean
  readonly now: Date
}

/** From so many words, or signs, on a text tells something, and the rest may be on its way. */
const FEWEST_WORDS = 4
const FEWEST_SIGNS = 25
/** Nobody waits longer than this many times the pause between two parts. */
const MOST_PAUSES = 3

/**
 * Decides what of the texts that arrived, oldest first, is answered as one. A short answer stands alone. An account is
 * joined with what follows it, in the order of arrival, until nothing came for a while, until DONE, or until danger is
 * heard in what is there. Somebody who wants no more texts is heard at once, whatever waits before. There is at least one.
 */
export function gather(arrived: readonly ArrivedText[], gathering: Gathering): Gathered {
  const stop = arrived.findIndex(isStopping)
  if (stop >= 0) return saying('stop', arrived.slice(0, stop + 1))
  const [first] = arrived
  if (!first) throw new Error('nothing arrived')
  // A turn with these began before and may have been taken, so they stay together.
  if (first.begun !== undefined)
    return saying(
      'say',
      arrived.filter(({ begun }) => begun === first.begun),
    )
  if (isStart(first.text, gathering.isStopped) || first.carrier === 'started') return saying('start', [first])
  if (!isTelling(first.text)) return saying('say', [first])
  return account(arrived, first, gathering)
}

function account(
  arrived: readonly ArrivedText[],
  first: ArrivedText,
  { milliseconds, isDanger, now }: Gathering,
): Gathered {
  const done = arrived.findIndex(({ text }) => isDone(text))
  if (done >= 0) return saying('say', arrived.slice(0, done + 1))
  if (isDanger(joined(arrived))) return saying('say', arrived)
  const last = arrived.at(-1) ?? first
  const until = Math.min(last.at.getTime() + milliseconds, first.at.getTime() + MOST_PAUSES * milliseconds)
  const left = until - now.getTime()
  // A clock that was set back would keep them waiting for ever.
  return left <= 0 || left > milliseconds ? saying('say', arrived) : { kind: 'wait', milliseconds: left }
}

const isStopping = ({ text, carrier }: ArrivedText): boolean => carrier === 'stopped' || isStop(text)

const isTelling = (text: string): boolean =>
  text.trim().split(/\s+/).length >= FEWEST_WORDS || [...text.trim()].length >= FEWEST_SIGNS

const saying = (kind: 'stop' | 'start' | 'say', texts: readonly ArrivedText[]): Gathered => ({
  kind,
  texts,
  said: joined(texts),
})

/** A word that only ends an account is no part of it. */
const joined = (texts: readonly ArrivedText[]): string =>
  texts
    .map(({ text }) => text.trim())
    .filter((text) => text !== '' && (texts.length === 1 || !isDone(text)))
    .join('\n')

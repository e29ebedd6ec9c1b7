import { setTimeout } from 'node:timers/promises'
import type { Passage, Proxy } from './proxy.ts'
import { lengthOf } from './weather.ts'

/** Where in a request a kill came. `no request`: there was none to be had. */
export const MOMENTS = [
  'before receipt',
  'between receipt and answer',
  'after the answer',
  'no request',
] as const
export type Moment = (typeof MOMENTS)[number]

/** A kill comes at any time from the request until so long after its answer. */
const AFTER_ANSWER_MS = 50
/** The request that is aimed at is one of the next so many. */
const AMONG = 4
/** After so long without a request the kill comes anyhow. */
const PATIENCE_MS = 20_000

/**
 * Waits for a request that bot and gateway exchange, and then for a moment drawn evenly from when it was sent until a
 * while after its answer. Answers which moment that was.
 */
export async function drawnMoment(proxy: Proxy, draw: () => number): Promise<Moment> {
  const passage = await Promise.race([proxy.next(Math.floor(draw() * AMONG)), setTimeout(PATIENCE_MS)])
  if (!passage) return 'no request'
  const at = passage.sentAt + draw() * (lengthOf(passage.plan) + AFTER_ANSWER_MS)
  await setTimeout(Math.max(0, at - performance.now()))
  return momentIn(passage)
}

/** By what has been seen, not by what was planned. */
function momentIn({ receivedAt, endedAt }: Passage): Moment {
  if (endedAt !== undefined) return 'after the answer'
  return receivedAt === undefined ? 'before receipt' : 'between receipt and answer'
}

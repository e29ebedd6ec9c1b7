import type { Phone, WaitingText } from '../ports/text-queue.ts'
import type { TextCarrier, TextSent } from '../ports/texts.ts'
import type { Lately } from './answer.ts'
import { noteReceipt, type EarlyReceipts } from './early-receipts.ts'
import { count, type TextSetting } from './setting.ts'

/** An answer that comes later than this may meet somebody else at the phone, and a question long left. Milliseconds. */
export const GIVEN_UP_MS = 15 * 60_000
/** A carrier lists a text a moment after it took it. */
const FIND_MS = 3_000
const LONGEST_PAUSE_SECONDS = 60

/**
 * Sends what is due to one phone, in its order: the next only when the one before has been taken or given up. A try is
 * noted before it is made; where nobody heard how it ended, also because this process was killed, the carrier is asked
 * before it is sent again.
 */
export async function sendDue(
  setting: TextSetting,
  { begun, early }: Pick<Lately, 'begun' | 'early'>,
  phone: Phone,
): Promise<void> {
  const { queue, clock, carriers } = setting
  for (;;) {
    const text = await queue.next(phone, clock.now())
    if (!text) return
    const carrier = carriers.find(({ provider }) => provider === text.provider)
    if (!carrier || clock.now().getTime() - text.madeAt.getTime() > GIVEN_UP_MS) {
      count(setting, 'text-out', 'given-up')
      await queue.settle(text.key, { result: 'failed' })
      continue
    }
    const began = performance.now()
    const sent = await attempt(setting, begun, carrier, text)
    count(setting, 'text-out', sent.result, performance.now() - began)
    if (!(await settled(setting, early, phone, text, sent))) return
  }
}

async function attempt(
  { queue, clock }: TextSetting,
  begun: Set<string>,
  carrier: TextCarrier,
  text: WaitingText,
): Promise<TextSent> {
  if (begun.delete(text.key)) return carrier.send(text)
  if (text.triedAt) {
    const found = await carrier.find(text, text.triedAt, (id) => queue.isTaken(text.provider, id))
    if (found.result !== 'later') return found
  }
  await queue.trying(text.key, clock.now())
  return carrier.send(text)
}

/** True: the next one may go. */
async function settled(
  setting: TextSetting,
  early: EarlyReceipts,
  phone: Phone,
  { key, provider, tries }: WaitingText,
  sent: TextSent,
): Promise<boolean> {
  const { queue, clock } = setting
  const now = clock.now()
  switch (sent.result) {
    case 'taken': {
      await queue.settle(key, { result: 'taken', provider, id: sent.id })
      const receipt = early.take(provider, sent.id)
      if (receipt) await noteReceipt(setting, provider, receipt)
      return true
    }
    case 'refused':
      await queue.settle(key, { result: 'failed' })
      return true
    case 'stopped':
      await queue.stop(phone, now)
      return true
    case 'later': {
      const seconds = Math.min(sent.seconds ?? 2 ** tries, LONGEST_PAUSE_SECONDS)
      await queue.settle(key, {
        result: 'again',
        at: new Date(now.getTime() + seconds * 1000),
        isUnknown: false,
      })
      return false
    }
    case 'unknown':
      await queue.settle(key, { result: 'again', at: new Date(now.getTime() + FIND_MS), isUnknown: true })
      return false
  }
}

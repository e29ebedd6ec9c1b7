import { senderOf } from '../domain/phone.ts'
import { CannotKeep } from '../ports/store.ts'
import type { TextCall, TextCarrier, TextIn, TextProvider, TextReceipt } from '../ports/texts.ts'
import type { Lately } from './answer.ts'
import { isStop } from './carrier-words.ts'
import { earlyReceipts, noteReceipt } from './early-receipts.ts'
import { floodgate } from './flood.ts'
import { servePhone } from './serve-phone.ts'
import { count, type TextSetting } from './setting.ts'
import { undelivered } from './undelivered.ts'
import { unkept } from './unkept.ts'
import { workers } from './workers.ts'

/** What a provider's call is answered with. */
export interface TextTaken {
  readonly status: number
  readonly type?: string
  readonly body?: string
}

/** Text messages: takes the providers' calls, answers people, and sends. */
export interface Texting {
  /** Takes one call. What it says is durable when this resolves; the answer goes out by itself. Never throws. */
  take(provider: TextProvider, call: TextCall): Promise<TextTaken>
  /** Looks for what waits: after a start, after a carrier was away, and for other instances that ended. */
  look(): Promise<void>
  /** What was not delivered, for a collector: a number, and nobody's. */
  metrics(): string
  /** Begins nothing more, and waits for what is under way. */
  close(): Promise<void>
}

/** Makes texting. Nothing is looked for until `look` is called. */
export function createTexting(setting: TextSetting): Texting {
  const { carriers, queue, clock, trace } = setting
  const flood = floodgate()
  const lately: Lately = {
    faults: new Map(),
    begun: new Set(),
    early: earlyReceipts(),
    flood,
    unkept: unkept(setting, flood),
  }
  const fault = (error: unknown): void =>
    trace.fault({ where: 'texts', fault: error instanceof Error ? error.name : 'unknown' })
  const missed = undelivered(queue)
  const { wake, close } = workers((phone) => servePhone(setting, lately, phone), fault)

  async function arrived(carrier: TextCarrier, text: TextIn): Promise<TextTaken> {
    const sender = senderOf(text.from)
    if (sender.kind === 'none') return refused('no-sender', carrier)
    const known = { ...text, from: sender.number }
    if (sender.kind === 'foreign') {
      await sayOnce(setting, carrier, known, wake)
      return refused('foreign', carrier)
    }
    const key = `${carrier.provider} ${text.id}`
    if (lately.unkept.wasTold(key)) return refused('again', carrier)
    try {
      const isNew = await queue.keep(carrier.provider, known, clock.now())
      count(setting, 'text-in', isNew ? 'kept' : 'again')
      if (isNew) wake(queue.phoneOf(known.from))
    } catch (error) {
      if (!(error instanceof CannotKeep)) throw error
      // Whoever was told sends it again by themselves. Whoever was not has to have it brought again by the provider.
      if (!(await lately.unkept.tell(carrier, key, known))) return { status: 503 }
    }
    return carrier.answer
  }
  function refused(why: string, { answer }: TextCarrier): TextTaken {
    count(setting, 'text-in', why)
    return answer
  }
  async function received({ provider, answer }: TextCarrier, receipt: TextReceipt): Promise<TextTaken> {
    const isBad = receipt.result === 'failed' || receipt.result === 'stopped'
    // Kept before it is looked for: whoever sends looks among the kept ones after its text is known.
    if (isBad) lately.early.keep(provider, receipt)
    if (await noteReceipt(setting, provider, receipt)) lately.early.take(provider, receipt.id)
    count(setting, 'text-receipt', receipt.result)
    return answer
  }
  async function taken(provider: TextProvider, call: TextCall): Promise<TextTaken> {
    const carrier = carriers.find((one) => one.provider === provider)
    if (!carrier) return { status: 404 }
    const news = carrier.hear(call)
    if (news.kind === 'text') return arrived(carrier, news.text)
    if (news.kind === 'receipt') return received(carrier, news.receipt)
    count(setting, 'text-in', news.kind)
    return { status: news.kind === 'refused' ? 403 : 400 }
  }
  return {
    async take(provider, call) {
      try {
        return await taken(provider, call)
      } catch (error) {
        fault(error)
        return { status: 503 }
      }
    },
    async look() {
      for (const phone of await queue.due(clock.now())) wake(phone)
      await missed.look(clock.now())
    },
    metrics: missed.line,
    close,
  }
}

/**
 * Somebody abroad is told calmly whom to ring, once a day: answering every text would be a way to cost us money. Not
 * where they want no texts.
 */
async function sayOnce(
  { queue, inbox, clock, assistant }: TextSetting,
  { provider }: TextCarrier,
  { from, to, text, carrier }: TextIn,
  wake: (phone: string) => void,
): Promise<void> {
  if (carrier === 'stopped' || isStop(text)) return
  if (!(await inbox.isNew('sms abroad', from, clock.now()))) return
  const phone = queue.phoneOf(from)
  const texts = assistant.calm('sms.foreign', 'en')
  await queue.answer(phone, [], { provider, to: from, from: to, texts }, clock.now())
  wake(phone)
}

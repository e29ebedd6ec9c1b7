import type { TextProvider, TextReceipt } from '../ports/texts.ts'
import type { TextSetting } from './setting.ts'

/** What became of a text, told before the answer that says which text it is: a provider can be quicker than itself. */
export interface EarlyReceipts {
  keep(provider: TextProvider, receipt: TextReceipt): void
  /** Gives it back once; nothing where none came. */
  take(provider: TextProvider, id: string): TextReceipt | undefined
}

/** Notes what became of a text; false where nothing is known of that text. */
export async function noteReceipt(
  { queue, clock }: Pick<TextSetting, 'queue' | 'clock'>,
  provider: TextProvider,
  receipt: TextReceipt,
): Promise<boolean> {
  const phone = await queue.receipt(provider, receipt)
  if (receipt.result === 'stopped' && phone !== undefined) await queue.stop(phone, clock.now())
  return phone !== undefined
}

/** The answer comes within seconds; more texts are not under way. */
const MOST = 1_000

export function earlyReceipts(): EarlyReceipts {
  const early = new Map<string, TextReceipt>()
  return {
    keep(provider, receipt) {
      early.set(`${provider} ${receipt.id}`, receipt)
      const [oldest] = early.keys()
      if (early.size > MOST && oldest !== undefined) early.delete(oldest)
    },
    take(provider, id) {
      const key = `${provider} ${id}`
      const receipt = early.get(key)
      early.delete(key)
      return receipt
    },
  }
}

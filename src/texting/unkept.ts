import type { TextCarrier, TextIn } from '../ports/texts.ts'
import { isStop } from './carrier-words.ts'
import type { Floodgate } from './flood.ts'
import { count, type TextSetting } from './setting.ts'

/** A text that is answered although nothing can be kept: who sent it, to which number of ours, and what it says. */
export type UnkeptText = Pick<TextIn, 'from' | 'to' | 'text'>

/** What is said while the disk takes nothing. In memory, since it is the disk that fails; each text is told of once. */
export interface Unkept {
  /** True: whoever sent it knows that it is lost and sends it again, so it must not be taken when it comes once more. */
  wasTold(key: string): boolean
  /** Tells whom to ring in danger, and otherwise that nothing is kept. False: they do not know, so it must come again. */
  tell(carrier: TextCarrier, key: string, text: UnkeptText): Promise<boolean>
  /** Whom to ring, for what is kept and whose answer is not; nothing where no danger is heard in it. */
  warn(carrier: TextCarrier, key: string, text: UnkeptText): Promise<void>
}

/** Providers repeat a text for half an hour; so many texts come in that time at the very most. */
const MOST_KEYS = 10_000

export function unkept(setting: TextSetting, flood: Floodgate): Unkept {
  const { assistant, queue, clock } = setting
  const [told, warned] = [fewKeys(), fewKeys()]
  // Where nothing can be read either, nobody is known to have stopped.
  const isStopped = (from: string): Promise<boolean> =>
    queue.isStopped(queue.phoneOf(from)).catch(() => false)

  /** Whether the first of them, which says what matters, was taken. */
  async function say(
    carrier: TextCarrier,
    key: string,
    { from, to }: UnkeptText,
    texts: readonly string[],
  ): Promise<boolean> {
    const results: string[] = []
    for (const [index, text] of texts.entries()) {
      const sent = await carrier.send({ key: `${key}-${index}`, to: from, from: to, text })
      count(setting, 'text-out', `unkept-${sent.result}`)
      results.push(sent.result)
    }
    flood.answered(queue.phoneOf(from), clock.now())
    return results[0] === 'taken'
  }

  async function warn(carrier: TextCarrier, key: string, text: UnkeptText): Promise<boolean> {
    const danger = assistant.danger(text.text)
    if (!danger || warned.has(key)) return danger !== undefined
    if (await say(carrier, key, text, assistant.emergency('en', danger))) warned.add(key)
    return warned.has(key)
  }

  return {
    wasTold: told.has,
    async tell(carrier, key, text) {
      if (await isStopped(text.from)) return false
      const isWarned = await warn(carrier, key, text)
      // That they want no more texts must not be lost, so the provider brings it again, and nobody is sent another one.
      if (isStop(text.text)) return false
      const isOpen = flood.at(queue.phoneOf(text.from), clock.now(), false) === 'open'
      const isTold = isWarned || (isOpen && (await say(carrier, key, text, assistant.calm('not-kept', 'en'))))
      if (isTold) told.add(key)
      return isTold
    },
    async warn(carrier, key, text) {
      if (!(await isStopped(text.from))) await warn(carrier, key, text)
    },
  }
}

/** The latest keys, and no more of them than memory should hold. */
function fewKeys(): { readonly has: (key: string) => boolean; readonly add: (key: string) => void } {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key)
      const [oldest] = keys
      if (keys.size > MOST_KEYS && oldest !== undefined) keys.delete(oldest)
    },
  }
}

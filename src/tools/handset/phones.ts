import { SegmentedMessage } from 'sms-segments-calculator'

/** A text as a phone shows it. */
export interface Shown {
  readonly who: 'me' | 'them'
  readonly text: string
  /** How carriers cut and charge it. */
  readonly segments: number
  readonly encoding: string
  /** Since the phones were switched on, in milliseconds. */
  readonly at: number
}

/** Phones by number: what each has sent and received. */
export interface Phones {
  show(number: string, who: Shown['who'], text: string): void
  texts(number: string): readonly Shown[]
  /** Resolves when a phone has received `count` texts in all; rejects after `milliseconds`. */
  received(number: string, count: number, milliseconds: number): Promise<readonly string[]>
  /** What was charged to us: segments of texts that we sent. */
  cost(): { readonly texts: number; readonly segments: number }
}

export function phones(): Phones {
  const inboxes = new Map<string, Shown[]>()
  const waiting = new Set<() => void>()
  const began = performance.now()
  const textsOf = (number: string): readonly Shown[] => inboxes.get(number) ?? []
  const theirs = (number: string): readonly string[] =>
    textsOf(number).flatMap(({ who, text }) => (who === 'them' ? [text] : []))
  return {
    show(number, who, text) {
      const cut = new SegmentedMessage(text)
      const shown = {
        who,
        text,
        segments: cut.segments.length,
        encoding: cut.encodingName,
        at: performance.now() - began,
      }
      inboxes.set(number, [...textsOf(number), shown])
      for (const look of waiting) look()
    },
    texts: textsOf,
    received(number, count, milliseconds) {
      return new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(late)
          waiting.delete(look)
        }
        const look = (): void => {
          if (theirs(number).length < count) return
          end()
          resolve(theirs(number))
        }
        const late = setTimeout(() => {
          end()
          reject(
            new Error(`The phone has ${theirs(number).length} texts after ${milliseconds} ms, not ${count}`),
          )
        }, milliseconds)
        waiting.add(look)
        look()
      })
    },
    cost() {
      const all = [...inboxes.values()].flat().filter(({ who }) => who === 'them')
      return { texts: all.length, segments: all.reduce((sum, { segments }) => sum + segments, 0) }
    },
  }
}

import { setImmediate } from 'node:timers/promises'
import { contentKeyOf } from '../adapters/vault-local/index.ts'
import type { Kept } from './open.ts'

/** Keys, or rows, looked at in one go: less than a millisecond or two. */
const AT_ONCE = 200
/** A key is made before its row is committed; none is judged before this long has passed. */
const SETTLED_MS = 2 * 60_000

/**
 * Destroys, at each call, the keys of contents that are in no row any more: told, taken back, corrected or forgotten.
 * From then on every copy of such a content, in any backup, opens no more. Answers how many.
 */
export function eraser(kept: Kept, monotonic: () => number): (now: Date) => Promise<number> {
  const { contents } = kept.keys
  // What was there before this process began is settled: nobody is about to commit a row for it.
  const marks = [{ at: -Infinity, last: contents.last() }]
  return async (now) => {
    const at = monotonic()
    marks.push({ at, last: contents.last() })
    while (marks.length > 1 && at - (marks[1]?.at ?? at) >= SETTLED_MS) marks.shift()
    const settled = marks[0]?.last ?? 0
    const needed = await keysInRows(kept)
    let [erased, after] = [0, 0]
    for (;;) {
      const some = contents.after(after, AT_ONCE).filter(({ number }) => number <= settled)
      for (const { id, bound } of some) {
        const file = bound.startsWith('referral|') ? kept.store : kept.desk
        if (!file || needed.has(id)) continue
        contents.destroy(id, file.fateOf(bound), now)
        erased += 1
      }
      const last = some.at(-1)
      if (some.length < AT_ONCE || !last) break
      after = last.number
      await setImmediate()
    }
    if (erased > 0) kept.keys.emptyLog()
    return erased
  }
}

async function keysInRows(kept: Kept): Promise<ReadonlySet<string>> {
  const needed = new Set<string>()
  for (const file of [kept.store, kept.desk]) {
    if (!file) continue
    let after: string | undefined
    do {
      const step = file.contents(after, AT_ONCE)
      for (const head of step.heads) {
        const id = contentKeyOf(head)
        if (id !== undefined) needed.add(id)
      }
      after = step.next
      await setImmediate()
    } while (after !== undefined)
  }
  return needed
}

import { setTimeout as pause } from 'node:timers/promises'
import { startDemonstration } from '../handset/demonstration.ts'

/** How quickly texts are answered when many people text at once (`npm run bench -- texts [seconds]`). */

const PEOPLE = 100
const EVERY_MS = 20_000
const BAR_MS = 300
/** What people text: short answers, and the words that are heard everywhere. */
const SAID = ['1', '2', '3', 'more', 'back', 'help', '1', 'status']

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Measured at the carrier: from its call to Haven until Haven has asked it to send the first text of the answer. */
export async function benchTexts(seconds: number): Promise<boolean> {
  const demonstration = await startDemonstration()
  const { carrier } = demonstration
  const times: number[] = []
  let missed = 0
  const numberOf = (person: number): string => `+4477009${String(10_000 + person)}`
  const ask = async (number: string, text: string): Promise<void> => {
    const began = performance.now()
    const before = carrier.phones.texts(number).filter(({ who }) => who === 'them').length
    await carrier.send(number, text)
    try {
      await carrier.phones.received(number, before + 1, 10_000)
      times.push(carrier.taken.findLast(({ to }) => to === number)!.at - began)
    } catch {
      missed += 1
    }
  }
  const person = async (index: number): Promise<void> => {
    await pause((index / PEOPLE) * EVERY_MS)
    for (let turn = 0; turn < Math.max(1, Math.floor((seconds * 1000) / EVERY_MS)); turn += 1) {
      await ask(numberOf(index), SAID[(index + turn) % SAID.length]!)
      await pause(EVERY_MS)
    }
  }
  try {
    // What a process does once and never again is not what is measured.
    for (let turn = 0; turn < 20; turn += 1) await ask(numberOf(PEOPLE + turn), '1')
    times.length = 0
    await Promise.all(Array.from({ length: PEOPLE }, (_, index) => person(index)))
  } finally {
    await demonstration.stop()
  }
  const sorted = times.toSorted((one, other) => one - other)
  const part = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN
  const { texts, segments } = carrier.phones.cost()
  say(
    `${PEOPLE} phones, each texting every ${EVERY_MS / 1000} s for ${seconds} s; from the call to the first text at the carrier:`,
  )
  say(
    `  ${sorted.length} answered   p50 ${part(0.5).toFixed(0)} ms   p95 ${part(0.95).toFixed(0)} ms   p99 ${part(0.99).toFixed(0)} ms   ${missed} unanswered   ${texts} texts of ${segments} segments`,
  )
  const isReached = missed === 0 && part(0.95) <= BAR_MS
  say(`  ${isReached ? 'reached    ' : 'NOT REACHED'} p95 <= ${BAR_MS} ms`)
  return isReached
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Air } from './carrier-rules.ts'
import { chance } from './carrier-rules.ts'
import { startDemonstration } from './demonstration.ts'

/** What a storm did: how many texts, what the air did to them, and what went wrong. */
export interface Weathered {
  readonly texts: number
  /** Texts that Haven was brought, each once or more. */
  readonly brought: number
  readonly answers: number
  /** Answers beyond one for each text that was brought. */
  readonly doubled: number
  /** Texts that were brought and had no answer. */
  readonly lost: number
  readonly counts: Readonly<Record<string, number>>
  readonly kills: number
  readonly seconds: number
}

/** Bad, and not unheard of. */
export const STORM: Partial<Air> = {
  delayMs: [0, 30],
  duplicate: 0.2,
  reorder: 0.1,
  drop: 0.05,
  silence: 0.05,
  refuse: 0.05,
}

/** Each phone texts so often; one that texts more within ten minutes is taken for a machine. */
const EACH = 40
/** Nothing that ends a conversation: whoever has it forgotten is not sent what still waits, and that is no loss. */
const SAID = ['hello', 'back', 'more', 'help', 'status', 'change', 'Cymraeg', 'English']
const TOGETHER = 24
/** The last texts are tried again with pauses. */
const SETTLE_MS = 60_000

/**
 * Sends `texts` from many phones through a storm, and kills Haven `kills` times meanwhile. Every text that was brought
 * must have exactly one answer.
 */
export async function storm(texts: number, { seed = 1, kills = 0 } = {}): Promise<Weathered> {
  const began = performance.now()
  const demonstration = await startDemonstration({ HAVEN_TEXTS_GATHER_SECONDS: '1' }, seed)
  const { carrier, haven } = demonstration
  const draw = chance(seed + 1)
  const expected = new Map<string, number>()
  try {
    carrier.setAir(STORM)
    const people = Math.ceil(texts / EACH)
    let [next, sent] = [0, 0]
    const person = async (): Promise<void> => {
      for (let index = next++; index < people; index = next++) {
        const number = `+4477${String(10_000_000 + index)}`
        for (let turn = 0; turn < EACH && sent < texts; turn += 1) {
          sent += 1
          const statuses = await carrier.send(number, SAID[Math.floor(draw() * SAID.length)]!)
          // What reached a Haven that had just been killed was not taken: a carrier does not bring it again.
          if (statuses.some((status) => status >= 200 && status < 300))
            expected.set(number, (expected.get(number) ?? 0) + 1)
        }
      }
    }
    const killing = async (): Promise<void> => {
      for (let kill = 0; kill < kills; kill += 1) {
        await pause(1_500)
        await haven.killAndRestart()
      }
    }
    await Promise.all([...Array.from({ length: TOGETHER }, person), killing()])
    const answersTo = (number: string): number =>
      answersIn(carrier.phones.texts(number).flatMap(({ who, text }) => (who === 'them' ? [text] : [])))
    const isSettled = (): boolean => [...expected].every(([number, count]) => answersTo(number) >= count)
    const until = performance.now() + SETTLE_MS
    while (!isSettled() && performance.now() < until) await pause(250)
    // Whatever would come twice comes now.
    await pause(4_000)
    const differences = [...expected].map(([number, count]) => answersTo(number) - count)
    return {
      texts: sent,
      brought: [...expected.values()].reduce((sum, count) => sum + count, 0),
      answers: [...expected.keys()].reduce((sum, number) => sum + answersTo(number), 0),
      doubled: differences.reduce((sum, one) => sum + Math.max(0, one), 0),
      lost: differences.reduce((sum, one) => sum + Math.max(0, -one), 0),
      counts: carrier.counts,
      kills,
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await demonstration.stop()
  }
}

/** Some screens come in several texts at once, each numbered; of most the next is sent only when MORE (MWY in Welsh) asks for it. */
const answersIn = (texts: readonly string[]): number =>
  texts.filter((text, index) => {
    const before = texts[index - 1] ?? ''
    const [number, of] = partOf(text)
    const [last, ofLast] = partOf(before)
    const isNext = of !== undefined && of === ofLast && last === number - 1
    return !isNext || /\b(MORE|MWY)\b/.test(before)
  }).length

/** "2/3" at the beginning of a line; a text of its own has no number. */
function partOf(text: string): readonly [number, number | undefined] {
  const [, number, of] = /^(\d+)\/(\d+) /m.exec(text) ?? []
  return of === undefined ? [0, undefined] : [Number(number), Number(of)]
}

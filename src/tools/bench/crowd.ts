import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ROOT } from '../../content.ts'
import { readCorpus } from '../heard/read.ts'
import { drive } from './drive.ts'
import type { Shot } from './drive.ts'
import { haven } from './journey.ts'
import { start } from './start.ts'

/** How quickly people are answered when many are there at once (`npm run bench -- crowd [seconds]`). */

const PEOPLE = 200
/** Each person answers after so long, in seconds: 10, give or take 5. */
const pause = (): number => 5 + Math.random() * 10
/** How much of what is sent is written in the person's own words, whatever was asked. */
const OWN_WORDS = 0.2
const BAR_MS = 100

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export async function benchCrowd(seconds: number): Promise<boolean> {
  const texts = readCorpus(join(ROOT, 'locales'))
    .filter(({ head }) => head.language === 'en')
    .flatMap(({ lines }) => lines.map(({ text }) => text))
  const server = await start('./haven-server.ts')
  const times = { pressed: [] as number[], written: [] as number[] }
  let failed = 0
  try {
    // What a process does once and never again, reading its model above all, is not what is measured.
    await drive(server.port, 4, 20, haven)
    await Promise.all(Array.from({ length: PEOPLE }, () => person()))
  } finally {
    server.stop()
  }
  async function person(): Promise<void> {
    const next = haven()
    const until = performance.now() + seconds * 1000
    await setTimeout(Math.random() * 10_000)
    let last: Parameters<typeof next>[0]
    while (performance.now() < until) {
      const isWritten = last !== undefined && Math.random() < OWN_WORDS
      const shot = isWritten ? inOwnWords(next(last), texts) : next(last)
      const run = await drive(server.port, 1, 1, () => () => ({
        ...shot,
        isGood: (status, body, headers) => {
          last = { body, headers }
          return status === 200 && body.includes('<h1')
        },
      }))
      times[isWritten ? 'written' : 'pressed'].push(run.p99)
      failed += run.failed
      await setTimeout(pause() * 1000)
    }
  }
  const all = [...times.pressed, ...times.written]
  say(`${PEOPLE} people at once for ${seconds} s, each answering every 10 s give or take 5, the model on:`)
  for (const [what, of] of [
    ['pressed', times.pressed],
    ['in own words', times.written],
    ['all', all],
  ] as const)
    say(
      `  ${what.padEnd(13)} ${String(of.length).padStart(6)}   p50 ${part(of, 0.5)} ms   p95 ${part(of, 0.95)} ms   p99 ${part(of, 0.99)} ms`,
    )
  const isReached = failed === 0 && Number(part(all, 0.95)) <= BAR_MS
  say(`  ${isReached ? 'reached    ' : 'NOT REACHED'} p95 <= ${BAR_MS} ms; ${failed} failed`)
  return isReached
}

/** The same person's next message, written and not pressed. */
const inOwnWords = (shot: Shot, texts: readonly string[]): Shot => {
  const body = new URLSearchParams(shot.body)
  const text = texts[Math.floor(Math.random() * texts.length)] ?? ''
  return { ...shot, body: new URLSearchParams({ v: body.get('v') ?? '0', a: text }).toString() }
}

const part = (all: readonly number[], share: number): string =>
  (all.toSorted((one, other) => one - other)[Math.floor(share * (all.length - 1))] ?? 0).toFixed(1)

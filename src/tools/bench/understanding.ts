import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { loadWords } from '../../adapters/understanding-local/load.ts'
import { phrasesOf } from '../../adapters/understanding-local/phrases.ts'
import { recogniserInThread } from '../../adapters/understanding-local/recogniser/in-thread.ts'
import { modelFile } from '../../adapters/understanding-local/recogniser/load.ts'
import { readCorpus } from '../heard/read.ts'

/** How quickly one message is understood (`npm run bench -- understanding`), on texts of about 100 characters. */

const LOCALES = join(import.meta.dirname, '..', '..', '..', 'locales')
const TEXTS = 400

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const part = (all: readonly number[], share: number): string =>
  (all.toSorted((one, other) => one - other)[Math.floor(share * (all.length - 1))] ?? 0).toFixed(2)
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6)
const bar = (what: string, figure: string, most: number, unit: string): void =>
  say(
    `  ${Number(figure) <= most ? 'reached    ' : 'NOT REACHED'} ${what}: ${figure} ${unit} (bar ${most} ${unit})`,
  )

export async function benchUnderstanding(): Promise<void> {
  const texts = readCorpus(LOCALES)
    .filter(({ head }) => head.language === 'en')
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .filter(({ length }) => length >= 90 && length <= 110)
    .slice(0, TEXTS)
  const phrases = phrasesOf(loadWords(LOCALES))
  texts.forEach((text) => phrases.danger(text))
  const floor = timesOf(texts, phrases.danger)
  const long = timesOf(
    texts.slice(0, 50).map((_, n) => texts.slice(n, n + 20).join('. ')),
    phrases.danger,
  )
  const before = megabytes()
  const recogniser = recogniserInThread({ locales: LOCALES, model: modelFile(LOCALES), patience: 60_000 })
  const began = performance.now()
  await recogniser.recognise('the first text waits until everything is loaded')
  const loaded = performance.now() - began
  for (const text of texts.slice(0, 50)) await recogniser.recognise(text)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const times: number[] = []
  for (const text of texts) {
    const start = performance.now()
    await recogniser.recognise(text)
    times.push(performance.now() - start)
  }
  delay.disable()
  const after = megabytes()
  await recogniser.close()
  say(`Understanding one message, ${texts.length} texts of 90 to 110 characters:`)
  say(`  the danger floor, all languages  p50 ${part(floor, 0.5)} ms  p95 ${part(floor, 0.95)} ms`)
  say(`  the same at 2,000 characters     p50 ${part(long, 0.5)} ms  p95 ${part(long, 0.95)} ms`)
  say(`  the recogniser in its thread     p50 ${part(times, 0.5)} ms  p95 ${part(times, 0.95)} ms`)
  say(`  loading it took ${loaded.toFixed(0)} ms; memory ${before} MB before and ${after} MB after`)
  bar('danger floor, p95', part(floor, 0.95), 2, 'ms')
  bar('one message, p95', part(times, 0.95), 60, 'ms')
  bar('event-loop delay while it works, p99', (delay.percentile(99) / 1e6).toFixed(2), 30, 'ms')
}

const timesOf = (texts: readonly string[], read: (text: string) => unknown): number[] =>
  texts.map((text) => {
    const start = performance.now()
    read(text)
    return performance.now() - start
  })

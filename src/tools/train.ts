import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadWords } from '../adapters/understanding-local/load.ts'
import { phrasesOf, worse } from '../adapters/understanding-local/phrases.ts'
import type { Phrases } from '../adapters/understanding-local/phrases.ts'
import { scoresOf } from '../adapters/understanding-local/recogniser/model.ts'
import type { Calibrations, Model } from '../adapters/understanding-local/recogniser/model.ts'
import { writeModel } from '../adapters/understanding-local/recogniser/model-file.ts'
import { recognise } from '../adapters/understanding-local/recogniser/recognise.ts'
import { readerFor } from '../adapters/understanding-local/recogniser/recogniser.ts'
import { rowOf } from '../adapters/understanding-local/recogniser/vocabulary.ts'
import { figuresText } from './evaluate/figures-text.ts'
import type { Judged } from './evaluate/figures.ts'
import { readCorpus } from './heard/read.ts'
import { calibrate, IN_ENGLISH, IN_OTHERS } from './train/calibrate.ts'
import type { Unseen } from './train/calibrate.ts'
import { rememberingEncoder } from './train/encodings.ts'
import { foldsOf } from './train/folds.ts'
import { openPool } from './train/pool.ts'
import type { Pool } from './train/pool.ts'
import { lessonOf, vocabularyOf } from './train/study.ts'
import type { Example } from './train/study.ts'

/**
 * Trains the recogniser on `locales/<language>/heard/` and writes `locales/heard.model`. The same corpus gives the same
 * model, byte for byte. What it prints was measured on writers that the measured model had not seen. With `--quick` it
 * measures one part only and writes nothing.
 */

const ROOT = join(import.meta.dirname, '..', '..')
const LOCALES = join(ROOT, 'locales')
const REMEMBERED = join(ROOT, 'node_modules', '.cache', 'haven', 'encodings')
const FOLDS = 3
const NETS = 2

type Learned = Omit<Model, 'calibrations'>
type Scored = Unseen & Example

async function main(): Promise<void> {
  const isQuick = process.argv.includes('--quick')
  const pool = openPool()
  const phrases = phrasesOf(loadWords(LOCALES))
  const examples = await readExamples(phrases, pool)
  say(`${examples.length} texts by ${new Set(examples.map(({ writer }) => writer)).size} writers`)
  const unseen = await unseenOf(examples, phrases, pool, isQuick ? 1 : FOLDS)
  // Of each other language there are too few texts for thresholds of its own: they share theirs.
  const calibrations = {
    en: calibrate(
      unseen.filter(({ language }) => language === 'en'),
      IN_ENGLISH,
    ),
    others: calibrate(
      unseen.filter(({ language }) => language !== 'en'),
      IN_OTHERS,
    ),
  }
  say(`thresholds: ${JSON.stringify(calibrations)}`)
  say(figuresText(unseen.map((one) => judgedOf(one, calibrations))))
  if (!isQuick) {
    const bytes = writeModel({ ...(await learn(examples, pool)), calibrations })
    writeFileSync(join(LOCALES, 'heard.model'), bytes)
    say(`locales/heard.model written: ${(bytes.length / 1e6).toFixed(1)} MB`)
  }
  await pool.close()
}

async function readExamples(phrases: Phrases, pool: Pool): Promise<Example[]> {
  const all = readCorpus(LOCALES)
    .filter(({ head }) => head.part === 'train')
    .flatMap(({ head: { writer, language }, lines }) => lines.map((line) => ({ writer, language, line })))
  const read = await readerFor(phrases, rememberingEncoder(pool, REMEMBERED, say)).read(
    all.map(({ line }) => line.text),
  )
  return all.flatMap((one, n) => {
    const own = read[n]
    return own ? [{ ...one, ...own }] : []
  })
}

/** Every text scored by a model that did not learn from its writer. */
async function unseenOf(
  examples: readonly Example[],
  phrases: Phrases,
  pool: Pool,
  parts: number,
): Promise<Scored[]> {
  const folds = foldsOf(examples, FOLDS).slice(0, parts)
  const scored = await Promise.all(
    folds.map(async (fold, n) => {
      const left = new Set(fold)
      const learned = await learn(
        examples.filter((_, at) => !left.has(at)),
        pool,
      )
      say(`part ${n + 1} of ${FOLDS} measured`)
      return fold.map((at): Scored => {
        const example = examples[at] as Example
        const scores = scoresOf(learned, rowOf(example.features, learned.vocabulary), example.encoding)
        return { ...example, scores, floor: phrases.danger(example.line.text) }
      })
    }),
  )
  return scored.flat()
}

async function learn(examples: readonly Example[], pool: Pool): Promise<Learned> {
  const vocabulary = vocabularyOf(examples)
  const lesson = lessonOf(examples, vocabulary)
  const seeds = Array.from({ length: NETS }, (_, n) => n + 1)
  return { vocabulary, nets: await Promise.all(seeds.map((seed) => pool.fit({ ...lesson, seed }))) }
}

function judgedOf({ scores, floor, ...example }: Scored, calibrations: Calibrations): Judged {
  const recognised = recognise(scores, calibrations)
  return {
    ...example,
    understood: { ...recognised, danger: worse(floor, { ...recognised.danger, signs: [] }) },
  }
}

const say = (line: string): void => console.log(line)

await main()

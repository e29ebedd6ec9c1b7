import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentenceEncoder } from '../adapters/understanding-local/recogniser/encoder.ts'
import { smallModel, scoresOf, writeModel } from '../adapters/understanding-local/recogniser/model.ts'
import type { Calibration } from '../adapters/understanding-local/recogniser/model.ts'
import { readerFor } from '../adapters/understanding-local/recogniser/recogniser.ts'
import { recognise } from '../adapters/understanding-local/recogniser/recognise.ts'
import { rowOf } from '../adapters/understanding-local/recogniser/vocabulary.ts'
import { loadWords } from '../adapters/understanding-local/load.ts'
import { phrasesOf, worse } from '../adapters/understanding-local/phrases.ts'
import type { Phrases } from '../adapters/understanding-local/phrases.ts'
import type { Judged } from './evaluate/figures.ts'
import { figuresText } from './evaluate/figures-text.ts'
import { readCorpus } from './heard/read.ts'
import { calibrate } from './train/calibrate.ts'
import type { Unseen } from './train/calibrate.ts'
import { foldsOf } from './train/folds.ts'
import { study } from './train/study.ts'
import type { Example, Learned } from './train/study.ts'

/**
 * Trains the recogniser on `locales/<language>/heard/` and writes `locales/heard.model`. The same corpus gives the same
 * model, byte for byte. What it prints was measured on writers that the measured model had not seen.
 */

const LOCALES = join(import.meta.dirname, '..', '..', 'locales')
const FOLDS = 3
const TOGETHER = 32
/** Thresholds do not matter for scores: these are replaced by measured ones. */
const NONE = { immediate: 1, suicide: 1, child: 1, harm_to_others: 1 }
const UNSET = { crimes: 1, needs: 1, accept: 0, beside: 1, need: 1, ask: NONE, now: NONE }

async function main(): Promise<void> {
  const phrases = phrasesOf(loadWords(LOCALES))
  const examples = await readExamples(phrases)
  say(`${examples.length} texts by ${new Set(examples.map(({ writer }) => writer)).size} writers`)
  const unseen = unseenOf(examples, phrases)
  const calibration = calibrate(unseen)
  say(`thresholds: ${JSON.stringify(calibration)}`)
  say(figuresText(unseen.map((one) => judgedOf(one, calibration))))
  const bytes = writeModel(smallModel({ ...study(examples), calibration }))
  writeFileSync(join(LOCALES, 'heard.model'), bytes)
  say(`locales/heard.model written: ${(bytes.length / 1e6).toFixed(1)} MB`)
}

async function readExamples(phrases: Phrases): Promise<Example[]> {
  const reader = readerFor(phrases, await sentenceEncoder())
  const all = readCorpus(LOCALES)
    .filter(({ head }) => head.part === 'train')
    .flatMap(({ head, lines }) =>
      lines.map((line) => ({ writer: head.writer, language: head.language, line })),
    )
  const examples: Example[] = []
  for (let from = 0; from < all.length; from += TOGETHER) {
    const some = all.slice(from, from + TOGETHER)
    const read = await reader.read(some.map(({ line }) => line.text))
    some.forEach((one, n) => {
      const own = read[n]
      if (own) examples.push({ ...one, ...own })
    })
  }
  return examples
}

/** Every text scored by a model that did not learn from its writer. */
function unseenOf(examples: readonly Example[], phrases: Phrases): (Unseen & Example)[] {
  return foldsOf(examples, FOLDS).flatMap((fold, n) => {
    const left = new Set(fold)
    const learned = study(examples.filter((_, at) => !left.has(at)))
    say(`part ${n + 1} of ${FOLDS} measured`)
    return fold.map((at) => scored(examples[at] as Example, learned, phrases))
  })
}

function scored(example: Example, learned: Learned, phrases: Phrases): Unseen & Example {
  const model = smallModelOf(learned)
  const scores = scoresOf(model, rowOf(example.features, model.vocabulary, example.encoding))
  return { ...example, scores, floor: phrases.danger(example.line.text) }
}

const made = new WeakMap<Learned, ReturnType<typeof smallModel>>()
function smallModelOf(learned: Learned): ReturnType<typeof smallModel> {
  const model = made.get(learned) ?? smallModel({ ...learned, calibration: UNSET })
  made.set(learned, model)
  return model
}

function judgedOf({ scores, floor, ...example }: Unseen & Example, calibration: Calibration): Judged {
  const recognised = recognise(scores, calibration)
  return { ...example, understood: { ...recognised, danger: worse(floor, recognised.danger) } }
}

const say = (line: string): void => console.log(line)

await main()

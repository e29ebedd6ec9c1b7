import { languageOf, surelyIn } from '../language.ts'
import type { Phrases } from '../phrases.ts'
import type { Encoder } from './encoder.ts'
import { featuresOf } from './features.ts'
import type { Features } from './features.ts'
import { scoresOf } from './model.ts'
import type { Model } from './model.ts'
import { recognise } from './recognise.ts'
import type { Recognised } from './recognise.ts'
import { knownShare, rowOf } from './vocabulary.ts'

/** The trained recogniser. */
export interface Recogniser {
  /**
   * What one text seems to say; undefined when too few of its words are known for a guess (a name, a postcode, a
   * language that was not learned). Rejects when the recogniser is not there; whoever asks has phrases to fall back on.
   */
  recognise(text: string): Promise<Recognised | undefined>
}

/** What a model learns from and reads: the features of texts, and their vectors brought to a weight beside them. */
export interface Reader {
  read(texts: readonly string[]): Promise<{ readonly features: Features; readonly encoding: Float32Array }[]>
}

/** The longest text that is recognised as a whole, in characters; of a longer one the two ends are. */
const LONGEST = 4_000
/** What a sentence vector of length 1 is multiplied with, so that its numbers are about as large as a network likes. */
const WEIGHT = 16

/** With a smaller share of known words a guess would come from nowhere. */
const KNOWN = 0.5
/**
 * The same where script or small words say that the text is in a language that was learned: of a language with many
 * forms a thousand texts hold few, and the pieces of words tell enough.
 */
const KNOWN_IN_OTHERS = 0.15

function isKnown(text: string, features: Features, { vocabulary }: Model): boolean {
  const isOther = (surelyIn(text) ?? 'en') !== 'en'
  return knownShare(features, vocabulary) >= (isOther ? KNOWN_IN_OTHERS : KNOWN)
}

/** Reads texts for a model; the same in training and in use. */
export function readerFor(phrases: Phrases, encoder: Encoder): Reader {
  const features = featuresOf(phrases)
  return {
    async read(texts) {
      const short = texts.map(bounded)
      // The encoder knows English only: of other languages it would make noise.
      const vectors = await encoder.encode(short.map((text) => (languageOf(text) === 'en' ? text : '')))
      return short.map((text, n) => ({
        features: features(text),
        encoding: (vectors[n] ?? new Float32Array(encoder.size)).map((one) => one * WEIGHT),
      }))
    },
  }
}

/** A recogniser in this thread. */
export function recogniserOf(model: Model, reader: Reader): Recogniser {
  return {
    async recognise(text) {
      const [read] = await reader.read([text])
      if (!read) throw new Error('nothing was read')
      if (!isKnown(text, read.features, model)) return undefined
      return recognise(
        scoresOf(model, rowOf(read.features, model.vocabulary), read.encoding),
        model.calibrations,
      )
    },
  }
}

const bounded = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}`

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Phrases } from '../phrases.ts'
import { sentenceEncoder } from './encoder.ts'
import { readModel } from './model-file.ts'
import { readerFor, recogniserOf } from './recogniser.ts'
import type { Recogniser } from './recogniser.ts'

/** Where the trained model lies among the words. */
export const modelFile = (locales: string): string => join(locales, 'heard.model')

/** The trained recogniser, in this thread. Throws when there is no model or it does not fit this version. */
export async function loadRecogniser(model: string, phrases: Phrases): Promise<Recogniser> {
  return recogniserOf(readModel(readFileSync(model)), readerFor(phrases, await sentenceEncoder()))
}

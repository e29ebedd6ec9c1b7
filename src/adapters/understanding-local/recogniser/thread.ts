import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { loadWords } from '../load.ts'
import { phrasesOf } from '../phrases.ts'
import { loadRecogniser } from './load.ts'

/** The thread in which texts are recognised, so that no turn waits while another is being read. Keeps nothing. */

const dataSchema = z.strictObject({ locales: z.string(), model: z.string() })
const askedSchema = z.strictObject({ id: z.int(), text: z.string() })

const { locales, model } = dataSchema.parse(workerData)
const recogniser = await loadRecogniser(model, phrasesOf(loadWords(locales)))
parentPort?.on('message', async (message: unknown) => {
  const { id, text } = askedSchema.parse(message)
  parentPort?.postMessage({ id, recognised: await recogniser.recognise(text) })
})

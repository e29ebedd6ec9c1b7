import { parentPort } from 'node:worker_threads'
import { sentenceEncoder } from '../../adapters/understanding-local/recogniser/encoder.ts'
import type { Encoder } from '../../adapters/understanding-local/recogniser/encoder.ts'
import { fitNet } from './fit-net.ts'
import type { Lesson } from './fit-net.ts'

/** A thread that learns networks and encodes texts, one piece of work after another. What comes is our own. */
export type Work =
  | { readonly kind: 'fit'; readonly lesson: Lesson }
  | { readonly kind: 'encode'; readonly texts: readonly string[] }

let encoder: Promise<Encoder> | undefined

parentPort?.on('message', async (work: Work) => {
  const done =
    work.kind === 'fit'
      ? fitNet(work.lesson)
      : await (encoder ??= sentenceEncoder()).then((own) => own.encode(work.texts))
  parentPort?.postMessage(done)
})

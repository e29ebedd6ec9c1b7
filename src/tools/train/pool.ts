import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Net } from '../../adapters/understanding-local/recogniser/net.ts'
import type { Lesson } from './fit-net.ts'
import type { Work } from './worker.ts'

/** Threads that share the work of training. Results do not depend on how many there are. */
export interface Pool {
  fit(lesson: Lesson): Promise<Net>
  encode(texts: readonly string[]): Promise<Float32Array[]>
  close(): Promise<void>
}

/** As many threads as there are processors, each at one piece of work at a time. */
export function openPool(): Pool {
  const idle = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('worker.ts', import.meta.url)),
  )
  const all = [...idle]
  const waiting: (() => void)[] = []
  async function run(work: Work): Promise<unknown> {
    while (idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    const worker = idle.pop() as Worker
    try {
      return await new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', (done: unknown) => {
          worker.removeListener('error', reject)
          resolve(done)
        })
        worker.postMessage(work)
      })
    } finally {
      idle.push(worker)
      waiting.shift()?.()
    }
  }
  return {
    fit: async (lesson) => (await run({ kind: 'fit', lesson })) as Net,
    encode: async (texts) => (await run({ kind: 'encode', texts })) as Float32Array[],
    close: async () => {
      await Promise.all(all.map((worker) => worker.terminate()))
    },
  }
}

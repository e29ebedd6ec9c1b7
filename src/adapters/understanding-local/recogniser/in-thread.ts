import { Worker } from 'node:worker_threads'
import type { Recogniser } from './recogniser.ts'
import type { Recognised } from './recognise.ts'

/** A recogniser in a thread of its own. */
export interface ThreadedRecogniser extends Recogniser {
  /** Begins to load, so that the first text finds it ready. Without it the first text begins the loading. */
  warm(): void
  close(): Promise<void>
}

/** Where the words and the model lie, and what is asked of the thread. */
export interface ThreadSettings {
  readonly locales: string
  readonly model: string
  /** How long one text may take before it is given up, in milliseconds. */
  readonly patience: number
}

/** A thread that died this often is left alone: phrases go on without it. */
const MOST_DEATHS = 3
/** How many texts may wait; more than that are turned away at once, so that memory is bounded. */
const MOST_WAITING = 200

/** The thread makes much that lives briefly: a small nursery keeps its memory down. In megabytes. */
const HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 300 }

interface Waiting {
  readonly take: (recognised: Recognised | undefined) => void
  readonly fail: (why: Error) => void
}

/** What the thread sends; it is our own, so it is not parsed again. */
interface Message {
  readonly id: number
  readonly recognised: Recognised | undefined
}

/** Keeps one thread alive that recognises texts. Nothing of a text outlives its answer, and no error repeats it. */
export function recogniserInThread(settings: ThreadSettings): ThreadedRecogniser {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let [deaths, asked, isClosed] = [0, 0, false]

  const failAll = (why: Error): void => {
    for (const { fail } of waiting.values()) fail(why)
    waiting.clear()
  }
  const died = (): void => {
    worker = undefined
    deaths += 1
    failAll(new Error('the recogniser stopped'))
  }
  const start = (): Worker | undefined => {
    if (isClosed || deaths >= MOST_DEATHS) return undefined
    const began = new Worker(ownThread(), {
      workerData: { locales: settings.locales, model: settings.model },
      resourceLimits: HEAP,
    })
    began.unref()
    began.on('message', (message: Message) => {
      waiting.get(message.id)?.take(message.recognised)
      waiting.delete(message.id)
    })
    began.once('error', () => undefined)
    began.once('exit', () => {
      if (!isClosed) died()
    })
    return began
  }
  return {
    warm() {
      worker ??= start()
    },
    async recognise(text) {
      worker ??= start()
      if (!worker || waiting.size >= MOST_WAITING) throw new Error('the recogniser is not there')
      const id = (asked += 1)
      const answered = new Promise<Recognised | undefined>((take, fail) => waiting.set(id, { take, fail }))
      worker.postMessage({ id, text })
      return inTime(answered, settings.patience).finally(() => waiting.delete(id))
    },
    async close() {
      isClosed = true
      failAll(new Error('the recogniser was closed'))
      await worker?.terminate()
    },
  }
}

/** The thread's file has this file's ending: .ts as it stands, .js in the container. */
const ownThread = (): URL =>
  new URL(`thread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url)

function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the recogniser took too long')), milliseconds)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

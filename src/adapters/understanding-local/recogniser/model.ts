import { z } from 'zod'
import { CRIMES } from '../../../domain/crimes.ts'
import { DANGER_KINDS } from '../../../domain/danger.ts'
import { NEEDS } from '../../../domain/needs.ts'
import { FIXED } from './features.ts'
import { placesOf } from './vocabulary.ts'
import type { Row, Vocabulary } from './vocabulary.ts'

/** The heads of the model, in order: each crime and none of them, each need, each kind of danger at all and now. */
export const CRIME_HEADS = [...CRIMES, 'none'] as const
export const DANGER_HEADS = [
  ...DANGER_KINDS.map((kind) => `${kind} at all`),
  ...DANGER_KINDS.map((kind) => `${kind} now`),
]
export const HEADS = CRIME_HEADS.length + NEEDS.length + DANGER_HEADS.length

/** What was found out on texts that the model had not seen while it was trained. */
const calibrationSchema = z.strictObject({
  /** What crime scores are multiplied with before they become shares of a whole (temperature scaling). */
  crimes: z.number().positive(),
  needs: z.number().positive(),
  /** From which confidence a crime is proposed, alone and beside a likelier one. */
  accept: z.number().min(0).max(1),
  beside: z.number().min(0).max(1),
  need: z.number().min(0).max(1),
  /** From which probability each kind of danger is asked about, and answered at once. */
  ask: z.record(z.enum(DANGER_KINDS), z.number().min(0).max(1)),
  now: z.record(z.enum(DANGER_KINDS), z.number().min(0).max(1)),
})
export type Calibration = z.infer<typeof calibrationSchema>

const headSchema = z.strictObject({
  format: z.literal(1),
  /** How many numbers of a sentence encoder each text has; 0 without one. */
  encoded: z.int().min(0),
  named: z.int().positive(),
  /** The names of the fixed features and heads, so that a model of other flows is refused. */
  fixed: z.array(z.string()),
  heads: z.int(),
  calibration: calibrationSchema,
})

/** A trained model: a table of weights, one row of `HEADS` small numbers for each feature. */
export interface Model {
  readonly encoded: number
  readonly vocabulary: Vocabulary
  /** In steps of the feature's own `step`, -127 to 127. */
  readonly weights: Int8Array
  readonly step: Float32Array
  readonly start: Float32Array
  readonly calibration: Calibration
}

/** The scores of all heads for one text. */
export function scoresOf(model: Model, row: Row): Float64Array {
  const scores = Float64Array.from(model.start)
  for (let k = 0; k < row.at.length; k++) {
    const place = row.at[k] as number
    const value = (row.value[k] as number) * (model.step[place] as number)
    const base = place * HEADS
    for (let h = 0; h < HEADS; h++)
      scores[h] = (scores[h] as number) + value * (model.weights[base + h] as number)
  }
  return scores
}

/** A model made small: each feature's weights in 255 steps. `weights` has `HEADS` numbers a feature. */
export function smallModel(given: Omit<Model, 'weights' | 'step'> & { readonly full: Float32Array }): Model {
  const { full, ...rest } = given
  const places = placesOf(given.vocabulary, given.encoded)
  const step = new Float32Array(places)
  const weights = new Int8Array(places * HEADS)
  for (let place = 0; place < places; place++) {
    const own = full.subarray(place * HEADS, (place + 1) * HEADS)
    const most = own.reduce((high, one) => Math.max(high, Math.abs(one)), 0)
    if (most === 0) continue
    step[place] = most / 127
    for (let h = 0; h < HEADS; h++) weights[place * HEADS + h] = Math.round(((own[h] as number) / most) * 127)
  }
  return { ...rest, weights, step }
}

/** The model as bytes: the length of a JSON head, the head, then the tables, each at a multiple of 4. */
export function writeModel(model: Model): Buffer {
  const head = Buffer.from(
    JSON.stringify({
      format: 1,
      encoded: model.encoded,
      named: model.vocabulary.hashes.length,
      fixed: FIXED,
      heads: HEADS,
      calibration: model.calibration,
    }),
  )
  const padded = Buffer.concat([head, Buffer.alloc((4 - (head.length % 4)) % 4, ' ')])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(padded.length)
  const tables = [model.vocabulary.hashes, model.vocabulary.rarity, model.step, model.start, model.weights]
  return Buffer.concat([
    length,
    padded,
    ...tables.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength)),
  ])
}

/** Reads what `writeModel` wrote. Throws when the file is another format or was trained for other features. */
export function readModel(bytes: Buffer): Model {
  const length = bytes.length > 4 ? bytes.readUInt32LE(0) : 0
  const head = headSchema.safeParse(json(bytes.subarray(4, 4 + length).toString()))
  if (!head.success || head.data.heads !== HEADS || head.data.fixed.join() !== FIXED.join())
    throw new Error('The trained model does not fit this version. Train it again: npm run train')
  const { encoded, named, calibration } = head.data
  const places = FIXED.length + encoded + named
  const own = bytes.buffer.slice(bytes.byteOffset + 4 + length, bytes.byteOffset + bytes.length)
  if (own.byteLength !== (2 * named + places + HEADS) * 4 + places * HEADS)
    throw new Error('The trained model is cut short. Fetch it again, or train it: npm run train')
  let from = 0
  const take = (count: number): number => {
    const start = from
    from += count * 4
    return start
  }
  return {
    encoded,
    calibration,
    vocabulary: {
      hashes: new Uint32Array(own, take(named), named),
      rarity: new Float32Array(own, take(named), named),
    },
    step: new Float32Array(own, take(places), places),
    start: new Float32Array(own, take(HEADS), HEADS),
    weights: new Int8Array(own, from, places * HEADS),
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

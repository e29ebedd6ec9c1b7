import { z } from 'zod'
import { DANGER_KINDS } from '../../../domain/danger.ts'
import { HEADS } from './heads.ts'
import { scoresOf as scoresOfNet } from './net.ts'
import type { Net, Row } from './net.ts'
import type { Vocabulary } from './vocabulary.ts'

const share = z.number().min(0).max(1)

/** What was found out on texts that the model had not seen while it was trained. */
export const calibrationSchema = z.strictObject({
  /** What scores are multiplied with before they become shares of a whole (temperature scaling). */
  crimes: z.number().positive(),
  /** What is added to the score of "none of the crimes" before that. */
  none: z.number(),
  needs: z.number().positive(),
  /** From which confidence a crime is proposed, alone and beside a likelier one; and a need. */
  accept: share,
  beside: share,
  need: share,
  /** From which probability danger is asked about, answered at once, and said to be of a kind. */
  ask: share,
  /** From which probability a question is worth asking of somebody who said that nobody is in danger. */
  sure: share,
  now: share,
  kind: z.record(z.enum(DANGER_KINDS), share),
})
export type Calibration = z.infer<typeof calibrationSchema>

/** English, of which most is known, and all other languages together: there the model is less sure of the same things. */
export const calibrationsSchema = z.strictObject({ en: calibrationSchema, others: calibrationSchema })
export type Calibrations = z.infer<typeof calibrationsSchema>

/** A trained model: several small networks that learned the same lessons in another order, and how sure they may be. */
export interface Model {
  readonly vocabulary: Vocabulary
  readonly nets: readonly Net[]
  readonly calibrations: Calibrations
}

/** The scores of all heads for one text: the mean of what the networks say. */
export function scoresOf({ nets }: Pick<Model, 'nets'>, row: Row, encoding: Float32Array): Float64Array {
  const mean = new Float64Array(HEADS)
  for (const net of nets) {
    const own = scoresOfNet(net, row, encoding)
    for (let h = 0; h < HEADS; h++) mean[h] = (mean[h] as number) + (own[h] as number) / nets.length
  }
  return mean
}

import { z } from 'zod'
import { stopSchema } from '../../domain/contact-plan.ts'

/** What was stopped, as it is kept. */
export const keptStop = z
  .string()
  .nullable()
  .transform((text) => (text === null ? undefined : stopSchema.parse(JSON.parse(text))))

/** What deciding about an errand needs of a referral's row, the same in both stores. */
export const trackedSchema = z.object({
  area: z.string(),
  payload_digest: z.string(),
  corrected_digest: z.string().nullable(),
  sending: z.enum(['waiting', 'received', 'refused', 'stuck', 'withdrawn']),
  sequence: z.int(),
  stopped: keptStop,
})

/** The columns that it reads. */
export const TRACKED = Object.keys(trackedSchema.shape).join(', ')

export type Tracked = z.infer<typeof trackedSchema>

/** Nobody can change what was taken back or refused. */
export const isOver = ({ sending }: Tracked): boolean => sending === 'withdrawn' || sending === 'refused'

/** Another area is another recipient, who was not agreed to. A mistake of ours, so it throws. */
export function demandSameArea(row: Tracked, { area, reference }: { area: string; reference: string }): void {
  if (row.area !== area) throw new Error(`The correction of ${reference} is for another area`)
}

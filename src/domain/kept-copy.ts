import { z } from 'zod'

/** What is kept under a code to carry on with. The place is ours alone to read, and sealed: it is as it was written. */
export const keptCopySchema = z.object({
  /** Until when the code works. */
  until: z.iso.datetime(),
  /** The conversation that it was made in. */
  conversation: z.string(),
  place: z.looseObject({ at: z.string() }),
})

/** How many codes were tried within an hour, and when that hour ends. */
export const triesSchema = z.object({ tries: z.int(), until: z.iso.datetime() })

import { z } from 'zod'
import { isCrime } from '../../domain/crimes.ts'
import type { Crime } from '../../domain/crimes.ts'

/** How sure CLU is of each crime, 0 to 1. A text that names none has little of any. */
export type Opinion = ReadonlyMap<Crime, number>

/** What the client makes of a reply: on the wire it is `confidenceScore`, the client calls it `confidence`. */
const replySchema = z.object({
  kind: z.literal('ConversationResult'),
  result: z.object({
    prediction: z.object({
      projectKind: z.literal('Conversation'),
      intents: z.array(z.object({ category: z.string(), confidence: z.number().min(0).max(1) })).min(1),
    }),
  }),
})

/** Reads one reply; undefined when it is not in the agreed form. Intents that are no crime of ours are left out. */
export function opinionFrom(reply: unknown): Opinion | undefined {
  const parsed = replySchema.safeParse(reply)
  if (!parsed.success) return undefined
  return surest(
    parsed.data.result.prediction.intents.flatMap(({ category, confidence }) =>
      isCrime(category) ? [[category, confidence] as const] : [],
    ),
  )
}

/** One opinion of several parts of a text: of each crime the surest, since any part may name it. */
export const together = (opinions: readonly Opinion[]): Opinion =>
  surest(opinions.flatMap((opinion) => [...opinion]))

function surest(guesses: readonly (readonly [Crime, number])[]): Opinion {
  const most = new Map<Crime, number>()
  for (const [crime, confidence] of guesses) most.set(crime, Math.max(confidence, most.get(crime) ?? 0))
  return most
}

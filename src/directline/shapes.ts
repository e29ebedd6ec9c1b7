import { z } from 'zod'

/** The largest body, in bytes: four times the longest message, with what clients put around it. */
export const LARGEST_BODY = 32 * 1024

const id = z.string().min(1).max(100)
const locale = z.string().max(40).nullish()

/** The body of `POST /tokens/generate`. What clients call their person stands in the token, so it is short and plain. */
export const generateSchema = z.looseObject({
  user: z
    .looseObject({
      id: z
        .string()
        .regex(/^[\w.@|:-]{1,64}$/)
        .nullish(),
    })
    .nullish(),
})

/** The body of `POST /conversations`: everything in it may be left out. Who the person is stands in the token. */
export const beginSchema = z.looseObject({ locale })

/** A posted activity. What is not named here passes through to the client's own copy, and no further. */
export const postedSchema = z.looseObject({
  type: z.string().regex(/^[A-Za-z]{1,40}$/),
  id: id.nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale,
  from: z.looseObject({ id: z.string().max(200).nullish() }).nullish(),
  channelData: z.looseObject({ clientActivityID: id.nullish() }).nullish(),
  attachments: z.array(z.unknown()).max(0).nullish(),
})
export type PostedActivity = z.infer<typeof postedSchema>

/** What a client knows a message by, to know it again when it is posted twice; absent: it cannot be known. */
export const clientsOwnId = ({ channelData, id: own }: PostedActivity): string | undefined =>
  channelData?.clientActivityID ?? own ?? undefined

import { z } from 'zod'
import { CRIMES } from '../../domain/crimes.ts'
import { DANGER_KINDS, NO_DANGER } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'

/** The first line of a corpus file: whose hand it is. `docs/heard.md` says what each part means. */
export const headSchema = z.strictObject({
  writer: z.string().regex(/^[a-z0-9-]+$/, 'must be a short id in lower-case letters and digits'),
  language: z.string().min(2),
  written: z.iso.date(),
  like: z.string().min(10),
  /** `judge`: kept apart, never trained on. */
  part: z.enum(['train', 'judge']).default('train'),
  note: z.string().startsWith('Written for Haven.'),
})

const danger = z.strictObject({
  level: z.enum(['ask', 'now']),
  kinds: z.array(z.enum(DANGER_KINDS)).min(1),
})

/** One text and what it means. What is left out means "none", and `about` the person who writes. */
export const lineSchema = z
  .strictObject({
    text: z.string().trim().min(1),
    crimes: z.array(z.enum(CRIMES)).max(3).default([]),
    danger: danger.optional(),
    needs: z.array(z.enum(NEEDS)).default([]),
    about: z.enum(['self', 'other']).default('self'),
    set: z.enum(['lookalike', 'out_of_scope', 'need', 'danger']).optional(),
  })
  .refine(({ set, danger }) => danger === undefined || (set !== 'lookalike' && set !== 'out_of_scope'), {
    message: 'a look-alike or a text out of scope carries no danger',
    path: ['danger'],
  })
  .transform(({ danger, ...line }) => ({ ...line, danger: danger ?? NO_DANGER }))

/** Whose hand a file is. */
export type Head = z.infer<typeof headSchema>

/** One labelled text of the corpus. */
export type HeardLine = z.infer<typeof lineSchema>

import { z } from 'zod'
import { blanksIn } from './fill.ts'

/** A text with these blanks and no others: none is left open, and none is shown as it stands. */
export const withBlanks = (...names: readonly string[]) =>
  z
    .string('this is not a text')
    .min(1, { error: 'this is empty', abort: true })
    .refine((text) => blanksIn(text).join() === names.toSorted().join(), {
      error: `needs exactly these blanks: ${names.map((name) => `{{${name}}}`).join(' ') || 'none'}`,
    })

/** A text without blanks. */
export const text = withBlanks()

/** One text for each of these: a missing one is refused, and so is one that nothing asks for. */
export const each = <const Id extends string>(ids: readonly Id[]) => z.record(z.enum(ids), text)

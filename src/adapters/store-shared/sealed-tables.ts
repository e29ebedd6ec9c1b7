import { z } from 'zod'
import { boundTo as errandBoundTo } from './sealing.ts'
import { inBoundTo, outBoundTo } from './texts.ts'

/**
 * A place is bound to its conversation and its version: put into another row, or put back over a newer version, it
 * does not open. (Somebody who can put back the whole row, or the whole store, brings back what it said then, as
 * restoring a backup does; nothing inside can tell.)
 */
export const conversationBoundTo = (digest: string, version: number): string =>
  `conversation|${digest}|${version}`

/** A table with a column `sealed`, as those see it who change the key. */
export interface SealedTable {
  readonly name: string
  /** What tells its rows apart, and orders them. */
  readonly key: readonly string[]
  /** What has to be read, beside `sealed`, to know what a row is bound to. */
  readonly columns: readonly string[]
  /** Throws when those columns are not there. */
  boundOf(row: unknown): string
}

const errand = z.object({ reference: z.string(), sequence: z.int() })
const conversation = z.object({ digest: z.string(), version: z.int() })
const text = z.object({ key: z.string() })

/** Every such table of a store; both stores have the same. (A test of each finds any that is missing here.) */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'outbox',
    key: ['reference', 'sequence'],
    columns: ['reference', 'sequence'],
    boundOf(row) {
      const { reference, sequence } = errand.parse(row)
      return errandBoundTo(reference, sequence)
    },
  },
  {
    name: 'conversations',
    key: ['digest'],
    columns: ['digest', 'version'],
    boundOf(row) {
      const { digest, version } = conversation.parse(row)
      return conversationBoundTo(digest, version)
    },
  },
  {
    name: 'texts_in',
    key: ['key'],
    columns: ['key'],
    boundOf: (row) => inBoundTo(text.parse(row).key),
  },
  {
    name: 'texts_out',
    key: ['key'],
    columns: ['key'],
    boundOf: (row) => outBoundTo(text.parse(row).key),
  },
]

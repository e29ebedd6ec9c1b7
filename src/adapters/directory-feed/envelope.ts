import { z } from 'zod'

/** One page of a feed, whichever version it speaks. */
export interface Page {
  readonly version: '3.0' | '1.0'
  /** Services on all pages together. */
  readonly total: number
  readonly pages: number
  readonly number: number
  /** Undefined where the feed does not say. */
  readonly isFirst: boolean | undefined
  readonly isLast: boolean | undefined
  readonly rows: readonly unknown[]
}

const count = z.int().min(0)
const claim = z.boolean().nullish().catch(undefined)
const rows = z.array(z.unknown())

const three = z
  .object({
    total_items: count,
    total_pages: count,
    page_number: count,
    first_page: claim,
    last_page: claim,
    contents: rows,
  })
  .transform((page): Page => ({
    version: '3.0',
    total: page.total_items,
    pages: page.total_pages,
    number: page.page_number,
    isFirst: page.first_page ?? undefined,
    isLast: page.last_page ?? undefined,
    rows: page.contents,
  }))

/** Its description says `contents`, and the feeds say `content`. */
const one = z
  .object({
    totalElements: count,
    totalPages: count,
    number: count,
    first: claim,
    last: claim,
    content: rows.optional(),
    contents: rows.optional(),
  })
  .transform((page, context): Page => {
    const found = page.content ?? page.contents
    if (!found) context.addIssue({ code: 'custom', message: 'no content' })
    return {
      version: '1.0',
      total: page.totalElements,
      pages: page.totalPages,
      number: page.number,
      isFirst: page.first ?? undefined,
      isLast: page.last ?? undefined,
      rows: found ?? [],
    }
  })

/** A page by its envelope; undefined for anything else. */
export const readPage = (json: unknown): Page | undefined => z.union([three, one]).safeParse(json).data

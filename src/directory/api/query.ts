import { z } from 'zod'

/** Open Referral sets no bound; ours keeps an answer to a few hundred kilobytes. */
export const MOST_PER_PAGE = 100
const PER_PAGE = 50
export const LONGEST_SEARCH = 200

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))

const page = { page: whole(1, 999_999).default(1), per_page: whole(1, MOST_PER_PAGE).default(PER_PAGE) }
const id = z.guid().transform((text) => text.toLowerCase())

/** What may be asked of a list of terms. Parameters that are not here are ignored, as the standard's readers expect. */
export const pageQuery = z.object({ ...page, taxonomy_id: id.optional() })

/** What may be asked of `/directory/services`. */
export const servicesQuery = z.object({
  ...page,
  search: z.string().max(LONGEST_SEARCH).optional(),
  minimum_age: whole(0, 120).optional(),
  maximum_age: whole(0, 120).optional(),
  taxonomy_term_id: id.optional(),
  taxonomy_id: id.optional(),
})
export type ServicesQuery = z.infer<typeof servicesQuery>

/** What was asked, or the names of the parameters that cannot be used. An empty parameter is as if it were absent. */
export function queried<T>(
  schema: z.ZodType<T>,
  parameters: URLSearchParams,
): { readonly query: T } | { readonly wrong: readonly string[] } {
  const asked = Object.fromEntries([...parameters].filter(([, value]) => value !== ''))
  const read = schema.safeParse(asked)
  if (read.success) return { query: read.data }
  return { wrong: [...new Set(read.error.issues.map(({ path }) => String(path[0])))] }
}

/** One page of a list, in the envelope of Open Referral UK 3.0. `size` is how many are on this page. */
export function pageOf<T>(
  all: readonly T[],
  { page, per_page }: { readonly page: number; readonly per_page: number },
) {
  const contents = all.slice((page - 1) * per_page, page * per_page)
  const total_pages = Math.ceil(all.length / per_page)
  return {
    total_items: all.length,
    total_pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= total_pages,
    empty: contents.length === 0,
    contents,
  }
}

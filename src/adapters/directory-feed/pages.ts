import { readPage, type Page } from './envelope.ts'
import { failure, type Failed } from './failure.ts'
import type { Asker, Got } from './patient.ts'
import { idOf } from './row-id.ts'

/** All rows of a feed, page by page. */
export type Rows =
  { readonly result: 'rows'; readonly version: Page['version']; readonly rows: readonly unknown[] } | Failed

const PER_PAGE = 100

/**
 * Reads every page of a feed's services. What a feed says of its own size is held against what it sends, because a feed
 * that is half read would look like services that have closed.
 */
export async function readPages(asker: Pick<Asker, 'get'>, services: URL, most: number): Promise<Rows> {
  const at = (number: number): URL => {
    const url = new URL(services)
    url.searchParams.set('page', String(number))
    url.searchParams.set('per_page', String(PER_PAGE))
    return url
  }
  const opened = await firstPage(asker, at)
  if (opened.result === 'failed') return opened
  const { page: first, start } = opened
  if (first.total > most)
    return failure('too-many', services.href, `${first.total} services, and ${most} may be read`)
  const walked: Page[] = []
  const seen = new Set<string>()
  for (let index = 0; index < Math.max(first.pages, 1); index += 1) {
    const url = at(start + index)
    const page = index === 0 ? first : pageIn(await asker.get(url), url)
    if ('result' in page) return page
    const ids = JSON.stringify(page.rows.map(idOf))
    if (page.rows.length > 0 && seen.has(ids)) return failure('endless', url.href)
    const wrong = wrongIn(page, first, index, walked)
    if (wrong !== undefined) return failure('wrong-arithmetic', url.href, wrong)
    walked.push(page)
    seen.add(ids)
  }
  const rows = walked.flatMap((page) => page.rows)
  if (rows.length !== first.total)
    return failure(
      'wrong-arithmetic',
      services.href,
      `${first.total} services were promised and ${rows.length} came`,
    )
  return { result: 'rows', version: first.version, rows }
}

type Opened = { readonly result: 'opened'; readonly page: Page; readonly start: 0 | 1 } | Failed

/** The first page is number 1, or 0 for some of the feeds of 2021. */
async function firstPage(asker: Pick<Asker, 'get'>, at: (number: number) => URL): Promise<Opened> {
  const page = pageIn(await asker.get(at(1)), at(1))
  if ('result' in page) return page
  if (page.version === '3.0' || page.isFirst !== false) return { result: 'opened', page, start: 1 }
  const earlier = pageIn(await asker.get(at(0)), at(0))
  if ('result' in earlier) return earlier
  return { result: 'opened', page: earlier, start: 0 }
}

function pageIn(got: Got, url: URL): Page | Failed {
  if (got.result === 'failed') return got
  if (got.result === 'missing') return failure('refused', url.href, 'status 404')
  return readPage(got.json) ?? failure('not-a-feed', url.href)
}

/** What is wrong with a page beside those before it. */
function wrongIn(page: Page, first: Page, index: number, before: readonly Page[]): string | undefined {
  const isLast = index >= first.pages - 1
  const read = before.reduce((sum, { rows }) => sum + rows.length, page.rows.length)
  const said: readonly (readonly [boolean, string])[] = [
    [page.version !== first.version, 'the version changes between pages'],
    [page.total !== first.total || page.pages !== first.pages, 'its totals change between pages'],
    [first.pages > Math.max(first.total, 1), 'it has more pages than services'],
    [
      page.number !== first.number + index,
      `page ${page.number} came where page ${first.number + index} was asked for`,
    ],
    [first.version === '3.0' && first.number !== 1, 'its first page is not number 1'],
    [first.number > 1, 'its first page is not the first'],
    [page.rows.length === 0 && first.total > 0, 'a page is empty'],
    [read > first.total, `${first.total} services were promised and more come`],
    [
      page.isFirst !== undefined && page.isFirst !== (index === 0),
      'a page says wrongly whether it is the first',
    ],
    [page.isLast !== undefined && page.isLast !== isLast, 'a page says wrongly whether it is the last'],
  ]
  return said.find(([isWrong]) => isWrong)?.[1]
}

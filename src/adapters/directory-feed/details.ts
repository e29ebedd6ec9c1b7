import type { FeedRow, FeedTrouble } from '../../ports/directory-feed.ts'
import type { Failed } from './failure.ts'
import type { Got } from './patient.ts'
import { idOf, isThin } from './row-id.ts'

/** Rows with their details, or the failure of a feed whose details are out of reach. */
export type Detailed =
  | { readonly result: 'rows'; readonly rows: readonly FeedRow[]; readonly troubles: readonly FeedTrouble[] }
  | Failed

/** After so many in a row it is the feed that has failed, and not its records. */
const MOST_IN_A_ROW = 5

/**
 * Fetches each service's own page where the list says little more than its name. Without `pageOf` there is nobody to
 * ask, and each row is taken as it is.
 */
export async function readDetails(
  listed: readonly unknown[],
  pageOf?: (id: string) => Promise<Got>,
): Promise<Detailed> {
  const rows: FeedRow[] = []
  const troubles: FeedTrouble[] = []
  const tell = (at: string, rule: string, what: string, cure: string) =>
    void troubles.push({ at, rule, what, cure })
  const seen = new Set<string>()
  let failures = 0
  for (const [index, row] of listed.entries()) {
    const id = idOf(row)
    const at = id === undefined ? `service ${index + 1} of the list` : `service ${id}`
    if (id === undefined) tell(at, 'no-id', 'it has no id', 'Ask the publisher')
    else if (seen.has(id))
      tell(at, 'duplicate-id', 'its id came before', 'Ask the publisher which of the two is right')
    else if (!pageOf || !isThin(row)) rows.push({ at, body: row })
    else {
      const got = await pageOf(id)
      failures = got.result === 'failed' ? failures + 1 : 0
      if (got.result === 'failed' && failures >= MOST_IN_A_ROW) return got
      if (got.result === 'failed') tell(at, `detail-${got.reason}`, got.what, got.cure)
      else if (got.result === 'missing')
        tell(
          at,
          'detail-missing',
          'it is in the list, and there is no page of it',
          'Ask whether it has closed',
        )
      else if (idOf(got.json)?.toLowerCase() !== id.toLowerCase())
        tell(at, 'detail-of-another', 'its page is about another service', 'Ask the publisher')
      else rows.push({ at, body: got.json })
    }
    if (id !== undefined) seen.add(id)
  }
  return { result: 'rows', rows, troubles }
}

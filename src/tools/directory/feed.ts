import { basename, join } from 'node:path'
import { readFeed } from '../../adapters/directory-feed/index.ts'
import { embeddedGeography } from '../../adapters/geography-embedded/index.ts'
import type { Trouble } from '../../directory/arrival.ts'
import type { PlannedArrival } from '../../directory/import-plan.ts'
import { areaNamedBy } from '../../directory/open-referral/reading/area-named.ts'
import { fromOpenReferral } from '../../directory/open-referral/reading/from-open-referral.ts'
import type { Area } from '../../domain/area.ts'
import type { Outcome } from '../directory.ts'

/** What has to be known besides the feed's address or file. */
export interface FeedAsked {
  /** As its publisher told somebody: no feed says it. */
  readonly licence: string
  /** `YYYY-MM-DD`, in London. */
  readonly today: string
  readonly home: Area
  readonly root: string
}

/**
 * Reads an Open Referral feed for one area; why it could not be read, where it could not. What was left out of a record
 * that did come in is a note; a record that did not come in at all is refused.
 */
export async function arrivalOfFeed(
  source: string,
  { licence, today, home, root }: FeedAsked,
): Promise<(PlannedArrival & { readonly notes: readonly Trouble[] }) | Outcome> {
  const feed = shortName(source)
  const read = await readFeed(source, { stateFolder: join(root, 'data', 'feeds', feed) })
  if (read.result === 'failed') {
    return { say: `${read.at}, ${read.reason}: ${read.what}. ${read.cure}.`, exitCode: 1 }
  }
  const areaNamed = areaNamedBy(embeddedGeography(join(root, 'deployment', 'geography')))
  const area = { force: home.force }
  const { services, troubles } = fromOpenReferral(read.rows, {
    feed,
    url: URL.parse(source)?.href ?? basename(source),
    licence,
    day: today,
    area,
    areaNamed,
  })
  const rows = new Set(read.rows.map(({ at }) => at))
  const came = new Set(services.map(({ at }) => at))
  const isRefused = ({ at }: Trouble) => rows.has(at) && !came.has(at)
  const all = [...read.troubles, ...troubles]
  return {
    services,
    troubles: all.filter(isRefused),
    notes: all.filter((trouble) => !isRefused(trouble)),
  }
}

/** What the ids of a feed's records begin with: its host, or the file's name. */
function shortName(source: string): string {
  const name = URL.parse(source)?.hostname ?? basename(source, '.json')
  const plain = name
    .toLowerCase()
    .replace(/^(www|api)\./, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return plain.slice(0, 40) || 'feed'
}

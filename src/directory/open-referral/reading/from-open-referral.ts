import { z } from 'zod'
import type { FeedRow } from '../../../ports/directory-feed.ts'
import type { Arrival, Incoming, Trouble } from '../../arrival.ts'
import { readOne, type ReadingOptions } from './read-one.ts'
import { teller } from './tell.ts'

export type { ReadingOptions } from './read-one.ts'

/**
 * The services of a feed (of Open Referral UK 3.0, HSDS 3.0 or the profile of 2021) as records for somebody to decide
 * about, with everything that could not be used. Nothing in a feed is believed: no record may be shown as it comes, a
 * refuge gets no address, and what belongs to one member of staff is left out. Throws only without a licence.
 */
export function fromOpenReferral(rows: readonly FeedRow[], options: ReadingOptions): Arrival {
  if (options.licence.trim() === '')
    throw new Error('Say under which licence the feed is given: nothing may be taken from one without.')
  const services: Incoming[] = []
  const troubles: Trouble[] = []
  const seen = new Set<string>()
  let elsewhere = 0
  for (const { at, body } of rows) {
    const one = teller(at)
    const service = readOne(body, options, one.tell)
    if (service === 'elsewhere') {
      elsewhere += 1
      continue
    }
    if (service && seen.has(service.id))
      one.tell('duplicate-id', `"${service.id}" came before`, 'Ask the publisher which of the two is right')
    else if (service) services.push({ at, service })
    if (service) seen.add(service.id)
    troubles.push(...one.troubles)
  }
  return { services, troubles: [...troubles, ...aboutTheWhole(rows, elsewhere, options)] }
}

const demonstration = z.object({ alert: z.string().startsWith('Demonstration.') })

/** What is true of a whole feed is said once, not a thousand times. */
function aboutTheWhole(
  rows: readonly FeedRow[],
  elsewhere: number,
  { url }: ReadingOptions,
): readonly Trouble[] {
  const demonstrations = rows.filter(({ body }) => demonstration.safeParse(body).success).length
  return [
    ...(elsewhere === 0
      ? []
      : [
          {
            at: url,
            rule: 'elsewhere',
            what: `${elsewhere} of ${rows.length} services work elsewhere and were left out`,
            cure: 'Nothing to do, unless too many were',
          },
        ]),
    ...(demonstrations === 0
      ? []
      : [
          {
            at: url,
            rule: 'demonstration',
            what: `${demonstrations} records say that they are a demonstration`,
            cure: 'Check every one of them, or ask for the real feed',
          },
        ]),
  ]
}

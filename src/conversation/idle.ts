import { NATIONAL } from '../domain/area.ts'
import type { Channel } from '../domain/channel.ts'
import type { Place } from '../engine/place.ts'
import { foundOn } from '../engine/place.ts'
import type { Directory } from '../ports/directory.ts'

/** An hour, where not even the national area says how long. */
const USUAL_MINUTES = 60

/** How long a conversation may stand idle before it is forgotten: the area's own figure for the channel, in minutes. */
export function idleMinutes(
  { directory }: { readonly directory: Pick<Directory, 'area'> },
  place: Place,
  channel: Channel,
): number {
  const area = directory.area(String(foundOn(place).area)) ?? directory.area(NATIONAL)
  return area?.idle[`${channel}_minutes`] ?? USUAL_MINUTES
}

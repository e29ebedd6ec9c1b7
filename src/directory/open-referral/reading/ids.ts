import { serviceSchema } from '../../../domain/service.ts'
import { uuidFrom } from '../ids.ts'

/** Our id for a record that has none of ours: the feed's short name and the feed's own id, the same at every reading. */
export function idFrom(feed: string, id: string): string {
  const plain = `${feed}-${id}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return /^[\w-]{1,60}$/.test(id) ? plain : `${feed}-${uuidFrom(`${feed}/${id}`)}`
}

/** The UUID that a record had before it came; nothing where we made it ourselves out of our id, or where it is none. */
export function orukIdFrom(given: string, id: string): string | undefined {
  const oruk = serviceSchema.shape.oruk_id.safeParse(given.toLowerCase()).data
  return oruk === uuidFrom(`service/${id}`) ? undefined : oruk
}

import type { TextSent } from '../../ports/texts.ts'
import type { Asked } from './ask.ts'

/**
 * What an answer other than a yes means, the same for every provider. An error of the server's own may have come after
 * it took the text; one that says it is not there, or not now, did not. A refused key is somebody's mistake that can be
 * mended while the text waits.
 */
export function otherwise(asked: Asked): TextSent {
  if (asked.result === 'silent') return asked.surely ? { result: 'later' } : { result: 'unknown' }
  const { status, retryAfter } = asked
  const isLater = [401, 403, 408, 425, 429, 503].includes(status) || (status >= 300 && status < 400)
  if (isLater) return { result: 'later', ...(retryAfter !== undefined && { seconds: retryAfter }) }
  return status >= 500 || status < 300 ? { result: 'unknown' } : { result: 'refused' }
}

/** The same where a text was only asked about: nothing was sent by that. */
export const notFound = (asked: Asked): { readonly result: 'later' | 'unknown' } =>
  asked.result === 'answered' && asked.status === 200 ? { result: 'later' } : { result: 'unknown' }

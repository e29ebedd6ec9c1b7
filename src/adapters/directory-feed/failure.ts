import type { FeedFailure, FeedResult } from '../../ports/directory-feed.ts'

export type Failed = Extract<FeedResult, { result: 'failed' }>

/** What each failure means, and what somebody can do about it. */
const SAYS: Readonly<Record<FeedFailure, readonly [what: string, cure: string]>> = {
  'not-an-address': ['it is no file and no http or https address', 'Give a file, or the address of the feed'],
  'private-address': ['it leads to a private or reserved address', 'Give the public address of the feed'],
  'no-such-file': ['the file cannot be read', 'Check its name and your rights'],
  'no-state-folder': [
    'the folder for going on later cannot be written',
    'Name another folder, or mend its rights',
  ],
  unreachable: ['nobody answers there', 'Try again later; if it stays so, ask the publisher'],
  slow: [
    'the answer took too long',
    'Try again later: what came already is kept where a folder for it was named',
  ],
  busy: ['it is too busy, or asks us to wait longer than we do', 'Try again in some hours'],
  refused: ['it refuses to answer', 'Check the address; some feeds need the path before /services'],
  redirected: [
    'it sends us to another site',
    'Give the address to which it leads, if it is the same publisher',
  ],
  'too-large': ['the answer is larger than any page of a feed', 'Ask the publisher for smaller pages'],
  'too-many': ['it has more services than may be read', 'Ask for a feed of your own area'],
  'not-json': [
    'the answer is not JSON; often it is a web page',
    'Find the address of the API, not of the site',
  ],
  'not-utf8': ['the text is not UTF-8', 'Ask the publisher to mend it'],
  'not-a-feed': ['it is JSON, but no page of Open Referral UK 3.0 or 1.0', 'Check the address'],
  'wrong-arithmetic': [
    'its numbers of pages and services do not fit what it sends',
    'Try again: it may have changed meanwhile; if it stays so, ask the publisher',
  ],
  endless: ['the same services come again on later pages', 'Ask the publisher: its paging does not work'],
}

/** The failure of a whole feed. `what` says more than the reason where more is known. */
export function failure(reason: FeedFailure, at: string, what?: string): Failed {
  const [says, cure] = SAYS[reason]
  return { result: 'failed', reason, at, what: what === undefined ? says : `${says}: ${what}`, cure }
}

/** It may pass by itself, so that a later run goes on where this one stopped. */
export const isWeather = (reason: FeedFailure): boolean => ['unreachable', 'slow', 'busy'].includes(reason)

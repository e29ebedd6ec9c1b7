import { namesIn } from '../domain/names.ts'
import { one } from '../domain/told.ts'
import type { Action } from './action.ts'

/** Marks words in the account that look like somebody else's name. */
export const findNames: Action = {
  name: 'find-names',
  outcomes: ['found', 'none'],
  finds: ['names'],
  run(asking) {
    const names = namesIn(one(asking, 'account') ?? '', one(asking, 'name'))
    return names.length > 0
      ? { outcome: 'found', found: { names } }
      : { outcome: 'none', found: { names: [] } }
  },
}

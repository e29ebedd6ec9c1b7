import { many, one } from '../domain/told.ts'
import type { Action } from './action.ts'

const WAYS = ['phone', 'text', 'email', 'post'] as const

/** Asks about the ticked ways of contact one after the other. None marked safe: they ring us. */
export const nextContact: Action = {
  name: 'next-contact',
  outcomes: [...WAYS, 'none-safe', 'done'],
  run(asking) {
    const ways = many(asking, 'ways')
    const next = WAYS.find((way) => ways.includes(way) && !asking.asked.includes(`contact/${way}`))
    if (next) return { outcome: next }
    const safe = ways.some((way) => one(asking, way) !== undefined && one(asking, `${way}-safe`) === 'yes')
    return { outcome: safe ? 'done' : 'none-safe' }
  },
}

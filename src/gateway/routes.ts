import type { IncomingMessage } from 'node:http'
import type { Answer } from '../staff/answer.ts'

/** One request that found its route. `reference` is the one in its path, in the agreed form, or empty. */
export interface Arrived {
  readonly req: IncomingMessage
  readonly url: URL
  readonly reference: string
}

/** Answers one request; `undefined` when whoever asked went away. */
export type Handler = (arrived: Arrived) => Answer | undefined | Promise<Answer | undefined>

const METHODS = ['GET', 'POST', 'PUT'] as const

/** A path, and what may be done there. A `reference` group in the pattern reaches the handler. */
export interface Route {
  readonly path: RegExp
  readonly methods: { readonly [method in (typeof METHODS)[number]]?: Handler }
}

/** The form of a reference in a path; anything else is no address of ours. */
export const REFERENCE = '(?<reference>[A-Z]{3,8}-[0-9]{3,6})'

type Found =
  | { readonly result: 'found'; readonly handler: Handler; readonly reference: string }
  | { readonly result: 'no-such-path' }
  | { readonly result: 'wrong-method'; readonly allow: string }

/** Finds what answers a method at a path. */
export function findRoute(routes: readonly Route[], method: string, path: string): Found {
  for (const route of routes) {
    const match = route.path.exec(path)
    if (!match) continue
    const known = METHODS.find((one) => one === method)
    const handler = known && route.methods[known]
    if (!handler) return { result: 'wrong-method', allow: Object.keys(route.methods).join(', ') }
    return { result: 'found', handler, reference: match.groups?.['reference'] ?? '' }
  }
  return { result: 'no-such-path' }
}

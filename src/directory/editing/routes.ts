import type { IncomingMessage } from 'node:http'
import type { Answer } from '../../staff/answer.ts'
import { ROOT_PATH } from './root-path.ts'
import type { EditorVoice } from './voice.ts'

/** One request that found its route. */
export interface Arrived {
  readonly req: IncomingMessage
  readonly url: URL
  /** The record's id, or the number of a proposal or an editor, that stands in the path. */
  readonly id: string
  /** How the answer speaks. */
  readonly voice: EditorVoice
}

/** Answers one request; `undefined` when whoever asked went away. */
export type Handler = (arrived: Arrived) => Answer | undefined | Promise<Answer | undefined>

/** A path below `/directory/edit`, and what may be done there. `:id` is a record's id, `:number` a number. */
export interface Route {
  readonly path: string
  readonly GET?: Handler
  readonly POST?: Handler
}

export type FoundRoute =
  | { readonly result: 'found'; readonly handler: Handler; readonly id: string }
  | { readonly result: 'no-such-path' }
  | { readonly result: 'wrong-method'; readonly allow: string }

/** Finds what answers a method at a path. */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute {
  for (const route of routes) {
    const match = patternOf(route.path).exec(path)
    if (!match) continue
    const handler = method === 'GET' || method === 'POST' ? route[method] : undefined
    if (handler) return { result: 'found', handler, id: match[1] ?? '' }
    const allow = (['GET', 'POST'] as const).filter((name) => route[name]).join(', ')
    return { result: 'wrong-method', allow }
  }
  return { result: 'no-such-path' }
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${ROOT_PATH}${path.replace(':id', '([a-z0-9-]{1,100})').replace(':number', '([1-9][0-9]{0,9})')}$`,
  )

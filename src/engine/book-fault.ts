import type { StepKey } from './flow.ts'

/** An author's mistake inside a book. `path` leads to the place in the file: `['name', 'then']`. */
export interface BookFault {
  readonly flow: string
  readonly path: readonly string[]
  readonly rule: string
  readonly what: string
  readonly cure: string
}

/** The flow and path of a step, for pointing at it. */
export const at = (key: StepKey, ...path: string[]): Pick<BookFault, 'flow' | 'path'> => ({
  flow: key.slice(0, key.indexOf('/')),
  path: [key.slice(key.indexOf('/') + 1), ...path],
})

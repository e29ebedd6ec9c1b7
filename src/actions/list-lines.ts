import { linesOf, unsentOf } from '../domain/payload.ts'
import type { Action } from './action.ts'

/** The lines of the review that can be changed, each with the step that asked for it. */
export const listLines: Action = {
  name: 'list-lines',
  outcomes: ['listed'],
  finds: ['lines'],
  run(asking) {
    const lines = [...linesOf(asking), ...unsentOf(asking)].flatMap((line) => {
      const at = line.from.map((name) => asking.askedFirst[name]).find((step) => step !== undefined)
      return at === undefined ? [] : [{ id: at, field: line.field }]
    })
    const once = lines.filter((line, index) => lines.findIndex((other) => other.id === line.id) === index)
    return { outcome: 'listed', found: { lines: once } }
  },
}

import type { Names } from './names.ts'
import { joined } from './reading.ts'
import type { Reading } from './reading.ts'

/** Shorter names are too much like each other. Letters. */
const SHORTEST_NAME = 6

/**
 * Finds names with one letter wrong, missing, added or swapped with its neighbour. The first letter has to be right:
 * people seldom miss it, and Norton, Horton and Morton differ in nothing else. Names equally near are all meant, so
 * the person is asked.
 */
export function misspeltNames(names: Names): (key: string) => Reading | undefined {
  const byInitial = new Map<string, string[]>()
  for (const name of names.keys()) {
    if (name.length < SHORTEST_NAME) continue
    const initial = name.charAt(0)
    const others = byInitial.get(initial)
    if (others === undefined) byInitial.set(initial, [name])
    else others.push(name)
  }
  return (key) => {
    if (key.length < SHORTEST_NAME - 1) return undefined
    const near = (byInitial.get(key.charAt(0)) ?? []).filter((name) => isOneSlipAway(key, name))
    const readings = near.map((name) => names.get(name)).filter((one) => one !== undefined)
    const isMixed = readings.length > 1 && readings.some((one) => one.far !== undefined)
    return readings.length === 0 || isMixed ? undefined : joined(readings)
  }
}

/** Whether one edit, or one swap of neighbours, turns `typed` into `name`. */
export function isOneSlipAway(typed: string, name: string): boolean {
  const longer = typed.length - name.length
  if (Math.abs(longer) > 1) return false
  let at = 0
  while (at < name.length && typed[at] === name[at]) at++
  const typedRest = typed.slice(at)
  const nameRest = name.slice(at)
  if (longer === 1) return typedRest.slice(1) === nameRest
  if (longer === -1) return typedRest === nameRest.slice(1)
  if (typedRest.slice(1) === nameRest.slice(1)) return true
  return (
    typedRest[0] === nameRest[1] && typedRest[1] === nameRest[0] && typedRest.slice(2) === nameRest.slice(2)
  )
}

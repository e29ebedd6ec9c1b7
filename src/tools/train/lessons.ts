import { CRIMES } from '../../domain/crimes.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import { NEEDS } from '../../domain/needs.ts'
import { FROM, HEADS, LANGUAGES } from '../../adapters/understanding-local/recogniser/heads.ts'
import type { HeardLine } from '../heard/line.ts'

/** The main crime has most of the whole, the others share the rest. */
const MAIN = 0.8
/** A little of the whole is spread over all crimes, so that a network is never too sure (label smoothing). */
const SPREAD = 0.05

/** What each head should say of a text: `HEADS` numbers, 0 to 1. */
export function targetsOf(line: HeardLine, language: string): Float32Array {
  const targets = new Float32Array(HEADS)
  const share = crimeShares(line)
  for (let at = 0; at <= CRIMES.length; at++)
    targets[at] = (1 - SPREAD) * (share[at] ?? 0) + SPREAD / (CRIMES.length + 1)
  NEEDS.forEach((need, at) => (targets[FROM.needs + at] = Number(line.needs.includes(need))))
  const { level, kinds } = line.danger
  const size = DANGER_KINDS.length
  DANGER_KINDS.forEach((kind, at) => {
    targets[FROM.danger + at] = Number(kinds.includes(kind))
    targets[FROM.danger + size + at] = Number(level === 'now' && kinds.includes(kind))
  })
  targets[FROM.danger + 2 * size] = Number(level !== 'none')
  targets[FROM.danger + 2 * size + 1] = Number(level === 'now')
  LANGUAGES.forEach((one, at) => (targets[FROM.languages + at] = Number(one === language)))
  return targets
}

/** The shares of the crimes and, last, of none of them. */
function crimeShares({ crimes }: HeardLine): number[] {
  if (crimes.length === 0) return [...CRIMES.map(() => 0), 1]
  const rest = crimes.length === 1 ? 0 : (1 - MAIN) / (crimes.length - 1)
  const main = crimes.length === 1 ? 1 : MAIN
  return [...CRIMES.map((id) => (id === crimes[0] ? main : crimes.includes(id) ? rest : 0)), 0]
}

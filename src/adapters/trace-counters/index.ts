import type { Trace } from '../../ports/trace.ts'

/** Upper bounds of the duration buckets, in milliseconds. */
const BOUNDS = [1, 2, 5, 10, 25, 50, 100, 250, 1000] as const

/** Counters that can be read as Prometheus text (exposition format 0.0.4). They hold names and numbers, nothing typed. */
export interface Counters extends Trace {
  readonly text: () => string
}

/** Counts turns, actions and faults in memory. */
export function countingTrace(): Counters {
  const counts = new Map<string, number>()
  const add = (name: string, labels: Readonly<Record<string, string>>, by = 1): void => {
    const inside = Object.entries(labels).map(([key, value]) => `${key}="${value}"`)
    const key = `${name}{${inside.join(',')}}`
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  const time = (name: string, labels: Readonly<Record<string, string>>, milliseconds: number): void => {
    for (const bound of BOUNDS)
      if (milliseconds <= bound) add(`${name}_bucket`, { ...labels, le: String(bound / 1000) })
    add(`${name}_bucket`, { ...labels, le: '+Inf' })
    add(`${name}_sum`, labels, milliseconds / 1000)
    add(`${name}_count`, labels)
  }
  return {
    turn: ({ step, channel, language, milliseconds }) => {
      add('haven_turns_total', { step, channel, language })
      time('haven_turn_seconds', { channel }, milliseconds)
    },
    action: ({ name, outcome, milliseconds }) => {
      add('haven_actions_total', { name, outcome })
      time('haven_action_seconds', { name }, milliseconds)
    },
    fault: ({ where, fault }) => add('haven_faults_total', { where, fault }),
    text: () => [...counts].map(([key, value]) => `${key} ${value}\n`).join(''),
  }
}

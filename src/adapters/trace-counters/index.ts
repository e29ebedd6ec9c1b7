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
  const durations = new Map<string, Duration>()
  const gauges = new Map<string, number>()
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  const time = (name: string, labels: string, milliseconds: number): void => {
    const key = `${name}|${labels}`
    let duration = durations.get(key)
    if (!duration)
      durations.set(key, (duration = { name, labels, buckets: BOUNDS.map(() => 0), sum: 0, count: 0 }))
    const bucket = BOUNDS.findIndex((bound) => milliseconds <= bound)
    if (bucket >= 0) duration.buckets[bucket]! += 1
    duration.sum += milliseconds / 1000
    duration.count += 1
  }
  return {
    turn: ({ step, channel, language, milliseconds }) => {
      add(`haven_turns_total{step="${step}",channel="${channel}",language="${language}"}`)
      time('haven_turn_seconds', `channel="${channel}"`, milliseconds)
    },
    action: ({ name, outcome, milliseconds }) => {
      add(`haven_actions_total{name="${name}",outcome="${outcome}"}`)
      time('haven_action_seconds', `name="${name}"`, milliseconds)
    },
    unmet: ({ area, what }) => add(`haven_unmet_total{area="${area}",what="${what}"}`),
    alarm: ({ alarm, area }) => add(`haven_alarms_total{alarm="${alarm}",area="${area}"}`),
    outbox(backlog) {
      // An area that is left out has nothing now: whoever watches must see that, and not what was there last.
      for (const name of gauges.keys()) gauges.set(name, 0)
      for (const { area, waiting, stuck, oldestSeconds } of backlog) {
        gauges.set(`haven_outbox_waiting{area="${area}"}`, waiting)
        gauges.set(`haven_outbox_stuck{area="${area}"}`, stuck)
        gauges.set(`haven_outbox_oldest_seconds{area="${area}"}`, oldestSeconds)
      }
    },
    fault: ({ where, fault }) => add(`haven_faults_total{where="${where}",fault="${fault}"}`),
    text: () =>
      [...counts, ...gauges].map(([key, value]) => `${key} ${value}\n`).join('') +
      [...durations.values()].map(written).join(''),
  }
}

interface Duration {
  readonly name: string
  readonly labels: string
  /** How many fell between the bound before and this one. */
  readonly buckets: number[]
  sum: number
  count: number
}

/** Prometheus counts each bucket together with all below it. */
function written({ name, labels, buckets, sum, count }: Duration): string {
  let below = 0
  const lines = BOUNDS.map((bound, index) => {
    below += buckets[index] ?? 0
    return `${name}_bucket{${labels},le="${bound / 1000}"} ${below}\n`
  })
  const all = `${name}_bucket{${labels},le="+Inf"} ${count}\n`
  return `${lines.join('')}${all}${name}_sum{${labels}} ${sum}\n${name}_count{${labels}} ${count}\n`
}

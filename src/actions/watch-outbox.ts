import type { Alarm, AlarmName, Alarms } from '../ports/alarms.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Backlog, Referrals } from '../ports/referrals.ts'
import type { Trace } from '../ports/trace.ts'
import { promisedUntil } from './promised-window.ts'

/** An alarm that stays is raised again after an hour: often enough not to be forgotten, seldom enough to be read. */
const AGAIN_MS = 60 * 60 * 1000

/** What watching the outbox needs. */
export interface WatchingPorts {
  readonly referrals: Pick<Referrals, 'backlog'>
  readonly directory: Pick<Directory, 'area' | 'bankHolidays'>
  readonly clock: Clock
  readonly trace: Trace
  readonly alarms: Alarms
}

/**
 * Looks at what waits, and raises alarms while the promise can still be kept: half of the promised window has passed
 * for something, or something is stuck. Each alarm at most once an hour an area, and once when it is over.
 */
export function outboxWatch(ports: WatchingPorts): () => Promise<void> {
  const raised = new Map<string, { readonly alarm: AlarmName; readonly area: string; readonly at: number }>()
  return async () => {
    const now = ports.clock.now()
    const backlog = await ports.referrals.backlog()
    ports.trace.outbox(
      backlog.map(({ area, waiting, stuck, oldest }) => ({
        area,
        waiting,
        stuck,
        oldestSeconds: Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 1000)),
      })),
    )
    const due = backlog.flatMap((one) => alarmsFor(one, now, ports.directory))
    for (const alarm of due) {
      const key = `${alarm.alarm}|${alarm.area}`
      const last = raised.get(key)
      if (last && now.getTime() - last.at < AGAIN_MS && last.at <= now.getTime()) continue
      raised.set(key, { alarm: alarm.alarm, area: alarm.area, at: now.getTime() })
      ports.alarms.raise(alarm)
    }
    for (const [key, { alarm, area }] of raised) {
      if (due.some((one) => one.alarm === alarm && one.area === area)) continue
      raised.delete(key)
      const left = backlog.find((one) => one.area === area) ?? { area, waiting: 0, stuck: 0 }
      ports.alarms.raise({ alarm, state: 'over', ...left })
    }
  }
}

function alarmsFor(backlog: Backlog, now: Date, directory: WatchingPorts['directory']): readonly Alarm[] {
  const names: AlarmName[] = []
  const kept = backlog.oldest.getTime()
  const until = promisedUntil(backlog.oldest, directory.area(backlog.area), directory.bankHolidays())
  if (backlog.waiting > 0 && now.getTime() >= kept + (until.getTime() - kept) / 2) names.push('waiting')
  if (backlog.stuck > 0) names.push('stuck')
  return names.map((alarm) => ({ alarm, state: 'raised', ...backlog }))
}

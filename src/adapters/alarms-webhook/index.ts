import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Alarm, Alarms } from '../../ports/alarms.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Trace } from '../../ports/trace.ts'

/** Where alarms are posted, and the secret that both sides sign with. */
export interface AlarmHook {
  readonly url: string
  readonly secret: string
}

interface Options {
  readonly hook?: AlarmHook | undefined
  /** Takes one line of JSON: the structured log. */
  readonly log: (line: string) => void
  readonly trace: Trace
  readonly clock: Clock
  /** Pauses between tries, in milliseconds; with the first try, one more than there are of them. */
  readonly pausesMs?: readonly number[]
  readonly timeoutMs?: number
}

/** Over about ten minutes: an alarm that stays comes again within the hour anyway. */
const PAUSES_MS = [1_000, 10_000, 60_000, 600_000]
const TIMEOUT_MS = 5_000

/**
 * Alarms as a line of JSON, as a counter, and, where somebody asked for it, as a signed POST. `Haven-Signature` is
 * `v1=` and the hexadecimal HMAC-SHA256 of `Haven-Timestamp` (seconds since 1970), a full stop and the body, so a
 * receiver can refuse what is old, altered or not ours. All of it is counts, ids and times.
 */
export function alarms({ hook, log, trace, clock, ...options }: Options): Alarms {
  const pauses = options.pausesMs ?? PAUSES_MS
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  return {
    raise(alarm) {
      const at = clock.now()
      const said = saidOf(alarm, at)
      log(JSON.stringify({ level: alarm.state === 'over' ? 'info' : 'error', ...said }))
      if (alarm.state === 'raised') trace.alarm({ alarm: alarm.alarm, area: alarm.area })
      if (!hook) return
      void post(hook, JSON.stringify(said), { pauses, timeoutMs, clock }).then((isTaken) => {
        if (!isTaken) trace.fault({ where: 'alarms', fault: 'unreachable' })
      })
    },
  }
}

/** Field by field, so that nothing else can come along. */
const saidOf = ({ alarm, state, area, waiting, stuck, oldest }: Alarm, at: Date) => ({
  alarm,
  state,
  area,
  waiting,
  stuck,
  ...(oldest && { oldest: oldest.toISOString() }),
  at: at.toISOString(),
})

interface Patience {
  readonly pauses: readonly number[]
  readonly timeoutMs: number
  readonly clock: Clock
}

/** Each try is signed anew, so that the last one is not too old to be believed. Never throws. */
async function post({ url, secret }: AlarmHook, body: string, patience: Patience): Promise<boolean> {
  for (const pause of [0, ...patience.pauses]) {
    await setTimeout(pause, undefined, { ref: false })
    const timestamp = String(Math.floor(patience.clock.now().getTime() / 1000))
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'haven-timestamp': timestamp,
          'haven-signature': `v1=${signature}`,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience.timeoutMs),
      })
      await answer.body?.cancel()
      if (answer.ok) return true
    } catch {
      // Weather; the next try comes.
    }
  }
  return false
}

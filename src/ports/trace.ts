import type { Channel } from '../domain/channel.ts'
import type { Crime } from '../domain/crimes.ts'
import type { Need } from '../domain/needs.ts'
import type { AlarmName } from './alarms.ts'

/**
 * What may be written down about a turn. There is no free string: nothing that a person typed can get in.
 * `step` is a flow's own id, `outcome` one of an action's names, or of an adapter's, `fault` the name of an error class.
 */
export interface Trace {
  turn(event: {
    readonly step: string
    readonly channel: Channel
    readonly language: string
    readonly milliseconds: number
  }): void
  action(event: { readonly name: string; readonly outcome: string; readonly milliseconds: number }): void
  /** Something that was asked for where nothing does it: one count for each need and each crime. */
  unmet(event: { readonly area: string; readonly what: Need | Crime }): void
  /** An alarm about an area's referrals was raised. */
  alarm(event: { readonly alarm: AlarmName; readonly area: string }): void
  /** What waits for each area's gateway just now; areas that are left out have nothing. */
  outbox(
    backlog: readonly {
      readonly area: string
      readonly waiting: number
      readonly stuck: number
      readonly oldestSeconds: number
    }[],
  ): void
  fault(event: { readonly where: string; readonly fault: string }): void
}

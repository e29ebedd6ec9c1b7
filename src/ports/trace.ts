import type { Channel } from '../domain/channel.ts'

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
  fault(event: { readonly where: string; readonly fault: string }): void
}

import type { Clock } from '../ports/clock.ts'
import type { TextQueue } from '../ports/text-queue.ts'
import type { TextCarrier } from '../ports/texts.ts'
import type { Trace } from '../ports/trace.ts'
import type { Inbox, Turns } from '../ports/turns.ts'
import type { TextAssistant } from './assistant.ts'

/** What texting runs on. */
export interface TextSetting {
  readonly carriers: readonly TextCarrier[]
  readonly assistant: TextAssistant
  readonly queue: TextQueue
  readonly turns: Turns
  readonly inbox: Inbox
  /** How long after each part of an account more of it is waited for, in milliseconds. */
  readonly gatherMs: number
  readonly clock: Clock
  readonly trace: Trace
}

/** Counts something about texts, never whose. */
export const count = (
  { trace }: Pick<TextSetting, 'trace'>,
  name: string,
  outcome: string,
  milliseconds = 0,
): void => trace.action({ name, outcome, milliseconds })

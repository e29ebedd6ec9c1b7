import { differences } from '../../src/tools/talk/compare.ts'
import type { ScriptStep } from '../../src/tools/talk/script.ts'
import { stepsOn } from '../../src/tools/talk/script.ts'
import type { Journey } from './script.ts'
import type { Sent } from './sent.ts'

/** What works at any moment: back, help, leave, start-again, language. */
export type Pressed = NonNullable<ScriptStep['press']>

/** What a person has before them. */
export interface Seen {
  /** The step of the question that waits, `flow/step`; `end` when the conversation is over. */
  readonly at: string
  /** Every word on the screen, or of the last messages. */
  readonly text: string
}

/**
 * Somebody on one surface: the engine, the page, a text message. Each call is over when the answer to it is there.
 * Anything that this surface does not offer at this moment (an option that is not on the screen) throws.
 */
export interface Visitor {
  /** Comes to Haven: the first screen of a new conversation. */
  open(): Promise<void>
  /** Chooses options by their ids. Where there are no buttons, types their numbers. */
  choose(ids: readonly string[]): Promise<void>
  /** Types into the box, or sends a message. */
  type(text: string): Promise<void>
  /** Uses what works at any moment. */
  press(word: Pressed): Promise<void>
  /** Goes back from the review to the question at this step. */
  change(at: string): Promise<void>
  screen(): Seen
  /** Comes back another day: nothing that the browser or the phone held is there any more. */
  forget(): Promise<void>
}

/** How a journey went: every screen in order, and what did not go as the script says. */
export interface Played {
  readonly screens: readonly Seen[]
  readonly failures: readonly string[]
}

/** Plays a journey on a surface. Stops at the first step that goes wrong, and then judges nothing else. */
export async function play(
  journey: Journey,
  visitor: Visitor,
  sent: Sent,
  channel = journey.channel,
): Promise<Played> {
  const screens: Seen[] = []
  for (const [visit, steps] of journey.visits.entries()) {
    if (visit > 0) await visitor.forget()
    await visitor.open()
    screens.push(visitor.screen())
    for (const [index, step] of stepsOn(steps, channel).entries()) {
      const which = `visit ${visit + 1}, step ${index + 1}, at ${visitor.screen().at}`
      const wrong = wrongBefore(step, visitor.screen()) ?? (await taken(step, visitor, sent))
      if (wrong !== undefined) return { screens, failures: [`${which}: ${wrong}`] }
      screens.push(visitor.screen())
    }
  }
  return { screens, failures: wrongAtEnd(journey, visitor.screen(), sent) }
}

function wrongBefore(step: ScriptStep, { at, text }: Seen): string | undefined {
  if (step.at !== undefined && step.at !== at) return `they should stand at ${step.at}`
  const missing = step.sees?.find((wanted) => !text.includes(wanted))
  if (missing !== undefined) return `"${missing}" is not on the screen`
  const unwanted = step.sees_not?.find((other) => text.includes(other))
  return unwanted === undefined ? undefined : `"${unwanted}" is on the screen`
}

/** Does the step; says what is wrong when it cannot be done, or was taken where it should not be. */
async function taken(step: ScriptStep, visitor: Visitor, sent: Sent): Promise<string | undefined> {
  const before = visitor.screen().at
  try {
    await act(step, visitor, sent)
  } catch (error) {
    return (error as Error).message
  }
  const after = visitor.screen().at
  return step.refused === true && after !== before ? `it was taken, and leads to ${after}` : undefined
}

async function act(step: ScriptStep, visitor: Visitor, sent: Sent): Promise<void> {
  if (step.choose !== undefined) await visitor.choose([step.choose].flat())
  if (step.type !== undefined) await visitor.type(filled(step.type, sent))
  if (step.press !== undefined) await visitor.press(step.press)
  if (step.change !== undefined) await visitor.change(step.change)
}

function filled(text: string, sent: Sent): string {
  const last = sent.kept.at(-1)
  return text
    .replaceAll('{{reference}}', last?.referral.reference ?? 'none')
    .replaceAll('{{secret}}', last?.secret ?? 'none')
}

function wrongAtEnd(journey: Journey, { at }: Seen, sent: Sent): readonly string[] {
  const { ends_at: end, referral: expected, gateway } = journey
  const last = gateway === 'up' ? sent.received.at(-1) : sent.kept.at(-1)?.referral
  const wrong = expected && (last ? differences(expected, last) : ['none was made'])
  const made = new Set(sent.kept.map(({ referral }) => referral.reference)).size
  return [
    ...(end === undefined || end === at ? [] : [`they should end at ${end}, and stand at ${at}`]),
    ...(wrong ?? []).map((what) => `the referral: ${what}`),
    ...(expected && made > 1 ? [`the referral was made ${made} times`] : []),
    ...(journey.no_referral && made + sent.received.length > 0
      ? ['a referral was made, and none should be']
      : []),
    ...(gateway === 'down' && sent.received.length > 0 ? ['a gateway that is down received it'] : []),
  ]
}

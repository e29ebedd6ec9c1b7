import { parse } from 'yaml'
import { z } from 'zod'
import type { Channel } from '../../domain/channel.ts'
import { CHANNELS } from '../../domain/channel.ts'
import { PRESSED_WORDS } from '../../engine/flow.ts'

const at = z.string().regex(/^([a-z0-9_-]+\/[a-z0-9_-]+|end)$/, 'a step is "flow/step", or "end"')
const option = z.string().min(1)
const texts = z.array(z.string().min(1))
const ACTS = ['choose', 'type', 'press', 'change'] as const

const stepSchema = z
  .strictObject({
    /** The step that they must stand at before they do it. */
    at: at.optional(),
    /** Texts that must be on the screen before they do it. */
    sees: texts.optional(),
    /** Texts that must not be. */
    sees_not: texts.optional(),
    choose: z.union([option, z.array(option).min(1)]).optional(),
    type: z.string().optional(),
    press: z.enum(PRESSED_WORDS).optional(),
    change: at.optional(),
    /** The answer must not be taken: the screen says why, and they stay where they are. */
    refused: z.literal(true).optional(),
    /** Only on these channels; absent: on every one. For what is asked in another way on a phone than on a page. */
    on: z.array(z.enum(CHANNELS)).min(1).optional(),
  })
  .refine((step) => ACTS.filter((act) => step[act] !== undefined).length <= 1, 'a step does one thing')
  .refine(
    (step) =>
      step.sees !== undefined || step.sees_not !== undefined || ACTS.some((act) => step[act] !== undefined),
    'a step does something (choose, type, press, change) or looks (sees, sees_not)',
  )

/** What `talk --script` and the tests play, and `talk --record` writes. */
export const scriptSchema = z
  .strictObject({
    title: z.string().min(5),
    about: z.string().min(5),
    channel: z.enum(CHANNELS).default('web'),
    language: z.string().min(2).default('en'),
    gateway: z.enum(['up', 'down']).default('up'),
    now: z.iso.datetime().optional(),
    steps: z.array(stepSchema).min(1),
    ends_at: at.optional(),
    referral: z.looseObject({ absent: z.array(z.string()).optional() }).optional(),
    no_referral: z.literal(true).optional(),
  })
  .refine((script) => !(script.referral && script.no_referral), 'either a referral is expected, or none')

export type Script = z.infer<typeof scriptSchema>
export type ScriptStep = z.infer<typeof stepSchema>

/** The steps that are played on a channel. */
export const stepsOn = (steps: readonly ScriptStep[], channel: Channel): readonly ScriptStep[] =>
  steps.filter(({ on }) => on === undefined || on.includes(channel))

/**
 * Reads a conversation script, YAML. It is a list of what one person does, in order:
 *
 *     title: Burglary in Stafford, wants locks
 *     about: one sentence for a commissioner
 *     channel: web            # web, sms, teams or directline; on sms, choices are sent as their numbers
 *     language: en
 *     gateway: up             # down: the desk does not answer
 *     now: 2026-11-24T10:00:00Z   # a clock that stands still; left out: the machine's
 *     steps:
 *       - at: start/screen    # may be left out
 *         choose: nobody      # an option id, or a list of them
 *       - type: "someone got in and took my laptop"
 *       - press: back         # any word that works everywhere: back, help, answers, later ...
 *       - change: referral/name
 *       - sees: ["999"]       # on any step: must be on the screen before they act; `sees_not`: must not be
 *         type: "not an answer"
 *         refused: true       # this answer is not taken
 *       - on: [sms]           # only there; elsewhere the step is left out
 *         at: referral/word
 *         choose: skip
 *     ends_at: referral/next  # or `end`
 *     referral:               # what the gateway received (or, with `gateway: down`, what is kept to be sent):
 *       acting_as: me         # a part of it, at any depth; lists are compared whole
 *       absent: [account, contact.email]
 *     no_referral: true       # instead: nothing was kept or sent
 *
 * Throws one error that names every mistake.
 */
export function readScript(text: string): Script {
  const result = scriptSchema.safeParse(parse(text))
  if (result.success) return result.data
  const wrong = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the script'}: ${issue.message}`,
  )
  throw new Error(`This script cannot be played:\n  ${wrong.join('\n  ')}`)
}

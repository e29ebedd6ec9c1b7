import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { scriptSchema } from '../../src/tools/talk/script.ts'
import type { Script, ScriptStep } from '../../src/tools/talk/script.ts'

/**
 * A journey: a conversation script as `npm run talk` plays it, and two things more. A step `- visit: new` is the same
 * person coming back later, knowing only what they wrote down: in a `type`, `{{reference}}` and `{{secret}}` are those
 * of the last referral made in this journey.
 */
export interface Journey extends Omit<Script, 'steps'> {
  readonly file: string
  /** What the person does, one list a visit. */
  readonly visits: readonly (readonly ScriptStep[])[]
}

const newVisit = z.strictObject({ visit: z.literal('new') })
const outline = z.looseObject({ steps: z.array(z.unknown()).min(1) })

/** Every journey of a folder, in the order of their file names. Throws one error that names every mistake of a file. */
export const readJourneys = (folder: string): readonly Journey[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readJourney(file, readFileSync(join(folder, file), 'utf8')))

/** Reads one journey. Throws one error that names every mistake. */
export function readJourney(file: string, text: string): Journey {
  const { steps, ...head } = outline.parse(parse(text))
  const scripts = visitsOf(steps).map((visit) => scriptSchema.safeParse({ ...head, steps: visit }))
  const wrong = scripts.flatMap((script) => script.error?.issues ?? [])
  if (wrong.length > 0) {
    const lines = wrong.map((issue) => `  ${issue.path.join('.') || 'the script'}: ${issue.message}`)
    throw new Error(`${file} cannot be played:\n${[...new Set(lines)].join('\n')}`)
  }
  const { steps: _steps, ...first } = scripts[0]!.data!
  return { ...first, file, visits: scripts.map((script) => script.data!.steps) }
}

function visitsOf(steps: readonly unknown[]): readonly (readonly unknown[])[] {
  const visits: unknown[][] = [[]]
  for (const step of steps) {
    if (newVisit.safeParse(step).success) visits.push([])
    else visits.at(-1)!.push(step)
  }
  return visits
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CRIMES } from '../../domain/crimes.ts'
import { DANGER_KINDS } from '../../domain/danger.ts'
import type { HeardFile } from './read.ts'

/** What a second hand made of a text without seeing the first label. */
const blindSchema = z.strictObject({
  by: z.string(),
  text: z.string(),
  crimes: z.array(z.enum(CRIMES)).default([]),
  level: z.enum(['none', 'ask', 'now']),
  kinds: z.array(z.enum(DANGER_KINDS)).default([]),
})
export type BlindLabel = z.infer<typeof blindSchema>

/** How far two hands agree, over the texts that both labelled. */
export interface Agreement {
  readonly texts: number
  readonly crime: number
  readonly crimeKappa: number
  readonly danger: number
  readonly dangerKappa: number
  readonly level: number
}

/** The blind labels of every language: `<locales>/<language>/heard/blind/*.jsonl`. Throws on a line that is none. */
export function readBlind(locales: string): BlindLabel[] {
  return readdirSync(locales)
    .map((language) => join(locales, language, 'heard', 'blind'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')))
    .flatMap((content) => content.split('\n').filter((line) => line.trim() !== ''))
    .map((line) => blindSchema.parse(JSON.parse(line)))
}

/** Compares blind labels with those of the corpus; a text that is no longer there is left out. */
export function agreement(files: readonly HeardFile[], blind: readonly BlindLabel[]): Agreement {
  const known = new Map(files.flatMap(({ lines }) => lines.map((line) => [line.text, line] as const)))
  const both = blind.flatMap((label) => {
    const line = known.get(label.text.trim())
    return line ? [{ label, line }] : []
  })
  const crime = both.map(({ label, line }): Pair => [line.crimes[0] ?? '-', label.crimes[0] ?? '-'])
  const danger = both.map(({ label, line }): Pair => [
    String(line.danger.level !== 'none'),
    String(label.level !== 'none'),
  ])
  const level = both.map(({ label, line }): Pair => [line.danger.level, label.level])
  return {
    texts: both.length,
    crime: same(crime),
    crimeKappa: kappa(crime),
    danger: same(danger),
    dangerKappa: kappa(danger),
    level: same(level),
  }
}

type Pair = readonly [one: string, other: string]

const same = (pairs: readonly Pair[]): number =>
  pairs.filter(([one, other]) => one === other).length / Math.max(1, pairs.length)

/** Agreement beyond chance (Cohen, 1960). */
function kappa(pairs: readonly Pair[]): number {
  const share = (at: 0 | 1, value: string): number =>
    pairs.filter((pair) => pair[at] === value).length / Math.max(1, pairs.length)
  const chance = [...new Set(pairs.flat())].reduce((sum, value) => sum + share(0, value) * share(1, value), 0)
  return chance === 1 ? 1 : (same(pairs) - chance) / (1 - chance)
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'
import type { Part } from './part.ts'
import { complaint, runTool } from './run-tool.ts'

const CRUISER = 'dependency-cruiser/bin/dependency-cruiser.mjs'
const CONFIG = '.dependency-cruiser.mjs'

const cruiseSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        unresolvedTo: z.string().optional(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) }),
  }),
})
type Cruise = z.infer<typeof cruiseSchema>
type Violation = Cruise['summary']['violations'][number]

/** What may import what: `.dependency-cruiser.mjs`, and a guard that its reader read TypeScript at all. */
export const rooms: Part = { name: 'rooms', faults: (root) => roomFaults(root) }

/**
 * The faults of the rooms under `root/src`. `home` is where the tool and its rules are, so that a test can point the
 * same rules at a copy.
 */
export async function roomFaults(root: string, home: string = root): Promise<readonly Fault[]> {
  const args = ['src', '--config', join(home, CONFIG), '--output-type', 'json']
  const said = await runTool(home, CRUISER, args, root)
  if (!said.out.startsWith('{')) throw new Error(complaint(said))
  return faultsOfCruise(cruiseSchema.parse(JSON.parse(said.out)), sourceFiles(root), (file) =>
    readFileSync(join(root, file), 'utf8'),
  )
}

/** From what was read and what there is. `text` gives a file's text, for pointing at the line of an import. */
export function faultsOfCruise(
  cruise: Cruise,
  files: readonly string[],
  text: (file: string) => string,
): readonly Fault[] {
  const read = new Set(cruise.modules.map((module) => module.source))
  const unread = files.filter((file) => !read.has(file))
  const why = Object.fromEntries(
    cruise.summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]),
  )
  return [
    ...(unread.length > 0 ? [unreadFault(unread, files.length)] : []),
    ...cruise.summary.violations.map((violation) => toFault(violation, why[violation.rule.name] ?? '', text)),
  ]
}

const unreadFault = (unread: readonly string[], all: number): Fault => ({
  file: unread[0]!,
  line: 1,
  rule: 'rooms-unread',
  what: `the rooms were checked over ${all - unread.length} of ${all} files, and not over this one`,
  cure: 'see that @swc/core is installed beside dependency-cruiser: without it TypeScript is not read',
})

function toFault(violation: Violation, comment: string, text: (file: string) => string): Fault {
  const { from, to, unresolvedTo = to, rule, cycle } = violation
  // A part of Node is named without its `node:`.
  const named = [unresolvedTo, `node:${unresolvedTo}`].map((name) => `'${name}'`)
  const at = text(from)
    .split('\n')
    .findIndex((line) => named.some((name) => line.includes(name)))
  const ring = cycle ? `, round by ${cycle.map((member) => member.name).join(', ')}` : ''
  return {
    file: from,
    line: Math.max(at, 0) + 1,
    rule: rule.name,
    what: `imports ${to}${ring}`,
    cure: `Take the import out: ${comment.replace(/\.$/, '')}`,
  }
}

/** Every TypeScript file under `src`, relative to the root, with forward slashes. */
const sourceFiles = (root: string): readonly string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .sort()

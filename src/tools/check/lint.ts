import { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'
import type { Part } from './part.ts'
import { complaint, runTool } from './run-tool.ts'

const OXLINT = 'oxlint/bin/oxlint'

const diagnosticSchema = z.object({
  message: z.string(),
  code: z.string().default('unreadable'),
  help: z.string().optional(),
  filename: z.string(),
  labels: z.array(z.object({ span: z.object({ line: z.number().optional() }) })).default([]),
})
const reportSchema = z.object({ diagnostics: z.array(diagnosticSchema) })

/** The rules of `.oxlintrc.json`: mistakes, and files or functions that grew far beyond the style guide. */
export const lint: Part = {
  name: 'lint',
  async faults(root) {
    const said = await runTool(root, OXLINT, ['src', 'test', '--format', 'json'])
    if (!said.out.trimStart().startsWith('{')) throw new Error(complaint(said))
    return reportSchema.parse(JSON.parse(said.out)).diagnostics.map(toFault)
  },
}

/** Mends what can be mended without changing what the code does. */
export const mendLint = async (root: string): Promise<void> => {
  await runTool(root, OXLINT, ['src', 'test', '--fix'])
}

const toFault = (found: z.infer<typeof diagnosticSchema>): Fault => ({
  file: found.filename,
  line: found.labels[0]?.span.line ?? 1,
  rule: found.code.replace(/^\w+\((.+)\)$/, '$1'),
  what: withoutStop(found.message),
  cure: found.help === undefined ? 'see .oxlintrc.json for the rule' : withoutStop(found.help),
})

/** The report adds its own full stop. */
const withoutStop = (text: string): string => text.replace(/\s+/g, ' ').replace(/\.\s*$/, '')

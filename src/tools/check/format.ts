import type { Fault } from '../../domain/fault.ts'
import type { Part } from './part.ts'
import { complaint, runTool } from './run-tool.ts'

const PRETTIER = 'prettier/bin/prettier.cjs'
/** What people read and edit; build output and tables made by tools are in `.prettierignore`. */
const WHERE = [
  'src',
  'test',
  'dialogs',
  'locales',
  'deployment',
  '*.md',
  '*.json',
  '*.mjs',
  '.*.json',
  '.*.mjs',
]
const ALWAYS = ['--ignore-unknown', '--no-error-on-unmatched-pattern']

/** Every file looks the way prettier writes it, so that a change shows only what was changed. */
export const format: Part = {
  name: 'format',
  async faults(root) {
    const said = await runTool(root, PRETTIER, [...ALWAYS, '--list-different', ...WHERE])
    const faults = [...said.out.split('\n').flatMap(unformatted), ...said.err.split('\n').flatMap(unreadable)]
    if (said.code !== 0 && faults.length === 0) throw new Error(complaint(said))
    return faults
  },
}

/** Writes every file the way prettier likes it. What cannot be read stays as it is, and the check tells it. */
export const mendFormat = async (root: string): Promise<void> => {
  await runTool(root, PRETTIER, [...ALWAYS, '--write', '--log-level', 'silent', ...WHERE])
}

const unformatted = (line: string): Fault[] =>
  line === ''
    ? []
    : [
        {
          file: line,
          line: 1,
          rule: 'format',
          what: 'this file is not formatted',
          cure: 'run npm run check -- --fix',
        },
      ]

/** `[error] dialogs/who.yaml: SyntaxError: … (12:3)`; the lines that quote the source begin with a number or a bar. */
function unreadable(line: string): Fault[] {
  const found = /^\[error\] (?!.*No files matching)([^:|>]+\.\w+): (.+?)(?: \((\d+):\d+\))?$/.exec(line)
  if (!found) return []
  const what = `this file cannot be read: ${found[2]}`
  return [
    { file: found[1]!, line: Number(found[3] ?? 1), rule: 'unreadable', what, cure: 'look near this line' },
  ]
}

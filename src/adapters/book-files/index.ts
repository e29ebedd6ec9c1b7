import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'
import type { ActionPromise, Book, Everywhere, Flow, Step } from '../../engine/flow.ts'
import { everywhereSchema, flowSchema } from '../../engine/flow.ts'

import { faultsIn } from '../../engine/check.ts'
import type { Offered } from '../../engine/check.ts'

interface Source {
  readonly file: string
  readonly text: string
  readonly document: Document
  readonly lines: LineCounter
}

/**
 * Reads the flows in a folder, and everything that is wrong with them, each fault with its file and line. `book` is
 * there when they could at least be read; whoever starts refuses it when there are faults.
 */
export function bookFromFiles(
  folder: string,
  actions: Readonly<Record<string, ActionPromise>>,
  languages: readonly string[],
  offered: Offered,
): { readonly book?: Book; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => read(folder, file))
  const flows: Flow[] = []
  let everywhere: Everywhere | undefined
  for (const source of sources) {
    const isEverywhere = basename(source.file) === 'everywhere.yaml'
    const parsed = parse(source, isEverywhere ? everywhereSchema : flowSchema, faults)
    if (!parsed) continue
    if (isEverywhere) everywhere = parsed as Everywhere
    else flows.push(named(parsed as Flow, source, faults))
  }
  if (!everywhere) {
    faults.push({
      file: 'dialogs/everywhere.yaml',
      line: 1,
      rule: 'missing-file',
      what: 'everywhere.yaml could not be read',
      cure: 'add it: it says what is heard at every step',
    })
    return { faults }
  }
  const book: Book = {
    edition: editionOf(sources),
    everywhere,
    steps: Object.fromEntries(flows.flatMap(stepsOf)),
    purposes: Object.fromEntries(flows.map((flow) => [flow.flow, flow.purpose])),
    actions,
    languages,
  }
  if (faults.length > 0) return { book, faults }
  return { book, faults: faultsIn(book, offered).map((fault) => placed(fault, sources)) }
}

const stepsOf = (flow: Flow): readonly (readonly [string, Step])[] =>
  Object.entries(flow.steps).map(([name, step]) => [`${flow.flow}/${name}`, step] as const)

function read(folder: string, file: string): Source {
  const text = readFileSync(join(folder, file), 'utf8')
  const lines = new LineCounter()
  return { file: `dialogs/${file}`, text, lines, document: parseDocument(text, { lineCounter: lines }) }
}

function parse(source: Source, schema: z.ZodType, faults: Fault[]): unknown {
  for (const error of source.document.errors) {
    const line = source.lines.linePos(error.pos[0]).line
    const what = error.message.split('\n')[0] ?? 'this is not valid YAML'
    faults.push({
      file: source.file,
      line,
      rule: 'not-yaml',
      what,
      cure: 'look at the indentation and colons near here',
    })
  }
  if (source.document.errors.length > 0) return undefined
  const result = schema.safeParse(source.document.toJS())
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const path = issue.path.map(String)
    faults.push({
      file: source.file,
      line: lineOf(source, path),
      rule: 'wrong-shape',
      what: `${path.join('.') || 'the file'}: ${issue.message}`,
      cure: 'dialogs/README.md shows every kind of step and its fields',
    })
  }
  return undefined
}

/** A flow is named like its file, so that a target tells where to look. */
function named(flow: Flow, source: Source, faults: Fault[]): Flow {
  const name = basename(source.file, '.yaml')
  if (flow.flow !== name) {
    faults.push({
      file: source.file,
      line: lineOf(source, ['flow']),
      rule: 'wrong-name',
      what: `this flow is called ${flow.flow}`,
      cure: `call it ${name}, like its file`,
    })
  }
  return flow
}

function placed(fault: ReturnType<typeof faultsIn>[number], sources: readonly Source[]): Fault {
  const file = `dialogs/${fault.flow}.yaml`
  const source = sources.find((candidate) => candidate.file === file)
  const path = fault.flow === 'everywhere' ? fault.path : ['steps', ...fault.path]
  return {
    file,
    line: source ? lineOf(source, path) : 1,
    rule: fault.rule,
    what: fault.what,
    cure: fault.cure,
  }
}

/** The line of the deepest part of a path that is there. */
function lineOf(source: Source, path: readonly string[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = source.document.getIn(path.slice(0, depth), true) as
      { range?: readonly number[] } | undefined
    const start = node?.range?.[0]
    if (start !== undefined) return source.lines.linePos(start).line
  }
  return 1
}

const editionOf = (sources: readonly Source[]): string => {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(source.file).update(source.text)
  return hash.digest('hex').slice(0, 16)
}

import type { Book, Step, StepKey, Target } from '../../engine/flow.ts'
import { fullKey, isWaiting } from '../../engine/flow.ts'
import { entrances, transitions, transitionsFrom } from '../../engine/walk.ts'
import type { Words } from '../../ports/words.ts'

/** Where one way out of a step leads in the end: to a step of the same drawing, or somewhere that a small tag names. */
export type Lead =
  | { readonly kind: 'step'; readonly at: StepKey }
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'resume' | 'return' | 'change' | 'end' }

/** One way out: everything that can be said to go there, in words. */
export interface Exit {
  readonly labels: readonly string[]
  readonly lead: Lead
  /** What happens on the way: everything is forgotten, or another flow is visited first. */
  readonly first?: { readonly kind: 'forget' } | { readonly kind: 'visit'; readonly flow: string }
}

/** One step, in words that a lay reader can follow. */
export interface Box {
  readonly at: StepKey
  readonly shape: 'say' | 'question' | 'action'
  readonly text: string
  /** What TypeScript draws there besides, for example the services. */
  readonly shows?: string
  readonly exits: readonly Exit[]
  /** The other flows that lead here, and "start" or "danger" where people enter from anywhere. */
  readonly from: readonly string[]
}

/** The steps of one flow, in the order of its file, each in words of one language. */
export function boxesOf(book: Book, words: Words, flow: string, language: string): readonly Box[] {
  const say = (key: string): string | undefined =>
    words.text(language, key)?.replace(/\{\{\s*(\w+)[^}]*\}\}/g, '($1)')
  return Object.entries(book.steps)
    .filter(([at]) => at.startsWith(`${flow}/`))
    .map(([at, step]) => boxOf(book, at, step, say))
}

type Say = (key: string) => string | undefined

function boxOf(book: Book, at: StepKey, step: Step, say: Say): Box {
  const [flow, name] = at.split('/') as [string, string]
  const shape = step.kind === 'say' ? 'say' : step.kind === 'do' ? 'action' : 'question'
  const own =
    step.kind === 'do' ? plainly(step.do) : say(`${flow}:${name}.${step.kind === 'say' ? 'say' : 'ask'}`)
  const shows = 'show' in step ? step.show : undefined
  return {
    at,
    shape,
    text: own ?? plainly(name),
    ...(shows !== undefined && { shows: plainly(shows).toLowerCase() }),
    exits: exitsOf(book, at, step, say),
    from: entersFrom(book, at),
  }
}

/** The ways out, with everything that leads to the same place told together. */
function exitsOf(book: Book, at: StepKey, step: Step, say: Say): readonly Exit[] {
  const found = new Map<string, Exit & { readonly labels: string[] }>()
  // What most people do comes first: `then` stands last in a step's own order.
  const arrows = transitionsFrom(book, at).toSorted(
    (a, b) => Number(b.by === 'then') - Number(a.by === 'then'),
  )
  for (const arrow of arrows) {
    const way = wayOf(at, targetAt(step, arrow.path))
    const key = JSON.stringify(way)
    const exit = found.get(key) ?? { labels: [], ...way }
    exit.labels.push(...labelsOf(at, step, arrow.by, say))
    found.set(key, exit)
  }
  return [...found.values()]
}

const targetAt = (step: Step, path: readonly string[]): Target =>
  path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], step) as Target

function wayOf(at: StepKey, target: Target): Omit<Exit, 'labels'> {
  if (typeof target === 'string') return { lead: leadOf(at, target) }
  if ('forget' in target) return { lead: leadOf(at, target.forget), first: { kind: 'forget' } }
  const visited = fullKey(at, 'visit' in target ? target.visit : target.through)
  return { lead: leadOf(at, target.then), first: { kind: 'visit', flow: flowOf(visited) } }
}

function leadOf(at: StepKey, address: string): Lead {
  const to = fullKey(at, address)
  if (to === 'resume' || to === 'return' || to === 'change' || to === 'end') return { kind: to }
  return flowOf(to) === flowOf(at) ? { kind: 'step', at: to } : { kind: 'flow', flow: flowOf(to) }
}

const flowOf = (at: StepKey): string => at.slice(0, at.indexOf('/'))

function labelsOf(at: StepKey, step: Step, by: string, say: Say): readonly string[] {
  const [flow, name] = at.split('/') as [string, string]
  const label = (id: string): string =>
    (isWaiting(step) && step.labels !== undefined ? say(`${step.labels}:${id}`) : undefined) ??
    say(`${flow}:${name}.options.${id}`) ??
    plainly(id)
  if (step.kind === 'say') return []
  if (step.kind === 'do') return [plainly(by)]
  if (by !== 'then') return [label(by)]
  if (step.kind === 'choices') {
    return step.options.filter((option) => !(option in (step.on ?? {}))).map(label)
  }
  return [step.kind === 'text' ? 'They write an answer' : 'They pick from the list']
}

function entersFrom(book: Book, at: StepKey): readonly string[] {
  const flow = flowOf(at)
  const others = transitions(book)
    .filter((arrow) => arrow.to === at || arrow.returns === at)
    .map((arrow) => flowOf(arrow.from))
    .filter((from) => from !== flow)
  const anywhere = entrances(book).includes(at)
    ? [at === book.everywhere.start ? 'the beginning' : 'anywhere']
    : []
  return [...new Set([...anywhere, ...others.map(plainly)])]
}

/** An id as words: `find-services` is "Find services". */
export const plainly = (id: string): string => {
  const words = id.replace(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

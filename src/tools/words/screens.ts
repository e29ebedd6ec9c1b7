import type { Book, Step, WaitingStep } from '../../engine/flow.ts'
import { fullKey, isWaiting } from '../../engine/flow.ts'
import { optionsOf } from '../../conversation/needed-words.ts'
import type { TextFile, Texts } from '../check/texts.ts'

/** What one person reads together: what is said on the way to a step, its question and its answers. */
export interface Shown {
  /** The flow, and the step whose words come first. */
  readonly flow: string
  readonly step: string
  readonly surface: Surface
  /** Who is spoken to, where the words know it: `other`, `young` ... */
  readonly voice: string
  /** Sentences to be read, a paragraph a line: said, asked and hinted at. */
  readonly running: string
  /** What is said, and the question with its hint and its numbered answers: the parts that a text message is cut at. */
  readonly said: readonly string[]
  readonly asked: string
  readonly options: readonly string[]
}

export type Surface = 'web' | 'chat' | 'sms'
const SURFACES: readonly Surface[] = ['web', 'chat', 'sms']

/** Every screen of the flows in a language, once for each way in which it reads. Views are drawn from other words. */
export function shownIn(book: Book, texts: Texts, language: string): readonly Shown[] {
  const found = new Map<string, Shown>()
  for (const key of Object.keys(book.steps)) {
    const chain = chainFrom(book, key)
    const voices = ['', ...chain.flatMap((at) => voicesOf(texts, language, at))]
    for (const voice of new Set(voices))
      for (const surface of SURFACES) {
        const shown = drawn(book, chain, { texts, language, voice, surface })
        const words = JSON.stringify([shown.running, shown.options, surface === 'sms'])
        if (shown.running !== '' && !found.has(`${key} ${words}`)) found.set(`${key} ${words}`, shown)
      }
  }
  return [...found.values(), ...recordsIn(texts, language)]
}

/** What a person must know at once about a crime: each record is read as a whole (`views/urgent.ts`). */
const RECORDS = 'urgent'

function recordsIn(texts: Texts, language: string): readonly Shown[] {
  const file = texts[language]?.[RECORDS]?.texts ?? {}
  const names = new Set(Object.keys(file).map((key) => key.split('.')[0] ?? ''))
  return [...names]
    .filter((name) => file[`${name}.say`] !== undefined)
    .flatMap((name) => {
      const voices = Object.keys(file).flatMap((key) =>
        key.startsWith(`${name}.`) ? (/_([a-z]+)$/.exec(key)?.[1] ?? []) : [],
      )
      return [...new Set(['', ...voices])].map((voice): Shown => {
        const part = (key: string): string | undefined =>
          (voice === '' ? undefined : file[`${name}.${key}_${voice}`]) ?? file[`${name}.${key}`]
        const said = ['say', 'more'].flatMap((key) => paragraphs(part(key)))
        return {
          flow: RECORDS,
          step: name,
          surface: 'web',
          voice,
          running: said.join('\n'),
          said,
          asked: '',
          options: [],
        }
      })
    })
}

/** The steps said on the way from a step to the next question, that included. */
function chainFrom(book: Book, start: string): readonly string[] {
  const chain: string[] = []
  let at: string | undefined = start
  while (at !== undefined && !chain.includes(at)) {
    const step: Step | undefined = book.steps[at]
    if (!step || step.kind === 'do') break
    chain.push(at)
    at = step.kind === 'say' && typeof step.then === 'string' ? fullKey(at, step.then) : undefined
  }
  return chain
}

/** The voices that the words of a step know. */
function voicesOf(texts: Texts, language: string, at: string): readonly string[] {
  const [file, name] = fileOf(texts, language, at)
  return Object.keys(file.texts)
    .filter((key) => key.startsWith(`${name}.`))
    .flatMap((key) => /_([a-z_]+)/.exec(key)?.[1] ?? [])
    .map((suffix) => suffix.replace(/_?(sms|chat)$/, ''))
    .filter((voice) => voice !== '')
}

/** In which words, to whom and where. */
interface Reader {
  readonly texts: Texts
  readonly language: string
  readonly voice: string
  readonly surface: Surface
}

function drawn(book: Book, chain: readonly string[], reader: Reader): Shown {
  const [flow = '', step = ''] = (chain[0] ?? '/').split('/')
  const last = chain.at(-1) ?? ''
  const asking = book.steps[last]
  const isAsked = asking !== undefined && isWaiting(asking)
  const says = chain.flatMap((at) => paragraphs(find(reader, at, 'say')))
  const asks = isAsked ? ['ask', 'hint'].flatMap((part) => paragraphs(find(reader, last, part))) : []
  const options = isAsked ? optionsOf(asking).map((id) => labelOf(reader, last, asking, id)) : []
  return {
    flow,
    step,
    surface: reader.surface,
    voice: reader.voice,
    running: [...says, ...asks].join('\n'),
    said: says,
    asked: [...asks, ...options.map((label, index) => `${index + 1}. ${label}`)].join('\n'),
    options,
  }
}

function labelOf(reader: Reader, at: string, step: WaitingStep, id: string): string {
  const table = step.labels === undefined ? undefined : reader.texts[reader.language]?.[step.labels]?.texts
  const ofTable = suffixesOf(reader).map((suffix) => table?.[`${id}${suffix}`])
  return ofTable.find((label) => label !== undefined) ?? find(reader, at, 'options', id) ?? ''
}

/** The words for a part of a step, the most telling variant first, as `conversation/scene.ts` looks them up. */
function find(reader: Reader, at: string, part: string, option?: string): string | undefined {
  const [file, name] = fileOf(reader.texts, reader.language, at)
  const keys = suffixesOf(reader).flatMap((suffix) =>
    option === undefined
      ? [`${name}.${part}${suffix}`]
      : [`${name}.${part}${suffix}.${option}`, `${name}.${part}.${option}${suffix}`],
  )
  return keys.map((key) => file.texts[key]).find((text) => text !== undefined)
}

/** What a key may end in for this reader, the most telling first. */
function suffixesOf({ voice, surface }: Reader): readonly string[] {
  const ofSurface = voice === '' ? [`_${surface}`] : [`_${voice}_${surface}`, `_${surface}`]
  return [...(surface === 'web' ? [] : ofSurface), ...(voice === '' ? [] : [`_${voice}`]), '']
}

function fileOf(texts: Texts, language: string, at: string): readonly [TextFile, string] {
  const [flow = '', name = ''] = at.split('/')
  return [texts[language]?.[flow] ?? { texts: {}, lines: {} }, name]
}

const paragraphs = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.split('\n')

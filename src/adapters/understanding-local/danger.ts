import { DANGER_KINDS } from '../../domain/danger.ts'
import { NOTHING_HEARD } from '../../domain/danger.ts'
import type { Danger, DangerKind, HeardDanger } from '../../domain/danger.ts'
import { finderOf, NEGATION, PAST, WALL } from './finder.ts'
import type { Found, Sought } from './finder.ts'
import { remembering } from './fold.ts'
import { hashOf } from './hash.ts'
import { pastEar } from './past.ts'
import type { Around } from './past.ts'
import type { Compile } from './pattern.ts'
import type { Read } from './reading.ts'
import { correctionOf } from './spelling.ts'
import type { Words } from './words.ts'

type Level = Danger['level']
interface Phrase {
  readonly kind: DangerKind
  readonly level: 'now' | 'ask'
  readonly sign: string
}

/** The danger phrases of one language, ready to be listened for. */
export interface DangerEar {
  readonly vocabulary: ReadonlySet<string>
  hear(read: Read): HeardDanger
}

/** Compiles the danger phrases of one language. */
export function dangerEar(words: Words, compile: Compile): DangerEar {
  const phrases = finderOf(DANGER_KINDS.flatMap((kind) => soughtOf(kind, words, compile)))
  const listenAround = pastEar(words, compile)
  const correct = correctionOf(phrases.vocabulary, words.reading.real)
  const carries = new Set(words.reading.carries)
  return {
    vocabulary: phrases.vocabulary,
    hear(read) {
      const corrected = read.words.map(remembering(correct))
      const found = phrases.find(corrected, read.marks)
      if (found.length === 0) return NOTHING_HEARD
      const around = listenAround(read)
      return strongest(found, (one) => levelOf(one, around, isNegated(read, one.start, carries)))
    },
  }
}

function soughtOf(kind: DangerKind, words: Words, compile: Compile): Sought<Phrase>[] {
  const { now, ask } = words.danger[kind]
  return [
    ...now.map((one) => ({
      pattern: compile(one),
      meaning: { kind, level: 'now' as const, sign: signOf(kind, one) },
      walls: WALL | NEGATION | PAST,
    })),
    ...ask.map((one) => ({
      pattern: compile(one),
      meaning: { kind, level: 'ask' as const, sign: signOf(kind, one) },
      walls: WALL | NEGATION,
    })),
  ]
}

/**
 * What a phrase is worth where it stands. Denied, long past or in a story it counts one step less; over for now, it is
 * asked about. Somebody who speaks of suicide is still asked, because past attempts and denials are how people begin to
 * say it.
 */
function levelOf(found: Found<Phrase>, around: Around, isDenied: boolean): Level {
  const { kind, level } = found.meaning
  const isTold = around.isStory(found)
  const past = around.pastOf(found)
  if (kind === 'suicide' && !isTold) return level === 'now' && (isDenied || past === 'long') ? 'ask' : level
  const steps = Number(isDenied) + Number(isTold) + Number(past === 'long')
  if (level === 'ask') return steps === 0 ? 'ask' : 'none'
  if (steps === 0) return past === 'recent' ? 'ask' : 'now'
  return steps === 1 ? 'ask' : 'none'
}

/** A negation right before, or reaching through words such as "going to". */
function isNegated({ words, marks }: Read, start: number, carries: ReadonlySet<string>): boolean {
  let at = start - 1
  while (at > 0 && carries.has(words[at] ?? '')) at--
  return ((marks[at] ?? 0) & NEGATION) !== 0
}

/** A short id of a pattern, the same at every start. */
const signOf = (kind: DangerKind, pattern: string): string => hashOf(`${kind} ${pattern}`).toString(36)

function strongest(found: readonly Found<Phrase>[], levelOf: (one: Found<Phrase>) => Level): HeardDanger {
  const heard = found
    .map((one) => ({ ...one.meaning, level: levelOf(one) }))
    .filter(({ level }) => level !== 'none')
  const level = heard.some((one) => one.level === 'now') ? 'now' : heard.length > 0 ? 'ask' : 'none'
  return {
    level,
    kinds: DANGER_KINDS.filter((kind) => heard.some((one) => one.kind === kind)),
    signs: [...new Set(heard.map(({ sign }) => sign))],
  }
}

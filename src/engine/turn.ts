import { HINT } from '../domain/danger.ts'
import type { HeardDanger } from '../domain/danger.ts'
import { problemWith } from '../domain/checks.ts'
import { answerTo, own } from './answer.ts'
import type { Book, PressedWord, StepKey, Target, WaitingStep } from './flow.ts'
import { fullKey, isWaiting } from './flow.ts'
import type { Heard } from './heard.ts'
import { changeTo, goBack, interrupt, resume, wiped } from './moves.ts'
import type { Entry, Place } from './place.ts'
import { allEntries, wayOut } from './place.ts'
import { remembered } from './replay.ts'

/** Something to tell the person besides the question: which note, never which words. */
export type Note =
  | 'not-understood'
  | 'nothing-before'
  | 'already-sent'
  | 'flow-changed'
  | `invalid:${string}`
  /** A language was noticed or asked for, BCP 47. */
  | `language:${string}`

/**
 * One turn. When `call` is there, the shell runs that action and hands its outcome back in. When `forget` is there,
 * the shell forgets the conversation. What is said and asked follows from the place alone (`standing.ts`).
 */
export interface Turn {
  readonly place: Place
  readonly call?: { readonly action: string; readonly at: StepKey; readonly to?: string }
  readonly note?: Note
  readonly over: boolean
  readonly forget: boolean
}

/**
 * Takes one message. Pure: the same book, place and message give the same turn. Throws only for a bug: a place that
 * the book does not know (the shell mends places first, `mend.ts`).
 */
export function turn(book: Book, place: Place, heard: Heard): Turn {
  const { part: _shown, ...afresh } = place
  const isMore = heard.kind === 'everywhere' && heard.word === 'more'
  return take(book, isMore ? place : afresh, heard)
}

function take(book: Book, place: Place, heard: Heard): Turn {
  if (heard.kind === 'danger') return arrive(book, endangered(book, place, heard.danger))
  if ('danger' in heard && heard.danger && heard.danger.level !== 'none') {
    const { danger, ...rest } = heard
    if (isAskedAlready(book, place, danger)) return plain(book, place, rest)
    const taken = mayKeep(book, place, rest) ? takeAnswer(book, place, rest) : undefined
    return arrive(book, endangered(book, taken ?? place, danger))
  }
  return plain(book, place, heard)
}

/** The same thing said again is not asked about again; said in another way, or worse, it is. */
function isAskedAlready(book: Book, place: Place, { level, signs }: HeardDanger): boolean {
  const isAnswered = (): boolean =>
    allEntries(place).some(({ kind, at }) => kind === 'asked' && book.everywhere.guards.danger.includes(at))
  return (
    level === 'ask' &&
    signs.length > 0 &&
    signs.every((sign) => place.asked?.includes(sign) === true || (sign === HINT && isAnswered()))
  )
}

/** A cry for help typed where a name is asked is not a name: only an account of what happened may hold it. */
const mayKeep = (book: Book, place: Place, heard: Heard): boolean => {
  const step = book.steps[place.at]
  return heard.kind !== 'typed' || (step?.kind === 'text' && ['own-words', 'account'].includes(step.check))
}

function plain(book: Book, place: Place, heard: Exclude<Heard, { kind: 'danger' }>): Turn {
  switch (heard.kind) {
    case 'begin':
      return arrive(book, place)
    case 'everywhere':
      return everywhere(book, place, heard.word)
    case 'language':
      return book.languages.includes(heard.language)
        ? arrive(book, { ...resume(place, place.at), language: heard.language })
        : rest({ ...place, noticed: heard.language }, `language:${heard.language}`)
    case 'change': {
      const changed = changeTo(book, place, heard.at)
      return typeof changed === 'string' ? rest(place, changed) : arrive(book, changed)
    }
    case 'outcome':
      return routeOutcome(book, place, heard)
    default:
      return hearAnswer(book, place, heard)
  }
}

function hearAnswer(book: Book, place: Place, heard: Extract<Heard, { kind: 'chosen' | 'typed' }>): Turn {
  const step = waitingStep(book, place)
  const problem =
    heard.kind === 'typed' && step.kind === 'text' ? problemWith(step.check, heard.text) : undefined
  if (problem) return rest(place, `invalid:${problem}`)
  if (step.kind === 'pick' && step.then === 'change' && heard.kind === 'chosen') {
    const [at] = heard.options
    if (at !== undefined && !own(step.options, at)) return plain(book, place, { kind: 'change', at })
  }
  const taken = takeAnswer(book, place, heard)
  return taken ? arrive(book, taken) : rest(place, 'not-understood')
}

function everywhere(book: Book, place: Place, word: PressedWord): Turn {
  const rule = book.everywhere
  switch (word) {
    case 'back': {
      const moved = goBack(book, place)
      return typeof moved === 'string' ? rest(place, moved) : arrive(book, moved)
    }
    case 'leave':
      return { ...arrive(book, wiped(book, place, rule.leave.forget)), forget: true }
    case 'start-again':
      return arrive(book, wiped(book, place, rule['start-again'].forget))
    case 'more':
      return rest({ ...place, part: (place.part ?? 0) + 1 })
    default:
      return arrive(book, interrupt(place, rule[word].visit, place.at))
  }
}

function endangered(book: Book, place: Place, { signs, ...danger }: HeardDanger): Place {
  const to = danger.level === 'now' ? book.everywhere.danger.now : book.everywhere.danger.ask
  const asked = [...new Set([...(place.asked ?? []), ...signs])]
  return { ...interrupt(place, to, place.at, { danger }), asked }
}

function routeOutcome(book: Book, place: Place, heard: Extract<Heard, { kind: 'outcome' }>): Turn {
  const step = book.steps[place.at]
  if (step?.kind !== 'do') throw new Error(`no action stands at ${place.at}`)
  const target = own(step.outcomes, heard.outcome)
  if (target === undefined) throw new Error(`${place.at} does not route "${heard.outcome}"`)
  const done: Entry = {
    kind: 'done',
    at: place.at,
    outcome: heard.outcome,
    ...(heard.found && { found: heard.found }),
  }
  return arrive(book, follow(book, { ...place, trail: [...place.trail, done] }, target))
}

/** The place after an answer, or nothing when the step cannot take it. */
function takeAnswer(book: Book, place: Place, heard: Heard): Place | undefined {
  const step = book.steps[place.at]
  if (!isWaiting(step)) return undefined
  const answer = answerTo(step, place, heard)
  if (!answer) return undefined
  const entry: Entry = { kind: 'asked', at: place.at, heard: answer.heard, by: answer.by }
  return follow(book, remembered.note(book, place, entry), answer.then)
}

/** Goes where a target says. */
function follow(book: Book, place: Place, target: Target): Place {
  const { at, trail } = place
  if (typeof target !== 'string') {
    if ('forget' in target) return wiped(book, place, fullKey(at, target.forget))
    const then = fullKey(at, target.then)
    if ('visit' in target) return interrupt(place, fullKey(at, target.visit), then)
    return { ...place, at: fullKey(at, target.through), trail: [...trail, { kind: 'went', at, then }] }
  }
  const to = fullKey(at, target)
  if (to === 'resume') return resume(place, book.everywhere.start)
  if (to === 'return') {
    return {
      ...place,
      at: wayOut(place) ?? book.everywhere.start,
      trail: [...trail, { kind: 'returned', at }],
    }
  }
  return { ...place, at: to }
}

/** Walks over what needs no answer until a question, an action or the end. */
function arrive(book: Book, from: Place): Turn {
  let place = from
  for (let steps = 0; steps < 200; steps += 1) {
    if (place.at === 'end') return { place, over: true, forget: false }
    const step = book.steps[place.at]
    if (step === undefined) throw new Error(`there is no step ${place.at}`)
    if (step.kind === 'do') {
      const call = { action: step.do, at: place.at, ...(step.to !== undefined && { to: step.to }) }
      return { place, call, over: false, forget: false }
    }
    if (step.kind === 'say') {
      place = follow(book, { ...place, trail: [...place.trail, { kind: 'said', at: place.at }] }, step.then)
      continue
    }
    const old = remembered.answer(step, place)
    const answer = old && answerTo(step, place, old)
    if (!answer) return rest(remembered.settle(step, place))
    const entry: Entry = { kind: 'asked', at: place.at, heard: answer.heard, by: answer.by }
    place = follow(book, { ...remembered.used(place, place.at), trail: [...place.trail, entry] }, answer.then)
  }
  throw new Error(`the flow never stops after ${from.at}`)
}

const rest = (place: Place, note?: Note): Turn => ({
  place,
  over: false,
  forget: false,
  ...(note && { note }),
})

function waitingStep(book: Book, place: Place): WaitingStep {
  const step = book.steps[place.at]
  if (!isWaiting(step)) throw new Error(`${place.at} does not wait for an answer`)
  return step
}

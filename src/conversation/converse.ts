import type { Asking } from '../actions/action.ts'
import type { Channel } from '../domain/channel.ts'
import type { HeardDanger } from '../domain/danger.ts'
import type { Book } from '../engine/flow.ts'
import { isWaiting } from '../engine/flow.ts'
import { hear } from '../engine/hear.ts'
import type { Ear } from '../engine/hear.ts'
import type { Heard } from '../engine/heard.ts'
import { mend } from '../engine/mend.ts'
import { USE } from '../engine/noticed.ts'
import type { Place } from '../engine/place.ts'
import { allEntries, answersOn, foundOn, newPlace } from '../engine/place.ts'
import { standing } from '../engine/standing.ts'
import type { Note, Turn } from '../engine/turn.ts'
import { turn } from '../engine/turn.ts'
import { drawScreen } from './draw-screen.ts'
import { firstLanguage, noticing } from './languages.ts'
import type { Message, Reply, Setting } from './message.ts'
import type { Keeper } from './keeper.ts'
import { keeperOf } from './keeper.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Screen } from './screen.ts'
import { askedFirst } from './views/told.ts'

export type { Message, Reply, Setting } from './message.ts'

/** The longest message that is read, in characters; a longer one is answered calmly and not kept. */
export const LONGEST_MESSAGE = 4000

/** The first screen, before anyone said anything: nothing is kept for it. */
export const openingScreen = (
  setting: Setting,
  channel: Channel,
  language = firstLanguage(setting),
): Screen =>
  drawScreen(setting, turn(setting.book, newPlace(setting.book, language), { kind: 'begin' }).place, channel)

/**
 * Takes one message and answers it: load, hear, turn, act, keep, draw. A message that met a newer one of the same
 * person is taken again from where they now are; nothing is done twice, because what was already answered has a
 * newer version.
 */
export const converse = (setting: Setting, message: Message): Promise<Reply> =>
  oneAtATime(message.conversation, () => answer(setting, message))

async function answer(setting: Setting, message: Message): Promise<Reply> {
  const started = performance.now()
  for (let tries = 0; tries < 3; tries += 1) {
    const kept = await setting.conversations.load(message.conversation)
    const keeper = keeperOf(setting, message, kept?.version ?? 0)
    const opened = open(setting, kept?.place as Place | undefined, message)
    const isBegun = setting.book.steps[opened.place.at]?.kind === 'do'
    const isOld = message.version !== undefined && message.version !== keeper.version()
    if (!isBegun && (isOld || message.said.kind === 'open')) {
      return reply(setting, message, opened.place, keeper.version(), opened.note)
    }
    const heard = isBegun
      ? turn(setting.book, opened.place, { kind: 'begin' })
      : await take(setting, message, opened.place)
    const acted = await act(setting, message, heard, keeper)
    if (acted === 'stale') continue
    const taken = welcomed(kept === undefined, message, acted)
    const place = taken.place
    if (taken.forget || place.at === 'end') {
      await setting.conversations.forget(message.conversation)
      trace(setting, message, place, started)
      return { ...reply(setting, message, place, 0, taken.note), forgotten: true }
    }
    if ((await keeper.keep(place)) === 'saved') {
      trace(setting, message, place, started)
      return reply(setting, message, place, keeper.version(), taken.note)
    }
  }
  throw new Error('a conversation kept changing while it was answered')
}

/** The place to go on from: the kept one, mended if the flows changed, or a new one. */
function open(
  setting: Setting,
  kept: Place | undefined,
  message: Message,
): { readonly place: Place; readonly note?: Note } {
  const { book } = setting
  if (!kept)
    return {
      place: turn(book, newPlace(book, message.language ?? firstLanguage(setting)), { kind: 'begin' }).place,
    }
  const mended = mend(book, kept)
  return mended.moved
    ? { place: turn(book, mended.place, { kind: 'begin' }).place, note: 'flow-changed' }
    : { place: mended.place }
}

async function take(setting: Setting, message: Message, place: Place): Promise<Turn> {
  const { said } = message
  if (said.kind !== 'typed') return turn(setting.book, place, pressed(said))
  const text = clean(said.text)
  const listened = isSentence(text)
    ? await setting.understanding.listen(text)
    : { danger: setting.understanding.danger(text) }
  const heard = heardIn(setting, message, place, text, listened.danger)
  if (heard === 'too-long') return { place, over: false, forget: false, note: 'invalid:too-long' }
  return noticing(turn(setting.book, place, heard), place, listened.language)
}

/** From so many words on a message says something of its own, whatever is asked; a name, a place or a yes does not. */
const FEWEST_WORDS = 4
const isSentence = (text: string): boolean => text.split(/\s+/).length >= FEWEST_WORDS

/** "Hi" as the first words of all is a greeting, not a wrong answer: they simply see the first question. */
function welcomed(isFirst: boolean, message: Message, taken: Turn): Turn {
  if (!isFirst || message.said.kind !== 'typed' || taken.note !== 'not-understood') return taken
  const { note: _said, ...quiet } = taken
  return quiet
}

/** What was pressed and not typed. */
function pressed(said: Exclude<Message['said'], { readonly kind: 'typed' }>): Heard {
  switch (said.kind) {
    case 'open':
      return { kind: 'begin' }
    case 'everywhere':
      return { kind: 'everywhere', word: said.word }
    case 'change':
      return { kind: 'change', at: said.at }
    case 'language':
      return { kind: 'language', language: said.language }
    case 'chosen':
      return { kind: 'chosen', options: said.options }
  }
}

/** Makes sense of typed words. Danger in them comes first, whatever else they say. */
function heardIn(
  setting: Setting,
  message: Message,
  place: Place,
  text: string,
  danger: HeardDanger,
): Heard | 'too-long' {
  if (text.length > LONGEST_MESSAGE) return danger.level === 'none' ? 'too-long' : { kind: 'danger', danger }
  const heard = hearTyped(setting, message, place, text)
  // "Help" alone asks for people, and the menu it opens begins with 999.
  const isAnswered = heard.kind === 'everywhere' && danger.level === 'ask'
  if (danger.level === 'none' || isAnswered) return heard
  return heard.kind === 'typed' || heard.kind === 'chosen' ? { ...heard, danger } : { kind: 'danger', danger }
}

/** Control and direction marks can hide words from people and from us; line breaks stay. */
const clean = (text: string): string =>
  text
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()

/** "Yes" takes what was offered back. */
const spokenAs = (option: string): string => (option === USE ? 'yes' : option)

function hearTyped(setting: Setting, message: Message, place: Place, text: string): Heard {
  const { ask } = standing(setting.book, place)
  const screen = drawScreen(setting, place, message.channel)
  const names: Record<string, readonly string[]> = {}
  for (const option of [...(screen.question?.items ?? []), ...(screen.question?.options ?? [])]) {
    const spoken = [...new Set([place.language, screen.speaks ?? place.language])]
    names[option.id] = [
      option.label,
      ...spoken.flatMap((language) => setting.words.synonyms(language, spokenAs(option.id))),
    ]
  }
  const ear: Ear = { everywhere: setting.words.everywhere(), languages: setting.words.languageNames(), names }
  const step = setting.book.steps[place.at]
  const heard = hear(text, ask, ear, step?.kind === 'choice' && step.agreement !== undefined)
  // "English" is the answer where a language is asked; it changes nothing that is English already.
  const isAnswer = heard.kind === 'language' && heard.language === place.language && ask?.kind === 'text'
  return isAnswer ? { kind: 'typed', text } : heard
}

/**
 * Runs actions until a person is needed. The only place beside the engine that waits for the outside world. Before an
 * action that lasts, the place is kept: after a crash in the middle the same thing is done again, with the same
 * reference, secret and content, and nothing can be changed in between.
 */
async function act(setting: Setting, message: Message, first: Turn, keeper: Keeper): Promise<Turn | 'stale'> {
  let current = first
  for (let count = 0; current.call && count < 30; count += 1) {
    const { action: name, to } = current.call
    const action = setting.actions[name]
    if (!action) throw new Error(`there is no action ${name}`)
    if (action.lasting === true && (await keeper.keep(current.place)) === 'stale') return 'stale'
    const started = performance.now()
    const done = await action.run(asking(setting, message, current.place, to), setting)
    setting.trace.action({ name, outcome: done.outcome, milliseconds: performance.now() - started })
    const { note } = current
    current = turn(setting.book, current.place, { kind: 'outcome', ...done })
    if (note && !current.note) current = { ...current, note }
  }
  return current
}

function asking(setting: Setting, message: Message, place: Place, to: string | undefined): Asking {
  const entries = allEntries(place)
  return {
    answers: answersOn(setting.book, place),
    found: foundOn(place),
    language: place.language,
    channel: message.channel,
    asked: entries.filter((entry) => entry.kind === 'asked').map((entry) => entry.at),
    askedFirst: askedFirst({ book: setting.book, place }),
    agreed: agreedOn(setting.book, place),
    wording: setting.wording,
    ...(to !== undefined && { to }),
  }
}

/** What was answered to the agreement for each recipient; only the very last answer counts. */
function agreedOn(book: Book, place: Place): Readonly<Record<string, unknown>> {
  const last = place.trail.findLast((entry) => entry.kind === 'asked')
  const step = last && book.steps[last.at]
  if (!isWaiting(step) || step.kind !== 'choice' || step.agreement === undefined || last?.kind !== 'asked')
    return {}
  return { [step.agreement]: last.heard }
}

const reply = (setting: Setting, message: Message, place: Place, version: number, note?: Note): Reply => ({
  screen: drawScreen(setting, place, message.channel, note),
  version,
  forgotten: false,
})

const trace = (setting: Setting, message: Message, place: Place, started: number): void =>
  setting.trace.turn({
    step: place.at,
    channel: message.channel,
    language: place.language,
    milliseconds: performance.now() - started,
  })

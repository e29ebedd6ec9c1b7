import type { Channel } from '../domain/channel.ts'
import type { HeardDanger } from '../domain/danger.ts'
import type { Heard } from '../engine/heard.ts'
import { mend } from '../engine/mend.ts'
import type { Place } from '../engine/place.ts'
import { newPlace } from '../engine/place.ts'
import type { Note, Turn } from '../engine/turn.ts'
import { turn } from '../engine/turn.ts'
import { act } from './act.ts'
import { unlessUnseen } from './agreement.ts'
import { drawScreen } from './draw-screen.ts'
import { clean, heardIn, pressedBeside } from './heard-words.ts'
import { answerHidden, isHiddenWord } from './hidden-word.ts'
import { firstLanguage, languageOfWord, noticing } from './languages.ts'
import { keptLayout, laidOut } from './layout.ts'
import type { Message, Reply, Setting } from './message.ts'
import { forgetAll, forgetKept, keeperOf, keepOrShow } from './keeper.ts'
import { lastOf } from './quiet.ts'
import { unlessUnread, unshown } from './read-to-end.ts'
import type { Screen } from './screen.ts'
import { afterSilence } from './sleep.ts'

export { LONGEST_MESSAGE } from './heard-words.ts'
export type { Message, Reply, Setting } from './message.ts'

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
 * newer version. Rejects with `Busy` when the turn before it does not end.
 */
export const converse = (setting: Setting, message: Message): Promise<Reply> =>
  setting.turns.inTurn(message.conversation, () =>
    message.said.kind === 'typed' && isHiddenWord(setting.words, message.said.text)
      ? answerHidden(setting, message)
      : answer(setting, message),
  )

async function answer(setting: Setting, message: Message): Promise<Reply> {
  const started = performance.now()
  for (let tries = 0; tries < 3; tries += 1) {
    const kept = await setting.conversations.load(message.conversation)
    const keeper = keeperOf(setting, message, kept?.version ?? 0)
    const opened = open(setting, kept?.place as Place | undefined, message)
    const isBegun = setting.book.steps[opened.place.at]?.kind === 'do'
    const isOld = message.version !== undefined && message.version !== keeper.version()
    const danger = isOld ? dangerIn(setting, message) : undefined
    const isTooOld = isOld && !asksForHelp(setting, opened.place, message)
    if (!isBegun && !danger && !opened.isBack && (isTooOld || saysNothing(message))) {
      if ((await keptLayout(setting, keeper, opened.place, kept?.place as Place | undefined)) === 'stale')
        continue
      return reply(setting, message, opened.place, keeper.version(), opened.note)
    }
    const heard = isBegun
      ? turn(setting.book, opened.place, { kind: 'begin' })
      : danger
        ? turn(setting.book, opened.place, { kind: 'danger', danger })
        : seen(setting, message, opened.place, await take(setting, message, opened))
    const acted = await act(setting, message, { before: opened.place, heard, keeper })
    if (acted === 'stale') continue
    const taken = welcomed(opened, message, acted.turn)
    const place = taken.place
    if (taken.forget || place.at === 'end') {
      await forgetAll(setting, message)
      await forgetKept(setting, acted.ends)
      trace(setting, message, place, started)
      const last = lastOf(setting.book, opened.place, place, message.channel)
      return { ...reply(setting, message, last, 0, taken.note), forgotten: true }
    }
    const kind = place.paused.length > opened.place.paused.length ? 'interruption' : 'answer'
    if ((await keepOrShow(setting, keeper, place, kind)) !== 'stale') {
      await forgetKept(setting, acted.ends)
      trace(setting, message, place, started)
      return reply(setting, message, place, keeper.version(), taken.note)
    }
  }
  throw new Error('a conversation kept changing while it was answered')
}

/** They only look, or choose how to look: no turn is taken, so that it can be done on an older screen too. */
const saysNothing = ({ said }: Message): boolean => said.kind === 'open' || said.kind === 'layout'

/** People to talk to are there from an older screen too; pressed twice, they come once. */
const asksForHelp = ({ book }: Setting, { at }: Place, { said }: Message): boolean =>
  said.kind === 'everywhere' && said.word === 'help' && at !== book.everywhere.help.visit

/** Danger in words that were written on an older screen: they answer nothing any more, and are heard all the same. */
function dangerIn({ understanding }: Setting, { said }: Message): HeardDanger | undefined {
  if (said.kind !== 'typed') return undefined
  const danger = understanding.danger(clean(said.text))
  return danger.level === 'none' ? undefined : danger
}

/** What was agreed to must be what they saw, and all of it. */
const seen = (setting: Setting, message: Message, place: Place, taken: Turn): Turn =>
  unlessUnread(setting, message, place, unlessUnseen(setting, place, taken))

/** Where somebody stands who says something now. */
interface Opened {
  readonly place: Place
  readonly note?: Note
  /** The question was not there yet when they wrote: nothing that they say answers it. */
  readonly isUnasked?: true
  /** They come back after a long silence, and that is kept, whatever they say. */
  readonly isBack?: true
}

/** The place to go on from: the kept one, mended if the flows changed, or a new one; in the layout that was asked for. */
function open(setting: Setting, kept: Place | undefined, message: Message): Opened {
  const { book, clock } = setting
  const begun = (place: Place): Place => turn(book, laidOut(place, message), { kind: 'begin' }).place
  if (!kept) {
    const spoken = message.said.kind === 'typed' ? languageOfWord(setting, message.said.text) : undefined
    const language = message.language ?? spoken ?? firstLanguage(setting)
    return { place: begun(newPlace(book, language)), isUnasked: true }
  }
  const back = afterSilence(book, kept, message.channel, clock.now())
  if (back) return { place: back, isUnasked: true, isBack: true }
  const mended = mend(book, kept)
  return mended.moved
    ? { place: begun(mended.place), note: 'flow-changed' }
    : { place: laidOut(mended.place, message) }
}

async function take(setting: Setting, message: Message, { place, isUnasked }: Opened): Promise<Turn> {
  const { said } = message
  if (said.kind !== 'typed')
    return turn(setting.book, place, await pressedBeside(setting, said, message.unsent ?? ''))
  const { heard, language } = await heardIn(setting, message, place, said.text)
  if (typeof heard === 'string') return { place, over: false, forget: false, note: `invalid:${heard}` }
  if (isUnasked && isAnswerUnasked(message, heard)) return { place, over: false, forget: false }
  const next = isUnasked ? undefined : unshown(setting, message, place, heard)
  if (next) return next
  return noticing(turn(setting.book, place, heard), place, language)
}

/**
 * Texting has no greeting, so the first text answers no question: whoever has a number that was somebody else's before
 * must not say "only mine" with a "1" that was meant for another.
 */
const isAnswerUnasked = ({ channel }: Message, heard: Heard): boolean =>
  channel === 'sms' && heard.kind === 'chosen' && heard.danger === undefined

/** "Hi" as the first words of all is a greeting, not a wrong answer: they simply see the first question. */
function welcomed({ isUnasked }: Opened, message: Message, taken: Turn): Turn {
  if (!isUnasked || message.said.kind !== 'typed' || taken.note !== 'not-understood') return taken
  const { note: _said, ...quiet } = taken
  return quiet
}

const reply = (setting: Setting, message: Message, place: Place, version: number, note?: Note): Reply => ({
  screen: drawScreen(setting, place, message.channel, note),
  version,
  forgotten: false,
  // An answer that was not taken is told of with the question; how far they had read stays with the place.
  ...(place.part !== undefined && note === undefined && { part: place.part }),
})

const trace = (setting: Setting, message: Message, place: Place, started: number): void =>
  setting.trace.turn({
    step: place.at,
    channel: message.channel,
    language: place.language,
    milliseconds: performance.now() - started,
  })

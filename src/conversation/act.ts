import type { Action, Asking, Done } from '../actions/action.ts'
import type { Here } from '../actions/here.ts'
import { before as beforeAction, toCarry } from '../engine/carry.ts'
import type { Book } from '../engine/flow.ts'
import { isWaiting } from '../engine/flow.ts'
import { mend } from '../engine/mend.ts'
import { isSent, wiped } from '../engine/moves.ts'
import type { Entry, Place } from '../engine/place.ts'
import { allEntries, answersOn, foundOn } from '../engine/place.ts'
import type { Turn } from '../engine/turn.ts'
import { turn } from '../engine/turn.ts'
import type { Keeper } from './keeper.ts'
import { listedOn } from './listed.ts'
import type { Message, Setting } from './message.ts'
import { askedFirst } from './views/told.ts'

/** What was heard, where the person stood before, and what keeps their place. */
interface Acting {
  readonly before: Place
  readonly heard: Turn
  readonly keeper: Keeper
}

/** The turn that needs a person again, and what ended on the way to it: forgotten once that is kept. */
export interface Acted {
  readonly turn: Turn
  readonly ends: readonly string[]
}

/**
 * Runs actions until a person is needed. The only place beside the engine that waits for the outside world. Before an
 * action that lasts, the place is kept: after a crash in the middle the same thing is done again, with the same
 * reference, secret and content, and nothing can be changed in between. A code that the conversation had and has no more
 * ends, unless it was let go.
 */
export async function act(
  setting: Setting,
  message: Message,
  { before, heard, keeper }: Acting,
): Promise<Acted | 'stale'> {
  const ends: string[] = []
  let current = heard
  let code = before.code
  for (let count = 0; current.call && count < 30; count += 1) {
    const { action: name, to } = current.call
    const action = setting.actions[name]
    if (!action) throw new Error(`there is no action ${name}`)
    if (action.lasting === true && (await keeper.keep(current.place)) === 'stale') return 'stale'
    const started = performance.now()
    const { unmet, ...done } = await action.run(asking(setting, message, current.place, to), setting)
    setting.trace.action({ name, outcome: done.outcome, milliseconds: performance.now() - started })
    for (const what of [...(unmet?.needs ?? []), ...(unmet?.crimes ?? [])])
      setting.trace.unmet({ area: unmet!.area, what })
    const { note } = current
    ends.push(...(done.ends ?? []))
    if (done.code === 'released') code = undefined
    current = after(setting.book, action, current.place, done)
    if (note && !current.note) current = { ...current, note }
  }
  if (code !== undefined && code !== current.place.code) ends.push(code)
  return { turn: current, ends }
}

/** The turn that an action's outcome leads to. */
function after(book: Book, action: Action, place: Place, { outcome, found, ...done }: Done): Turn {
  if (done.place) return carriedOn(book, place, done.place)
  const here =
    done.afresh === true
      ? { ...wiped(book, place, place.at), ...seenBefore(place) }
      : untold(book, place, done.unsaid)
  const { code: old, ...rest } = here
  // What was sent is not to be sent a second time from a copy of how things stood before.
  const kept = action.sends === true || done.code === 'released' ? undefined : old
  const code = done.code === undefined || done.code === 'released' ? kept : done.code
  return turn(
    book,
    { ...rest, ...(code !== undefined && { code }) },
    { kind: 'outcome', outcome, ...(found && { found }) },
  )
}

/** Goes on from a place that was kept elsewhere, in the language of this conversation, and fit for the flows of today. */
function carriedOn(book: Book, here: Place, there: Place): Turn {
  const asked = [...new Set([...(there.asked ?? []), ...(here.asked ?? [])])]
  const layout = here.layout ?? there.layout
  const mended = mend(book, {
    ...there,
    trail: there.trail.map((entry) => alone(book, entry)),
    language: here.language,
    ...(layout && { layout }),
    asked,
  })
  const taken = turn(book, mended.place, { kind: 'begin' })
  return mended.moved ? { ...taken, note: 'flow-changed' } : taken
}

/** Nobody else sees this screen or this phone: they said so here, before they could carry on (`dialogs/later.yaml`). */
function alone(book: Book, entry: Entry): Entry {
  const step = book.steps[entry.at]
  const isScreen = isWaiting(step) && step.save === 'screen' && entry.kind === 'asked'
  return isScreen ? { ...entry, heard: 'nobody', by: 'option' } : entry
}

/** The place without what was typed under this name; that something was typed there stays, to go back to. */
function untold(book: Book, place: Place, name: string | undefined): Place {
  if (name === undefined) return place
  const isIt = (entry: Entry): boolean => {
    const step = book.steps[entry.at]
    return isWaiting(step) && step.save === name
  }
  const trail = place.trail.map((entry) =>
    entry.kind === 'asked' && isIt(entry) ? { ...entry, heard: '' } : entry,
  )
  return { ...place, trail }
}

/** What is remembered so that it is not said or asked twice; nothing that was told. */
const seenBefore = ({ asked, noticed }: Place): Pick<Place, 'asked' | 'noticed'> => ({
  ...(asked && { asked }),
  ...(noticed !== undefined && { noticed }),
})

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
    here: hereAt(setting.book, message, place),
    // What they agreed to is what they saw, also when an upgrade came between that and the sending.
    wording: place.shown?.wording ?? setting.wording,
    ...(to !== undefined && { to }),
  }
}

function hereAt(book: Book, { conversation, caller }: Message, place: Place): Here {
  return {
    conversation,
    ...(caller !== undefined && { caller }),
    changeable: () => listedOn(book, place),
    isSent: () => isSent(book, place),
    toCarry: () => toCarry(book, place),
    before: (there, action) => beforeAction(book, there, action),
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

import { CannotKeep } from '../ports/store.ts'
import type { Phone } from '../ports/text-queue.ts'
import { Busy } from '../ports/turns.ts'
import type { SaidByText } from './assistant.ts'
import type { EarlyReceipts } from './early-receipts.ts'
import type { Floodgate } from './flood.ts'
import type { Gathered } from './gather.ts'
import { count, type TextSetting } from './setting.ts'
import type { Unkept } from './unkept.ts'

type Batch = Extract<Gathered, { readonly texts: unknown }>

/** Where a phone's conversation stands, and whether it gets no more texts. */
interface Standing {
  readonly version: number
  readonly language: string
  readonly isStopped: boolean
}

/** What this process remembers about phones: turns that threw, and how often each was answered lately. */
export interface Lately {
  readonly faults: Map<Phone, number>
  /** Texts whose try was noted and has not been made yet: nobody need be asked what became of it. */
  readonly begun: Set<string>
  readonly early: EarlyReceipts
  readonly flood: Floodgate
  readonly unkept: Unkept
}

/** An answer that comes later than this may meet somebody else at the phone, as nothing past is sent then. Milliseconds. */
const LATEST_MS = 60 * 60_000
/**
 * A text that the provider had so long before our last answer did not answer that: it was brought again. Clocks differ by
 * less, and nobody reads and writes as fast. Milliseconds.
 */
const BEFORE_MS = 60_000
/** Tries at a turn that throws before the person is told that something went wrong. */
const MOST_FAULTS = 3

/**
 * Answers what was gathered of one phone: queues the answer, in the commit that erases what it answers. Resolves with
 * false where it could not, for now. Whom to ring in danger is said at once all the same.
 */
export async function answerTo(
  setting: TextSetting,
  lately: Lately,
  phone: Phone,
  batch: Batch,
  isStopped: boolean,
): Promise<boolean> {
  const isDone = await tryToAnswer(setting, lately, phone, batch, isStopped).catch((error: unknown) => {
    if (!(error instanceof CannotKeep)) throw error
    return false
  })
  const [first] = batch.texts
  const carrier = setting.carriers.find(({ provider }) => provider === first?.provider)
  if (!isDone && first && carrier)
    await lately.unkept.warn(carrier, first.key, { ...first, text: batch.said })
  return isDone
}

async function tryToAnswer(
  setting: TextSetting,
  lately: Lately,
  phone: Phone,
  batch: Batch,
  isStopped: boolean,
): Promise<boolean> {
  const standing = { ...(await setting.assistant.standing(phone)), isStopped }
  const now = setting.clock.now()
  const why = unanswered(setting, lately, phone, batch, standing)
  // They get no answer any more, and can still have everything forgotten.
  if (why === 'after-stop') await setting.assistant.forgetIfAsked(phone, batch.said)
  const texts =
    why === undefined
      ? await told(setting, lately, phone, batch, standing)
      : why === 'too-many-told'
        ? setting.assistant.calm('too-fast', standing.language)
        : []
  if (!texts) return false
  count(setting, 'text-in', why ?? (batch.kind === 'stop' ? 'stop' : 'answered'))
  const [first, last] = [batch.texts[0]!, batch.texts.at(-1)!]
  const begun = await setting.queue.answer(
    phone,
    batch.texts.map(({ key }) => key),
    { provider: first.provider, to: first.from, from: last.to, texts },
    now,
    batch.kind === 'say'
      ? await forgotten(setting, phone, standing)
      : batch.kind === 'stop'
        ? 'stopped'
        : 'started',
  )
  if (begun !== undefined) lately.begun.add(begun)
  if (texts.length > 0) lately.flood.answered(phone, now)
  lately.faults.delete(phone)
  return true
}

/** Whether something was kept of them and is no more: then nothing of it is sent either. */
const forgotten = async (
  { assistant }: TextSetting,
  phone: Phone,
  { version }: Standing,
): Promise<'forgotten' | undefined> =>
  version > 0 && (await assistant.standing(phone)).version === 0 ? 'forgotten' : undefined

/** Why nothing is said; nothing where something is. */
function unanswered(
  { assistant, clock }: TextSetting,
  { flood }: Lately,
  phone: Phone,
  { kind, said, texts }: Batch,
  { isStopped }: Standing,
): string | undefined {
  if (isStopped && kind !== 'start') return 'after-stop'
  const latest = Math.max(...texts.map(({ at }) => at.getTime()))
  if (clock.now().getTime() - latest > LATEST_MS) return 'too-late'
  const gate = kind === 'stop' ? 'open' : flood.at(phone, clock.now(), assistant.danger(said) !== undefined)
  if (gate === 'open') return undefined
  return gate === 'told' ? 'too-many-told' : 'too-many'
}

/** The texts that answer, or nothing while they cannot be had. */
async function told(
  setting: TextSetting,
  { faults, flood }: Lately,
  phone: Phone,
  batch: Batch,
  { version, language }: Standing,
): Promise<readonly string[] | undefined> {
  const { assistant, queue, trace } = setting
  const { kind, said, texts } = batch
  if (kind === 'stop') {
    const isWelsh = /stopio/i.test(texts.at(-1)?.text ?? '')
    return [assistant.lastText(isWelsh ? 'cy' : language, assistant.danger(said))]
  }
  const isSilent = said === ''
  if (isSilent && texts.some(({ hasMedia }) => hasMedia)) return assistant.calm('sms.media', language)
  // Danger is heard whenever it was written.
  const isOld = isBefore(batch, flood.lastAnswered(phone)) && !assistant.danger(said)
  const isShownAgain = kind === 'start' || isSilent || isOld
  const what: SaidByText = isShownAgain ? { kind: 'again' } : { kind: 'typed', text: said }
  try {
    // If this process ends between the turn and its answer, the turn is not taken twice.
    await queue.begin(
      texts.map(({ key }) => key),
      version,
    )
    const answered = await assistant.answer(phone, what, texts[0]?.begun ?? version)
    // What was said beside a picture is answered, and nobody believes that the picture was seen.
    const isUnseen = texts.some(({ hasMedia }) => hasMedia) && !assistant.danger(said)
    const answer = isUnseen ? [...assistant.calm('sms.media', language), ...answered] : answered
    return inLettersOf(setting, batch, answer, language)
  } catch (error) {
    trace.fault({ where: 'texts', fault: error instanceof Error ? error.name : 'unknown' })
    if (error instanceof CannotKeep || error instanceof Busy) return undefined
    const times = (faults.get(phone) ?? 0) + 1
    faults.set(phone, times)
    return times < MOST_FAULTS ? undefined : assistant.calm('fault', language)
  }
}

/** Whether all of it was written before a question that was asked meanwhile. */
const isBefore = ({ texts }: Batch, answered: number | undefined): boolean =>
  answered !== undefined &&
  texts.every(({ sentAt }) => sentAt !== undefined && sentAt.getTime() < answered - BEFORE_MS)

/** Nobody is sent question marks in place of letters: what is said then is whom to ring, in a language that arrives. */
function inLettersOf(
  setting: TextSetting,
  { texts, said }: Batch,
  answer: readonly string[],
  language: string,
): readonly string[] {
  const { assistant, carriers } = setting
  const carrier = carriers.find(({ provider }) => provider === texts[0]?.provider)
  const isSayable = (all: readonly string[]): boolean => !carrier || all.every((text) => carrier.canSay(text))
  if (isSayable(answer)) return answer
  count(setting, 'text-out', 'not-sayable')
  const danger = assistant.danger(said)
  const instead = (spoken: string): readonly string[] => [
    ...(danger ? assistant.emergency(spoken, danger) : []),
    ...assistant.calm('sms.letters', spoken),
  ]
  return isSayable(instead(language)) ? instead(language) : instead('en')
}

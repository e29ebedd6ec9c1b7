import type { Area } from '../domain/area.ts'
import { NATIONAL, offeredIn } from '../domain/area.ts'
import type { Channel } from '../domain/channel.ts'
import type { DangerKind, HeardDanger } from '../domain/danger.ts'
import type { EmergencyEntry } from '../domain/emergency.ts'
import type { Told } from '../domain/told.ts'
import type { UrgentRecord } from '../domain/urgent.ts'
import { isForSomeoneElse, one, placeOf } from '../domain/told.ts'
import type { Book } from '../engine/flow.ts'
import type { Place } from '../engine/place.ts'
import { answersOn, foundOn } from '../engine/place.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Geography } from '../ports/geography.ts'
import type { Params, Words } from '../ports/words.ts'
import { isQuiet } from './quiet.ts'
import { nameIn, placeName } from './place-names.ts'
import { deadline } from '../domain/working-days.ts'

/** What screens are drawn from, besides the place. All of it is in memory. */
export interface Stage {
  readonly book: Book
  readonly words: Words
  readonly directory: Directory
  readonly geography: Geography
  readonly emergency: readonly EmergencyEntry[]
  readonly urgent: readonly UrgentRecord[]
  readonly clock: Clock
  /** The address of our page, for whoever comes by another channel. */
  readonly page?: string
  /** Azure CLU also reads what happened, and that is said first. */
  readonly isReadByClu?: boolean
  /** Somebody else is asked about new postcodes, and that is said where one is typed. */
  readonly isPostcodeLookedUp?: boolean
}

/** One screen being drawn: everything that views need, and `say` to find words for this person. */
export interface Scene extends Stage {
  readonly place: Place
  readonly told: Told
  readonly area: Area
  readonly channel: Channel
  readonly language: string
  readonly dangerKinds: readonly DangerKind[]
  readonly variants: readonly string[]
  text(key: string, params?: Params): string
  maybe(key: string, params?: Params): string | undefined
  /** The values of the placeholders that stand for the area, the place and what was made. */
  params(): Params
  paragraphs(key: string, params?: Params): readonly string[]
}

/** The kinds of danger in the order in which their words win: never 999 alone for someone who may end their life. */
const KIND_FIRST: readonly DangerKind[] = ['suicide', 'child', 'immediate', 'harm_to_others']

/** `spoken`: the language to draw in, where that is not to follow from the place. */
export function sceneAt(stage: Stage, place: Place, channel: Channel, spoken?: string): Scene {
  const told: Told = { answers: answersOn(stage.book, place), found: foundOn(place) }
  const area = stage.directory.area(String(told.found.area)) ?? stage.directory.area(NATIONAL)
  if (!area) throw new Error('there is no national area')
  const heard = place.at.startsWith('safety/')
    ? (told.found.danger as Partial<HeardDanger> | undefined)
    : undefined
  const dangerKinds = KIND_FIRST.filter((kind) => heard?.kinds?.includes(kind) === true)
  const readers = [
    ...(stage.isReadByClu === true ? ['clu'] : []),
    ...(stage.isPostcodeLookedUp === true ? ['lookup'] : []),
  ]
  // What was heard must not be guessed from our words on a phone that others may read.
  const spokenOf = isQuiet(told, channel) ? [] : dangerKinds
  const variants = variantsOf(told, area, channel, spokenOf, readers)
  const language = spoken ?? cardLanguage(stage.words, heard?.language) ?? place.language
  let around: Params | undefined
  const fill = (params?: Params): Params => ({
    ...(around ??= paramsOf(stage, told, area, language)),
    // Texts stay on the phone: whatever was made elsewhere, no secret stands in one.
    ...(channel === 'sms' && { secret: '' }),
    ...params,
  })
  const find = (key: string, params?: Params): string | undefined => {
    const plain = stage.words.text(language, key, undefined, variants)
    return plain?.includes('{{') ? stage.words.text(language, key, fill(params), variants) : plain
  }
  return {
    ...stage,
    place,
    told,
    area,
    channel,
    language,
    dangerKinds,
    variants,
    maybe: find,
    params: () => fill(),
    text: (key, params) => find(key, params) ?? `[${key}]`,
    paragraphs: (key, params) => {
      const plain = stage.words.paragraphs(language, key, undefined, variants)
      return plain.some((text) => text.includes('{{'))
        ? stage.words.paragraphs(language, key, fill(params), variants)
        : plain
    },
  }
}

/** An emergency is answered in the language that it was told in, if the card is written in that. */
const cardLanguage = (words: Words, heard: string | undefined): string | undefined =>
  heard !== undefined && words.cards.includes(heard) ? heard : undefined

/** The suffixes to try, the most telling first. */
function variantsOf(
  told: Told,
  area: Area,
  channel: Channel,
  kinds: readonly DangerKind[],
  readers: readonly string[],
): readonly string[] {
  const age = one(told, 'age')
  const as = one(told, 'acting-as')
  const people = [
    ...kinds.slice(0, 1),
    // Who runs the team must be known before anyone agrees, also in a demonstration.
    ...(area.gateway?.police_run === true ? ['police'] : []),
    ...(area.sample ? ['sample'] : []),
    ...(isForSomeoneElse(told) ? ['other'] : age === '13-15' || age === '16-17' ? ['young'] : []),
    ...(as === 'bereaved' || as === 'witness' || as === 'business' ? [as] : []),
  ]
  // Who else reads along is said to everybody, so it comes before whom it is said to.
  const read = readers.flatMap((reader) => [...people.map((voice) => `${voice}_${reader}`), reader])
  // What was sent already can only be changed.
  const sent = told.found.sent === undefined ? [] : [...people.map((voice) => `${voice}_sent`), 'sent']
  const voices = [...read, ...sent, ...people]
  const surface = channel === 'web' ? undefined : channel === 'sms' ? 'sms' : 'chat'
  return surface === undefined
    ? voices
    : [...voices.map((voice) => `${voice}_${surface}`), surface, ...voices]
}

function paramsOf(stage: Stage, told: Told, area: Area, language: string): Params {
  const named = (names: Readonly<Record<string, string>> | undefined): string =>
    names?.[language] ?? names?.en ?? ''
  const place = placeOf(told)
  const council = place && stage.geography.council(place.council)
  const force = council && stage.geography.force(council.force)
  const days = area.gateway?.aims_to_contact_within_working_days ?? 2
  const made = told.found.referral as { reference?: string; words?: readonly string[] } | undefined
  return {
    area: named(area.name),
    gateway: named(area.gateway?.name),
    body: named(area.body?.name),
    place: place ? placeName(stage, place, language) : '',
    days,
    deadline: deadline(stage.clock.now(), days, stage.directory.bankHolidays(), language),
    reference: made?.reference?.replace('-', ' ') ?? '',
    secret: made?.words?.join(' ') ?? '',
    force: force ? nameIn(force.name, language) : '',
    line: anyLine(stage, area)?.join(', ') ?? '',
    number: anyLine(stage, area)?.[1] ?? '',
    languages: offeredIn(area, stage.words.languages)
      .map((id) => stage.words.ownName(id))
      .join(', '),
  }
}

/** The last of the area's lines that may be shown: whose it is, and its number; nothing when none may be. */
function anyLine(stage: Stage, area: Area): readonly [string, string] | undefined {
  const services = area.lines.map(({ service }) => stage.directory.service(service))
  const line = services.findLast((service) => service?.phones[0] !== undefined)
  return line && [line.organization ?? line.name, line.phones[0]!.number]
}

import { longest } from '../domain/checks.ts'
import type { Channel } from '../domain/channel.ts'
import type { FoundPlace } from '../domain/told.ts'
import type { Note } from '../engine/turn.ts'
import { USE } from '../engine/noticed.ts'
import type { Noticed } from '../engine/noticed.ts'
import { allEntries } from '../engine/place.ts'
import type { Place } from '../engine/place.ts'
import type { Ask, Saying } from '../engine/standing.ts'
import { standing } from '../engine/standing.ts'
import { beside } from './beside.ts'
import { otherLanguages } from './languages.ts'
import { layoutOf } from './layout.ts'
import type { Scene, Stage } from './scene.ts'
import { isQuiet, quietly } from './quiet.ts'
import { nameIn, placeName, regionName } from './place-names.ts'
import { sceneAt } from './scene.ts'
import type { Block, Choice, Question, Said, Screen } from './screen.ts'
import type { Params } from '../ports/words.ts'
import { VIEWS } from './views/all.ts'
import { canWait } from './views/people.ts'
import { answerChoice } from './views/answers.ts'
import { optionText } from './views/told.ts'

/** Stands in the place of words that are left out: an option, a hint or something said, in a text message for example. */
const NOT_SAID = '-'

/** Draws the screen of a place. Everything on it follows from the place, the words and the directory. */
export function drawScreen(stage: Stage, place: Place, channel: Channel, note?: Note): Screen {
  const scene = sceneAt(stage, place, channel)
  const { says, ask } = standing(stage.book, place)
  const before = ask ? saying(scene, { at: ask.at, ...(ask.show !== undefined && { show: ask.show }) }) : []
  const banner = scene.area.sample ? sampleBanner(sceneAt(stage, place, channel, place.language)) : undefined
  const blocks = [...says.flatMap((one) => saying(scene, one)), ...before]
  const said = isRefusal(note) && !WHOLE.test(place.at) ? canWait(blocks) : blocks
  return {
    language: place.language,
    at: place.at,
    area: scene.area.id,
    ...(banner !== undefined && { banner }),
    ...(scene.language !== place.language && { speaks: scene.language }),
    notes: note === undefined ? [] : [noteOf(scene, note)],
    ...(isRefusal(note) && { isRefused: true }),
    says: isQuiet(scene.told, channel) ? quietly(said, (key) => scene.text(key)) : said,
    ...(ask && { question: question(scene, ask) }),
    ...(isPractised(place) && { isPractised: true }),
    canGoBack: place.trail.some((entry) => entry.kind === 'asked') || place.paused.length > 0,
    ...beside(scene, place),
    languages: otherLanguages(scene),
    ...layoutOf(scene, place, (id) => foundLabel(scene, id)),
    over: place.at === 'end',
    exit: scene.area.exit,
  }
}

/** An answer was not taken: what is said on this screen was said before. */
export const isRefusal = (note: Note | undefined): boolean =>
  note === 'not-understood' || note?.startsWith('invalid:') === true

/** Whom to ring in danger is never cut short. */
const WHOLE = /^(safety|young)\//

/** After so many answers nobody has to be told any more how to answer. */
const PRACTISED = 3
const isPractised = (place: Place): boolean =>
  allEntries(place).filter(({ kind }) => kind === 'asked').length >= PRACTISED

/** A language that was noticed is offered in that language, or it says in it what we can do. */
function noteOf(scene: Scene, note: Note): Said {
  if (!note.startsWith('language:'))
    return { text: scene.maybe(`errors:${note}`) ?? scene.text('errors:not-understood') }
  const language = note.slice('language:'.length)
  const isOffered = scene.words.languages.includes(language) && scene.area.languages.includes(language)
  const text = scene.words.text(language, isOffered ? 'noticed:offer' : 'noticed:not-yet')
  return text === undefined ? { text: scene.text('errors:not-understood') } : { text, language }
}

/**
 * Numbers come from the directory, so a stale one disappears from here too. It stands on every screen and depends only
 * on the area, its line and the audience, so its words are filled in once for each.
 */
function sampleBanner(scene: Scene): string {
  const line = scene.params().line
  // By text it is said once, on the first screen: here it would leave no room for anything else.
  const isUnchecked = scene.channel !== 'sms' && !scene.words.isSignedOff(scene.language)
  const key = [scene.area.id, scene.language, line, isUnchecked, ...scene.variants].join('|')
  let banner = banners.get(key)
  if (banner === undefined) {
    banner = [
      scene.text(line === '' ? 'screen:sample-no-line' : 'screen:sample'),
      ...(isUnchecked ? [scene.text('screen:not-signed-off')] : []),
    ].join(' ')
    if (banners.size < MOST_BANNERS) banners.set(key, banner)
  }
  return banner
}

const banners = new Map<string, string>()
const MOST_BANNERS = 1000

function saying(scene: Scene, said: Saying): readonly Block[] {
  const [flow, step] = said.at.split('/')
  const texts = saidIn(scene, `${flow}:${step}.say`).map((text): Block => ({ kind: 'text', text }))
  const view = said.show === undefined ? undefined : VIEWS[said.show]
  return view ? [...texts, ...view(scene)] : texts
}

const saidIn = (scene: Scene, key: string): readonly string[] =>
  scene.paragraphs(key).filter((text) => text !== NOT_SAID)

function question(scene: Scene, ask: Ask): Question {
  const [flow, step] = ask.at.split('/')
  const { check, noticed } = ask
  return {
    at: ask.at,
    kind: ask.kind,
    heading: (noticed && factText(scene, noticed, 'ask')) ?? scene.text(`${flow}:${step}.ask`),
    hint: [
      ...(noticed && ask.kind === 'choice' ? [factText(scene, noticed, noticed.value) ?? ''] : []),
      ...((noticed && factHint(scene, noticed)) ?? saidIn(scene, `${flow}:${step}.hint`)),
    ],
    items: ask.items.map((id) => choice(scene, ask, id)),
    options: ask.options.map((id) => choice(scene, ask, id)).filter(({ label }) => label !== NOT_SAID),
    many: ask.many,
    ...(check !== undefined && {
      text: { longest: longest(check), lines: lines(check), kind: keyboard(check) },
    }),
    ...(ask.earlier !== undefined && { earlier: ask.earlier }),
  }
}

function choice(scene: Scene, ask: Ask, id: string): Choice {
  const listed =
    ask.from === 'answers' &&
    ask.items.includes(id) &&
    answerChoice(scene, id, (found) => foundLabel(scene, found))
  if (listed) return listed
  const [flow, step] = ask.at.split('/')
  const hint = optionHint(scene, `${flow}:${step}`, id)
  const label =
    (id === USE && ask.noticed ? factText(scene, ask.noticed, 'use') : optionText(scene, ask.at, id)) ??
    foundLabel(scene, id) ??
    `[${ask.at} ${id}]`
  return { id, label, ...(hint !== undefined && hint !== NOT_SAID && { hint }) }
}

/** How a fact is offered back: `use` it, `ask` in its own way, or the value of a choice as a sentence. */
const factText = (scene: Scene, { fact, value }: Noticed, key: string): string | undefined =>
  scene.maybe(`facts:${fact}.${key}`, factParams(scene, fact, value))

function factHint(scene: Scene, { fact, value }: Noticed): readonly string[] | undefined {
  const hint = scene.paragraphs(`facts:${fact}.hint`, factParams(scene, fact, value))
  return hint.length > 0 ? hint : undefined
}

/** As they typed it; a place also by its own name, so that a yes to it is a yes to the right one. */
function factParams(scene: Scene, fact: string, noticed: string): Params {
  const found = fact === 'place' ? scene.geography.find(noticed) : undefined
  const place = found?.result === 'one' ? placeName(scene, found.place, scene.language) : ''
  return { noticed, place: place === '' ? noticed : place }
}

const optionHint = (scene: Scene, step: string, id: string): string | undefined =>
  [...scene.variants.map((variant) => `optionHints_${variant}`), 'optionHints']
    .map((table) => scene.maybe(`${step}.${table}.${id}`))
    .find((hint) => hint !== undefined)

/** Labels of what an action found: a place by its council, a line of the review by its field, a number by its service. */
function foundLabel(scene: Scene, id: string): string | undefined {
  const lines = (scene.told.found.lines ?? []) as readonly { readonly id: string; readonly field: string }[]
  const line = lines.find((candidate) => candidate.id === id)
  const ringable = (scene.told.found['note-numbers'] ?? []) as readonly string[]
  const service = ringable.includes(id) ? scene.directory.service(id) : undefined
  if (service) return `${service.name}: ${service.phones[0]?.number ?? ''}`
  if (line) return scene.text(`fields:${line.field}`)
  const places = [scene.told.found.places, scene.told.found['near-places']].flatMap(
    (found) => (found ?? []) as readonly FoundPlace[],
  )
  const place = places.find((candidate) => candidate.id === id)
  const council = place && scene.geography.council(place.council)
  if (!council) return undefined
  const name = nameIn(council.name, scene.language)
  const region = regionName(scene.geography.force(council.force), scene.language)
  const town = place.town === undefined || place.town === name ? '' : `${place.town}, `
  return `${town}${name}${region === '' || region === name ? '' : ` (${region})`}`
}

const lines = (check: string): number =>
  check === 'own-words' || check === 'account' ? 6 : check === 'address' ? 4 : 1

const keyboard = (check: string): 'text' | 'tel' | 'email' =>
  check === 'phone' || check === 'mobile' ? 'tel' : check === 'email' ? 'email' : 'text'

import type { Council, PlaceFound } from '../places.ts'
import { clausesOf } from './clauses.ts'

/** A table of places in memory. */
export interface PlaceFinder {
  find(text: string): PlaceFound
  council(code: string): Council | undefined
}

/** Where somebody who had to leave is now is nobody's to repeat: they are asked, and may keep it to themselves. */
const LEFT =
  /\b(?:refuge|shelter|safe ?house|hostel|fled|fleeing|flee|hiding|in hiding|escap\w+|ran away|run away|got away|relocat\w+|mov(?:ed|ing) (?:away|out|house|here|there|to)|left (?:him|her|them|home)|(?:does not|doesn'?t|must not|mustn'?t|cannot|can'?t|don'?t|do not) (?:know|find out|let \w+ know) where)\b/i
/** It happened there, and they are not from there. */
const ELSEWHERE =
  /\b(?:elsewhere|somewhere else|miles away|far away|on holiday|visiting|visited|day (?:trip|out)|passing through|(?:don'?t|do not|didn'?t|did not) live (?:there|here|near)|used to live|lived in|grew up|no longer live)\b/i
const HOME =
  /\b(?:(?:i|we)\s+(?:now\s+|currently\s+|still\s+|both\s+|all\s+)?live\s+(?:now\s+)?|(?:i'?m|i am|we'?re|we are)\s+(?:now\s+|currently\s+)?(?:living\s+|based\s+|staying\s+)?|here\s+|my\s+(?:home|house|flat)(?:\s+is)?\s+)(?:in|near|at)\s+|\bpost ?code(?:\s+is|:)?\s+/gi
const THERE = /\b(?:in|near)\s+/gi
/** Before "in": somebody else's place, or one that nobody asks help for. */
const NOT_THEIRS =
  /\b(?:live|lives|lived|living|moved?|moving|born|raised|works?|worked|working|prison|jail|court|hospital|helpline|hotline|line|office|charity|based|is|was|are|were|he's|she's|they're|now|currently|believed?|confided?|trust(?:ed)?|interested|police|service)\s+$/i
const HELPLINE = /\b(?:helpline|hotline|call ?centre|victim support|charity|number (?:for|of))\b/i
const AFTER =
  /^(?:street|st|road|rd|lane|avenue|ave|drive|crescent|gardens|terrace|close|way|pub|arms|tavern|inn|hotel|prison|jail|united|fc|police)\b/i
/** Places that are also words: in small letters they are only words. Hope is one even where somebody lives in it. */
const WORDS = new Set(
  (
    'ash bank banks barking bath battle beer bow box bray bridge brill church cove crook dale deal eye fleet flint ford ' +
    'grain grays grove hale hay hill hook hope hurst lea lee march mere moss over pant par pool rake reading rock rode ' +
    'rugby sale sandwich sandy send shaw stock stone street sway wall ware wash wells wick wing wool wye'
  ).split(' '),
)
const MOST_CUES = 12
const MOST_WORDS = 4

interface Named {
  readonly typed: string
  readonly councils: readonly string[]
  readonly isHome: boolean
}

/**
 * The place where the person seems to want help, as it was typed: a whole postcode, or a name after "in" or "near".
 * Where they say they live comes before where it happened. Nothing when two places may be meant, or they had to leave.
 */
export function placeIn(text: string, places: PlaceFinder): string | undefined {
  if (LEFT.test(text)) return undefined
  const named = [...postcodes(text, places), ...cued(text, places)]
  const home = named.filter(({ isHome }) => isHome)
  const likely = home.length > 0 ? home : ELSEWHERE.test(text) ? [] : named
  const [first, ...others] = likely
  const isOne = others.every(({ councils }) => councils.some((code) => first?.councils.includes(code)))
  return isOne ? first?.typed : undefined
}

function postcodes(text: string, places: PlaceFinder): readonly Named[] {
  return clausesOf(text).flatMap((clause) => {
    const isOthers =
      /\b(?:he|she|they|his|her|their|him)\b/i.test(clause) && !/\b(?:i|we|my|our)\b/i.test(clause)
    if (isOthers || HELPLINE.test(clause)) return []
    return [...clause.matchAll(/\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/gi)].flatMap(([typed]) =>
      namedBy(typed, places, true),
    )
  })
}

function cued(text: string, places: PlaceFinder): readonly Named[] {
  const isShouted = !/[a-z]/.test(text)
  const at = (cue: RegExp, isHome: boolean): readonly Named[] =>
    [...text.matchAll(cue)].slice(0, MOST_CUES).flatMap((match) => {
      const start = match.index
      const clause = clausesOf(text.slice(0, start + match[0].length)).at(-1) ?? ''
      if ((!isHome && NOT_THEIRS.test(text.slice(0, start))) || HELPLINE.test(clause)) return []
      return nameAt(text.slice(start + match[0].length), places, isHome, isShouted)
    })
  return [...at(HOME, true), ...at(THERE, false)]
}

/** The longest name that begins here, without words after it that change nothing. */
function nameAt(rest: string, places: PlaceFinder, isHome: boolean, isShouted: boolean): readonly Named[] {
  const words = (/^(?:the\s+)?([^,.;!?:()/\n]*)/i.exec(rest)?.[1] ?? '').trim().split(/\s+/)
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count -= 1) {
    const typed = words.slice(0, count).join(' ')
    const [named] = namedBy(typed, places, isHome)
    if (!named) continue
    const shorter = count > 1 ? namedBy(words.slice(0, count - 1).join(' '), places, isHome)[0] : undefined
    if (shorter && same(shorter, named)) continue
    const later = count > 1 ? namedBy(words.slice(1, count).join(' '), places, isHome)[0] : undefined
    if (later && same(later, named) && !/^(?:north|south|east|west|central|greater)$/i.test(words[0] ?? ''))
      return []
    if (AFTER.test(words[count] ?? '') || !isMeant(typed, named, places, isShouted)) return []
    return [named]
  }
  return []
}

const same = (a: Named, b: Named): boolean => a.councils.join() === b.councils.join()

function namedBy(typed: string, places: PlaceFinder, isHome: boolean): readonly Named[] {
  const found = places.find(typed)
  if (found.result !== 'one' && found.result !== 'several') return []
  const all = found.result === 'one' ? [found.place] : found.places
  return [{ typed, councils: all.map(({ council }) => council), isHome }]
}

/** A name is meant if it is written like one; in small letters, if it is spelt as the table spells it, or they live there. */
function isMeant(typed: string, named: Named, places: PlaceFinder, isShouted: boolean): boolean {
  const small = typed.toLowerCase()
  if (/'s?$|s'$/.test(small)) return false
  if (/\d/.test(small)) return named.isHome || !/^[ma]\d{1,2}$/.test(small)
  const isLarge = !isShouted && /^\p{Lu}/u.test(typed)
  // "In March": the month, unless they live there.
  if (isLarge) return small !== 'march' || named.isHome
  if (small === 'hope' || (WORDS.has(small) && !named.isHome)) return false
  if (named.isHome) return true
  const found = places.find(typed)
  const all = found.result === 'one' ? [found.place] : found.result === 'several' ? found.places : []
  return all.some(({ town, council }) =>
    [town, places.council(council)?.name.en].some((name) => name?.toLowerCase().includes(small) === true),
  )
}

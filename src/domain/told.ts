import type { Channel } from './channel.ts'
import { CRIMES, isCrime } from './crimes.ts'
import type { Crime } from './crimes.ts'
import { GROUPS } from './groups.ts'
import type { PlaceCandidate } from './places.ts'

/**
 * What a person has told us so far: answers by the name they are saved under, and what actions found. Everything in
 * this file reads it and nothing else, so the same path always means the same.
 */
export interface Told {
  readonly answers: Readonly<Record<string, string | readonly string[]>>
  readonly found: Readonly<Record<string, unknown>>
}

export const one = (told: Told, name: string): string | undefined => {
  const answer = told.answers[name]
  return typeof answer === 'string' ? answer : answer?.[0]
}

export const many = (told: Told, name: string): readonly string[] => {
  const answer = told.answers[name]
  return answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer
}

/**
 * The crimes that the person confirmed. Guesses count only after "that's right"; with nothing chosen it is `other`:
 * "not sure" is an answer too.
 */
export function crimesOf(told: Told): readonly Crime[] {
  const proposed = one(told, 'read-back') === 'right' ? listed(told, 'proposed') : []
  const chosen = new Set([...proposed, ...many(told, 'crimes')].filter(isCrime))
  const inOrder = CRIMES.filter((crime) => chosen.has(crime))
  return inOrder.length > 0 ? inOrder : ['other']
}

/** For showing services before anything was confirmed: every crime of the chosen group. */
export function crimesToMatch(told: Told): readonly Crime[] {
  const crimes = crimesOf(told)
  const group = one(told, 'group')
  return crimes[0] === 'other' && group !== undefined && GROUPS[group] ? GROUPS[group] : crimes
}

const listed = (told: Told, name: string): readonly string[] => {
  const list = told.found[name]
  return Array.isArray(list) ? list.map(String) : []
}

/** A place as an action found it, with an id to pick it by. */
export type FoundPlace = PlaceCandidate & { readonly id: string }

/** The place that the person confirmed, if there is one. */
export function placeOf(told: Told): FoundPlace | undefined {
  const places = Array.isArray(told.found.places) ? (told.found.places as readonly FoundPlace[]) : []
  if (one(told, 'where') === undefined || told.found.placed === 'far') return undefined
  if (places.length === 1) return places[0]
  return places.find((place) => place.id === one(told, 'which-place'))
}

/** Whether someone else is asking on the person's behalf, so that contact answers count as unconfirmed. */
export const isForSomeoneElse = (told: Told): boolean =>
  ['someone', 'professional'].includes(one(told, 'acting-as') ?? '')

/** Crimes after which more is asked about safe contact (minimum data set: "M where DA/HBA/stalking/slavery/exploitation"). */
const SENSITIVE: readonly Crime[] = [
  'domestic_abuse',
  'honour_abuse_forced_marriage',
  'stalking',
  'harassment',
  'modern_slavery',
  'child_exploitation',
  'sexual_violence',
  'childhood_sexual_abuse',
  'child_abuse',
  'intimate_images',
  'fgm',
  'home_takeover',
  'older_person_abuse',
]

export const needsCarefulContact = (told: Told): boolean =>
  crimesOf(told).some((crime) => SENSITIVE.includes(crime)) ||
  one(told, 'adult-should-not-know') !== undefined

/** Whether they chose to be passed on with the fewest details: whoever reads it asks the rest. */
export const wantsFewest = (told: Told): boolean => one(told, 'passing-on') === 'pass-on-brief'

/** Letters and visits can be read and seen by those who hold a person: never offered (issue: the front door, step 10). */
export const isPostRuledOut = (told: Told): boolean => crimesOf(told).includes('modern_slavery')

/**
 * Whether a service, a crime or a force may be named to this person. A page and a chat window can be left or closed; texts
 * stay on the phone, so there it may only be done once the person has said that the phone is theirs alone.
 */
export const mayBeNamed = (told: Told, channel: Channel): boolean =>
  channel !== 'sms' || one(told, 'screen') === 'nobody'

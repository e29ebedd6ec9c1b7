import type { Told } from './told.ts'
import { emailIn, phoneIn } from './facts/contact.ts'
import { placeIn } from './facts/place.ts'
import type { PlaceFinder } from './facts/place.ts'
import { referenceIn, reportedIn } from './facts/police.ts'
import { ongoingIn } from './facts/time.ts'

export type { PlaceFinder } from './facts/place.ts'

/**
 * What somebody may have said already when they told what happened in their own words, so that nobody is asked twice.
 * A fact is only ever offered back at the question that asks for it: it is no answer until the person says so. Who did
 * it is not among them: no question asks for that, and nobody's name is looked for.
 */
export interface Facts {
  /** A postcode or the name of a place, as it was typed. */
  readonly place?: string
  /** The person's own number, as it was typed. */
  readonly phone?: string
  readonly email?: string
  readonly reported?: 'yes' | 'no' | 'do-not-want-to'
  readonly 'crime-reference'?: string
  readonly ongoing?: 'yes' | 'no'
}
export type FactName = keyof Facts

/** Every fact: the option ids that it can be, or `text` where it is offered as it was typed. */
export const FACTS: Readonly<Record<FactName, readonly string[] | 'text'>> = {
  place: 'text',
  phone: 'text',
  email: 'text',
  'crime-reference': 'text',
  reported: ['yes', 'no', 'do-not-want-to'],
  ongoing: ['yes', 'no'],
}

/**
 * The facts that a text in English says clearly; what is doubtful, said of somebody else, or said both ways is left
 * out, because the question is asked in any case. Pure: `places` is a table in memory.
 */
export function factsIn(text: string, places: PlaceFinder): Facts {
  const plain = text.normalize('NFKC').replace(/[\u2018\u2019\u02BC`]/g, "'")
  const reference = referenceIn(plain)
  const found: Readonly<Record<FactName, string | undefined>> = {
    place: placeIn(plain, places),
    phone: phoneIn(plain),
    email: emailIn(plain),
    reported: reportedIn(plain, reference !== undefined),
    'crime-reference': reference,
    ongoing: ongoingIn(plain),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Facts
}

/** What may be offered back of somebody else: never whose number it is, nor what they want of the police. */
export const factsAboutAnother = ({ phone: _phone, email: _email, reported, ...facts }: Facts): Facts =>
  reported === 'yes' ? { ...facts, reported } : facts

/** A fact that was noticed on the current path. */
export function factOn(told: Told, name: FactName): string | undefined {
  const facts = told.found.facts as Facts | undefined
  return facts?.[name]
}

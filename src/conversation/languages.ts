import { NATIONAL, offeredIn } from '../domain/area.ts'
import { plain } from '../engine/hear.ts'
import type { Place } from '../engine/place.ts'
import type { Note, Turn } from '../engine/turn.ts'
import type { Scene, Stage } from './scene.ts'
import type { OtherLanguage } from './screen.ts'

/**
 * The language of a first screen, before anybody chose: what the area names first where this deployment serves one area
 * alone, as a Welsh commissioner's does; else what the national area does, since no place is known yet.
 */
export function firstLanguage({ directory, words }: Pick<Stage, 'directory' | 'words'>): string {
  const own = directory.areas().filter(({ id }) => id !== NATIONAL)
  const area = own.length === 1 ? own[0] : directory.area(NATIONAL)
  return area?.languages.find((language) => words.languages.includes(language)) ?? 'en'
}

/**
 * The language of a word that works everywhere, where it is the first thing that somebody says and only one language offered
 * here has it: "STATWS" is answered in Welsh.
 */
export function languageOfWord(
  { directory, words }: Pick<Stage, 'directory' | 'words'>,
  text: string,
): string | undefined {
  const area = directory.area(NATIONAL)
  const offered = area ? offeredIn(area, words.languages) : []
  const hasIt = (language: string): boolean =>
    Object.values(words.everywhere(language)).some((phrases) =>
      phrases.some((one) => plain(one) === plain(text)),
    )
  const [only, another] = offered.filter(hasIt)
  return another === undefined ? only : undefined
}

/** The languages offered here without the one that is spoken; in texts they are offered on the first screen. */
export function otherLanguages({ words, area, place, channel }: Scene): readonly OtherLanguage[] {
  const isFirst =
    place.at !== 'end' && place.trail.every(({ kind }) => kind !== 'asked') && place.paused.length === 0
  return offeredIn(area, words.languages)
    .filter((id) => id !== place.language)
    .map((id) => {
      const offer = isFirst
        ? words.text(id, 'noticed:offer', undefined, channel === 'sms' ? ['sms'] : [])
        : undefined
      return { id, name: words.ownName(id), ...(offer !== undefined && { offer }) }
    })
}

/** Another language is noticed once, and never forced on anybody. */
export function noticing(taken: Turn, before: Place, language: string | undefined): Turn {
  const { place } = taken
  const isNew = language !== undefined && language !== place.language && language !== before.noticed
  // An emergency card comes first and alone; the language can wait for the next message.
  if (!isNew || taken.forget || taken.over || place.at.startsWith('safety/')) return taken
  const isSaid = taken.note === undefined || taken.note === 'not-understood'
  const note: Note = isSaid ? `language:${language}` : taken.note!
  return { ...taken, place: { ...place, noticed: language }, note }
}

import { NATIONAL, offeredIn } from '../domain/area.ts'
import type { Place } from '../engine/place.ts'
import type { Note, Turn } from '../engine/turn.ts'
import type { Scene, Stage } from './scene.ts'
import type { OtherLanguage } from './screen.ts'

/** The language that people meet first: the first of those of the area that stands before any place is known. */
export const firstLanguage = ({ directory, words }: Pick<Stage, 'directory' | 'words'>): string =>
  directory.area(NATIONAL)?.languages.find((language) => words.languages.includes(language)) ?? 'en'

/** The languages offered here without the one that is spoken; in texts they are offered on the first screen. */
export function otherLanguages({ words, area, place }: Scene): readonly OtherLanguage[] {
  const isFirst = place.trail.every(({ kind }) => kind !== 'asked') && place.paused.length === 0
  return offeredIn(area, words.languages)
    .filter((id) => id !== place.language)
    .map((id) => {
      const offer = isFirst ? words.text(id, 'noticed:offer') : undefined
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

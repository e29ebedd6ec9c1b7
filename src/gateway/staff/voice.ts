import { languagesIn, timesIn } from '../../staff/say.ts'
import { voicesOf, type Voice as StaffVoice, type Voices as StaffVoices } from '../../staff/voice.ts'
import { COOKIES } from './cookies.ts'
import { DESK_FILE, type DeskLanguages, type DeskWords } from './desk-words.ts'

interface Speech {
  /** A time as staff read it, in Europe/London; `iso` is ISO 8601. */
  time(iso: string): string
  /** A language by its name, or its code when it has none. */
  language(code: string): string
}

/** How one page of the desk speaks, and where it is. */
export type Voice = StaffVoice<DeskWords> & Speech
export type Voices = StaffVoices<Voice>

/** The voices of the desk. Throws when there are no English words. */
export const deskVoices = (words: DeskLanguages): Voices =>
  voicesOf(words, {
    file: DESK_FILE,
    cookies: COOKIES,
    own: (lang): Speech => ({ time: timesIn(lang, 'short'), language: languagesIn(lang) }),
  })

import { daysIn, timesIn } from '../../staff/say.ts'
import { voicesOf, type Voice, type Voices } from '../../staff/voice.ts'
import { COOKIES } from './cookies.ts'
import { EDITORS_FILE, type EditorLanguages, type EditorWords } from './editor-words.ts'

interface Speech {
  /** A moment as editors read it, in Europe/London. */
  time(at: Date): string
  /** A day (`YYYY-MM-DD`) as editors read it. */
  day(day: string): string
}

/** How one of the editors' pages speaks, and where it is. */
export type EditorVoice = Voice<EditorWords> & Speech
export type EditorVoices = Voices<EditorVoice>

/** The voices of the editors' pages. Throws when there are no English words. */
export const editorVoices = (words: EditorLanguages): EditorVoices =>
  voicesOf(words, {
    file: EDITORS_FILE,
    cookies: COOKIES,
    own: (lang): Speech => ({ time: timesIn(lang, 'long'), day: daysIn(lang) }),
  })

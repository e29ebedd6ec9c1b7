import { asText } from '../../conversation/plain-text.ts'
import type { Screen } from '../../conversation/screen.ts'
import type { Words } from '../../ports/words.ts'

/** A screen as a terminal shows it: the same plain text as every channel without buttons, numbers included. */
export type Show = (screen: Screen) => string

/** Shows screens with these words. A word that is missing shows as its key, as on every channel. */
export const showing =
  (words: Words): Show =>
  (screen) =>
    asText(screen, { numbered: true, text: (key) => words.text(screen.language, key) ?? `[${key}]` }).join(
      '\n\n',
    )

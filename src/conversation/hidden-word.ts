import { plain } from '../engine/hear.ts'
import { mend } from '../engine/mend.ts'
import type { Place } from '../engine/place.ts'
import { newPlace } from '../engine/place.ts'
import type { Words } from '../ports/words.ts'
import { forgetWhole } from './keeper.ts'
import { firstLanguage } from './languages.ts'
import type { Message, Reply, Setting } from './message.ts'
import { sceneAt } from './scene.ts'

/**
 * The words that mean "somebody is watching" when one of them is a whole message: those of every whole language at
 * once, without capitals or signs.
 */
export const hiddenWords = (words: Words): readonly string[] =>
  words.languages.flatMap((language) => words.paragraphs(language, 'hidden:words').map(plain))

/** Whether this is one of them and nothing else. */
export const isHiddenWord = (words: Words, text: string): boolean => hiddenWords(words).includes(plain(text))

/**
 * Forgets the conversation and answers with one harmless sentence, as somebody would who was asked about nothing else.
 * Not even a demonstration says more here: whoever looks over a shoulder would read it.
 */
export async function answerHidden(setting: Setting, message: Message): Promise<Reply> {
  const kept = await setting.conversations.load(message.conversation).catch(() => undefined)
  await forgetWhole(setting, message.conversation)
  const place: Place = kept
    ? mend(setting.book, kept.place as Place).place
    : newPlace(setting.book, message.language ?? firstLanguage(setting))
  const { area, text } = sceneAt(setting, place, message.channel, place.language)
  return {
    screen: {
      language: place.language,
      at: 'end',
      area: area.id,
      notes: [],
      says: [{ kind: 'text', text: text('hidden:answer') }],
      canGoBack: false,
      languages: [],
      over: true,
      exit: area.exit,
    },
    version: 0,
    forgotten: true,
    hidden: true,
  }
}

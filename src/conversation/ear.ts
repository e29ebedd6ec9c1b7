import type { Channel } from '../domain/channel.ts'
import type { Ear } from '../engine/hear.ts'
import { USE } from '../engine/noticed.ts'
import type { Place } from '../engine/place.ts'
import type { Ask } from '../engine/standing.ts'
import type { Words } from '../ports/words.ts'
import type { Screen } from './screen.ts'

/** What typed words can mean at this screen: the words heard everywhere, and the names of what is on it. */
export function earFor(words: Words, channel: Channel, place: Place, screen: Screen): Ear {
  const spoken = [...new Set([place.language, screen.speaks ?? place.language])]
  const isText = channel === 'sms'
  const synonyms = (option: string): readonly string[] =>
    spoken.flatMap((language) => {
      // A text message asks some things the other way round: there, at that step, "no" is not what it is elsewhere.
      const own = isText ? words.synonyms(language, `${place.at}.${option}_sms`) : []
      return own.length > 0 ? own : words.synonyms(language, spokenAs(option))
    })
  const { items = [], options = [] } = screen.question ?? {}
  return {
    everywhere: everywhere(words, isText),
    languages: words.languageNames(),
    names: Object.fromEntries([...items, ...options].map(({ id, label }) => [id, [label, ...synonyms(id)]])),
  }
}

/** Only a text message has a rest to ask for; elsewhere somebody who writes "more" wants to know what else there is. */
function everywhere(words: Words, isText: boolean): Ear['everywhere'] {
  const all = words.everywhere()
  if (isText) return all
  const { more = [], help = [], ...others } = all
  return { ...others, help: [...help, ...more] }
}

/** "Yes" takes what was offered back. */
const spokenAs = (option: string): string => (option === USE ? 'yes' : option)

/** What is not offered on this channel cannot be chosen on it, not even by its number. */
export const onScreen = (ask: Ask, { question }: Screen): Ask => ({
  ...ask,
  options: ask.options.filter((id) => question?.options.some((option) => option.id === id) ?? false),
})

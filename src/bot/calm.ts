import { emergencyFor } from '../domain/emergency.ts'
import { NATIONAL } from '../domain/area.ts'
import type { Setting } from '../conversation/converse.ts'
import { plainTextsOf } from '../conversation/texts.ts'
import type { Channel } from '../domain/channel.ts'

/** What calm sentences are made of: all of it in memory, so that they can be said whatever else fails. */
export type Calm = Pick<Setting, 'words' | 'directory' | 'emergency'>

/**
 * A sentence that stands outside a conversation, with whom to ring: 999 and the national line, each number alone on its
 * line. By text nobody has said yet that the phone is theirs alone, so there no line is named, and it is cut to texts of
 * two segments. Never throws.
 */
export function calmTexts(
  { words, emergency, directory }: Calm,
  key: string,
  language: string,
  channel: Channel,
): readonly string[] {
  const isText = channel === 'sms'
  const say = (name: string): string => words.text(language, name, undefined, isText ? ['sms'] : []) ?? ''
  const danger = emergencyFor(['immediate'], emergency)
    .slice(0, 1)
    .flatMap(({ id, number }) => [say(`emergency:${id}.name`), number ?? ''])
  const lines = nationalLines({ directory }).flatMap(({ name, number }) => [
    isText ? say('screen:someone') : name,
    number,
  ])
  const sample = directory.area(NATIONAL)?.sample === true ? say('screen:sample-no-line') : ''
  const text = [sample, say(key), ...danger, ...lines].filter((part) => part !== '').join('\n')
  return isText ? plainTextsOf(text, language) : [text]
}

/** Who can be rung from anywhere: the national lines that may be shown. */
export const nationalLines = ({
  directory,
}: Pick<Setting, 'directory'>): readonly { readonly name: string; readonly number: string }[] =>
  (directory.area(NATIONAL)?.lines ?? []).flatMap(({ service }) => {
    const found = directory.service(service)
    const phone = found?.phones[0]
    return found && phone ? [{ name: found.name, number: phone.number }] : []
  })

import { emergencyFor } from '../domain/emergency.ts'
import { NATIONAL } from '../domain/area.ts'
import type { Setting } from '../conversation/converse.ts'

/** What calm sentences are made of: all of it in memory, so that they can be said whatever else fails. */
export type Calm = Pick<Setting, 'words' | 'directory' | 'emergency'>

/**
 * A sentence that stands outside a conversation, with whom to ring: 999 and the national line, each number alone on
 * its line. Never throws.
 */
export function calmText(setting: Calm, key: string, language: string): string {
  const say = (name: string): string => setting.words.text(language, name) ?? ''
  const area = setting.directory.area(NATIONAL)
  const emergency = emergencyFor(['immediate'], setting.emergency)
    .slice(0, 1)
    .flatMap(({ id, number }) => [say(`emergency:${id}.name`), number ?? ''])
  const lines = (area?.lines ?? []).flatMap(({ service }) => {
    const found = setting.directory.service(service)
    const phone = found?.phones[0]
    return found && phone ? [found.name, phone.number] : []
  })
  const sample = area?.sample === true ? say('screen:sample-no-line') : ''
  return [sample, say(key), ...emergency, ...lines].filter((part) => part !== '').join('\n')
}

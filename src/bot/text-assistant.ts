import type { Activity } from 'botbuilder'
import { firstLanguage } from '../conversation/languages.ts'
import type { Setting } from '../conversation/converse.ts'
import { forgetWhole } from '../conversation/keeper.ts'
import { plainTextsOf } from '../conversation/texts.ts'
import { NATIONAL } from '../domain/area.ts'
import type { DangerKind } from '../domain/danger.ts'
import { emergencyFor } from '../domain/emergency.ts'
import { plain } from '../engine/hear.ts'
import { conversationKey } from './assistant.ts'
import { calmTexts } from './calm.ts'
import { carry } from './heard-in.ts'
import { activitiesInProcess } from './in-process.ts'

const BOT = { id: 'haven', name: '' }
/** More numbers than these do not fit one text beside what it has to say. */
const MOST_NUMBERS = 2

/**
 * The conversation as texting needs it: a phone's digest is whom it is with, and every answer is cut to texts of two
 * segments. It is what `src/texting/assistant.ts` describes.
 */
export function textAssistant(setting: Setting) {
  const talk = activitiesInProcess(setting)
  const { words, conversations, understanding, emergency, directory } = setting
  const say = (language: string, key: string): string => words.text(language, key, undefined, ['sms']) ?? ''
  const first = (): string => firstLanguage(setting)
  const numbers = (language: string, kinds: readonly DangerKind[]): readonly string[] =>
    emergencyFor(kinds, emergency)
      // Other ways to reach 999 need more words than one text has room for.
      .filter(({ id, tel }) => tel !== null && (id === '999' || tel !== '999') && !id.startsWith('999-'))
      .slice(0, MOST_NUMBERS)
      // Whoever else reads this phone learns from a 999 nothing, and from another name what it is about.
      .map(
        ({ id, tel }) => `${say(language, id === '999' ? 'emergency:999.name' : 'screen:someone')}: ${tel}`,
      )
  const sample = (language: string): readonly string[] =>
    directory.area(NATIONAL)?.sample === true
      ? [words.text(language, 'screen:sample-no-line', undefined, ['sms']) ?? '']
      : []
  const quiet = (language: string, kinds: readonly DangerKind[]): readonly string[] =>
    kinds.includes('immediate') ? [say(language, 'channel:sms.quiet')] : []

  return {
    async standing(phone: string): Promise<{ readonly version: number; readonly language: string }> {
      const kept = await conversations.load(keyOf(phone))
      const place = kept?.place as { readonly language?: string } | undefined
      return { version: kept?.version ?? 0, language: place?.language ?? first() }
    },
    async answer(
      phone: string,
      said: { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'again' },
      version: number,
    ): Promise<readonly string[]> {
      const what: Partial<Activity> =
        said.kind === 'again'
          ? { type: 'conversationUpdate', membersAdded: [BOT] }
          : { type: 'message', text: said.text, value: carry({ version }) }
      const answers = await talk({ ...activityOf(phone), ...what })
      return answers.flatMap(({ text = '', locale }) =>
        text === '' ? [] : plainTextsOf(text, locale ?? first()),
      )
    },
    async forgetIfAsked(phone: string, text: string): Promise<void> {
      const isAsked = words.everywhere().delete?.some((word) => plain(word) === plain(text)) ?? false
      if (isAsked) await forgetWhole(setting, keyOf(phone))
    },
    danger(text: string): readonly DangerKind[] | undefined {
      const { level, kinds } = understanding.danger(text)
      return level === 'none' ? undefined : kinds
    },
    lastText: (language: string, danger: readonly DangerKind[] | undefined): string =>
      [
        ...sample(language),
        ...(danger ? numbers(language, danger) : []),
        say(language, 'channel:sms.stopped'),
        ...(danger ? quiet(language, danger) : []),
      ].join('\n'),
    calm: (key: string, language: string): readonly string[] =>
      calmTexts(setting, `channel:${key}`, language, 'sms'),
    emergency: (language: string, danger: readonly DangerKind[]): readonly string[] =>
      plainTextsOf(
        [...sample(language), ...numbers(language, danger), ...quiet(language, danger)].join('\n'),
        language,
      ),
  }
}

const keyOf = (phone: string): string => conversationKey(activityOf(phone) as Activity, 'sms')

const activityOf = (phone: string): Partial<Activity> => ({
  channelId: 'sms',
  conversation: { id: phone, name: '', isGroup: false, conversationType: 'personal' },
  from: { id: phone, name: '' },
  recipient: BOT,
})

import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'

/** The three words of a code, and until when it works. */
export function code(scene: Scene): readonly Block[] {
  const made = scene.told.found.code as { words: readonly string[]; until: string } | undefined
  if (!made) return []
  const time = new Intl.DateTimeFormat(scene.language === 'en' ? 'en-GB' : scene.language, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/London',
  }).format(new Date(made.until))
  return [
    { kind: 'keep', label: '', value: made.words.join(' ') },
    { kind: 'text', text: scene.text('screen:code.until', { time }) },
    ...ourPage(scene),
  ]
}

/** In a chat that an employer, or another site, may read, a code is for going on somewhere else. */
const ourPage = ({ channel, page, text }: Scene): readonly Block[] =>
  page !== undefined && (channel === 'teams' || channel === 'directline')
    ? [{ kind: 'link', text: text('screen:page-at'), href: page }]
    : []

import { asText } from '../../conversation/plain-text.ts'
import type { Renderer } from './channel.ts'

/**
 * Text messages: numbers to reply with and nothing to press. Texting has no greeting, so the first text can answer no
 * question yet: nobody is told then that they were not understood.
 */
export const forTexts: Renderer = ({ screen, version }, say) => {
  const shown = version === 1 ? { ...screen, notes: [] } : screen
  const text = asText(shown, { numbered: true, text: say }).join('\n\n')
  return [{ type: 'message', text, textFormat: 'plain', locale: screen.language }]
}

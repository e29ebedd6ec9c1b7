import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'

/**
 * The word for when somebody is watching, and what leaving cannot undo. Not in text messages, where it would stay to be
 * read.
 */
export function hidden(scene: Scene): readonly Block[] {
  if (scene.channel === 'sms') return []
  const [word = ''] = scene.paragraphs('hidden:words')
  const isPage = scene.channel === 'web'
  const after = [
    scene.text('hidden:then'),
    ...(isPage ? [scene.text('hidden:keys')] : []),
    ...scene.paragraphs('hidden:cannot'),
  ]
  const blocks: readonly Block[] = [
    { kind: 'text', text: scene.text('hidden:type') },
    { kind: 'keep', label: '', value: word },
    ...after.map((text): Block => ({ kind: 'text', text })),
  ]
  return [{ kind: 'more', label: scene.text('hidden:label'), blocks }]
}

import { foundOn } from '../../engine/place.ts'
import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { openNote } from '../take-note.ts'

/** Where a note is opened; the same for everybody, and it says nothing. */
export const NOTE_PATH = '/page'

/** The way to the note while it may be opened; afterwards, that it is gone. */
export function note(scene: Scene): readonly Block[] {
  if (openNote(scene.place, scene.clock.now()))
    return [
      { kind: 'text', text: scene.text('screen:note.once') },
      { kind: 'link', text: scene.text('screen:note.open'), href: NOTE_PATH },
    ]
  const isOpened = foundOn(scene.place).note === null
  return [{ kind: 'text', text: scene.text(isOpened ? 'screen:note.opened' : 'screen:note.over') }]
}

import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { lines } from './people.ts'

/** Where to go on from a phone that others can read: our page, on another one, and people to ring. */
export const elsewhere = (scene: Scene): readonly Block[] => [
  ...(scene.page === undefined
    ? []
    : [{ kind: 'link', text: scene.text('screen:page-at'), href: scene.page } as const]),
  ...lines(scene),
]

/** Whom to ring when nothing opened; by text also our page, where alone what was sent there can be opened. */
export const notOpened = (scene: Scene): readonly Block[] =>
  scene.channel === 'sms' ? elsewhere(scene) : lines(scene)

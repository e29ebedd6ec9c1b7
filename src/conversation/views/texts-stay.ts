import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'

/**
 * By text: that texts stay on the phone, how to delete them, and which to keep. Ours alone are named as those to delete;
 * what somebody else sent may be needed.
 */
export const textsStay = (scene: Scene): readonly Block[] =>
  scene.channel === 'sms' ? [said(scene, 'stay'), said(scene, 'theirs')] : []

/** At the end how to delete is said already. What somebody did is said to nobody but whoever has the phone alone. */
export const keepTheirs = (scene: Scene): readonly Block[] =>
  scene.channel === 'sms' && scene.told.found.theirs === true ? [said(scene, 'theirs')] : []

const said = (scene: Scene, key: string): Block => ({
  kind: 'text',
  text: scene.text(`screen:texts.${key}`),
  extra: true,
})

import { pngOf } from './png.ts'
import type { Colour } from './png.ts'

/** An open door, and nothing that says what it is for. */
const WHITE: Colour = [255, 255, 255, 255]
const BLUE: Colour = [0x1d, 0x70, 0xb8, 255]
const CLEAR: Colour = [255, 255, 255, 0]

/** Whether a place is inside a doorway with a round top; all measures are parts of the icon's side. */
const isInDoor = (x: number, y: number, half: number, top: number, foot: number): boolean => {
  const arch = top + half
  return y >= arch ? y <= foot && Math.abs(x - 0.5) <= half : Math.hypot(x - 0.5, y - arch) <= half
}

/** 192 x 192, full colour, as Teams asks for. */
export const colourIcon = (): Uint8Array =>
  pngOf(192, (x, y) => (isInDoor(x, y, 0.17, 0.2, 0.8) ? WHITE : BLUE))

/** 32 x 32, white on nothing, as Teams asks for. */
export const outlineIcon = (): Uint8Array =>
  pngOf(32, (x, y) => (isInDoor(x, y, 0.28, 0.08, 0.92) && !isInDoor(x, y, 0.19, 0.17, 0.83) ? WHITE : CLEAR))

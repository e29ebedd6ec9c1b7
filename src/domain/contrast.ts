/**
 * How well two colours can be told apart, from 1 (not at all) to 21 (black on white): WCAG 2.2, "contrast ratio". Both
 * as `#rrggbb`.
 */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** The one of these colours that is told apart best from the ground. */
export const clearest = (ground: string, colours: readonly [string, ...string[]]): string =>
  colours.reduce((best, colour) => (contrast(colour, ground) > contrast(best, ground) ? colour : best))

/** WCAG 2.2, "relative luminance": 0 for black, 1 for white. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Hue in degrees, and how far from grey, from 0 to 1. */
export function hueOf(colour: string): { readonly hue: number; readonly saturation: number } {
  const [red, green, blue] = channels(colour) as [number, number, number]
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const spread = most - least
  if (spread === 0) return { hue: 0, saturation: 0 }
  const turn =
    most === red
      ? (green - blue) / spread
      : most === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread
  return { hue: (turn * 60 + 360) % 360, saturation: spread / most }
}

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)

import { z } from 'zod'
import { clearest, contrast, hueOf } from './contrast.ts'

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'must be a colour as six small hexadecimal digits, for example "#1d4f91"')

const colours = z.strictObject({
  /** Marks what must not be missed, and the service that comes first. */
  accent: colour,
  link: colour,
  /** The button that carries on. */
  button: colour,
  /** The band with the name. */
  header: colour,
})

/** How a commissioner's own page looks: a name, a logo and four colours, each for light and for dark screens. */
export const lookSchema = z.strictObject({
  /** Shown at the top, by language. Neutral: whoever sees the screen reads it. */
  name: z.record(z.string(), z.string().min(1).max(60)),
  /** A file in the area's folder. */
  logo: z
    .string()
    .regex(/^[a-z0-9-]+\.(svg|png)$/, 'must be an SVG or PNG in the folder of the area, for example logo.svg')
    .optional(),
  light: colours,
  dark: colours,
})
export type Look = z.infer<typeof lookSchema>
export type Scheme = 'light' | 'dark'

/** The page's own colours, on which an area's colours stand; the same as in `src/web/style.css`. */
export const GROUND = { light: '#ffffff', dark: '#16191d' } as const
/** What is written on a button or a header of any colour: the one of these that reads best. */
export const INK = ['#ffffff', '#0b0c0c'] as const
/** The two colours of the focus: on any ground, one of them can be told apart. */
export const FOCUS = ['#ffdd00', '#0b0c0c'] as const

/** The least contrast of text (WCAG 1.4.3), and of what is pressed or marked and of the focus (1.4.11). */
export const TEXT = 4.5
export const CONTROL = 3

/** What is wrong with one colour: where, how it measures, and what it needs. */
export interface Faint {
  readonly scheme: Scheme
  readonly key: keyof Look['light']
  readonly what: string
  readonly cure: string
}

/** Every colour of a look that somebody could not read, not find, or take for the way out. */
export const faintIn = (look: Look): readonly Faint[] =>
  (['light', 'dark'] as const).flatMap((scheme) => faintOf(look[scheme], scheme))

function faintOf(set: Look['light'], scheme: Scheme): readonly Faint[] {
  const ground = GROUND[scheme]
  const isLight = scheme === 'light'
  const against = (key: keyof Look['light'], needed: number): readonly Faint[] => {
    const ratio = contrast(set[key], ground)
    if (ratio >= needed) return []
    const what = `${set[key]} on ${ground} has a contrast of ${rounded(ratio)}:1, and needs ${needed}:1`
    return [{ scheme, key, what, cure: `Choose a ${isLight ? 'darker' : 'lighter'} colour` }]
  }
  const written = (key: 'button' | 'header'): readonly Faint[] => {
    const ratio = contrast(clearest(set[key], INK), set[key])
    if (ratio >= TEXT) return []
    const what = `neither white nor black can be read on ${set[key]} (${rounded(ratio)}:1 of ${TEXT}:1)`
    return [{ scheme, key, what, cure: 'Choose a lighter or a darker colour' }]
  }
  const like = (key: 'button' | 'header'): readonly Faint[] =>
    isLikeTheWayOut(set[key])
      ? [
          {
            scheme,
            key,
            what: `${set[key]} looks like the red way out`,
            cure: 'Choose another colour than red',
          },
        ]
      : []
  return [
    ...against('accent', CONTROL),
    ...against('link', TEXT),
    ...against('button', CONTROL),
    ...(['button', 'header'] as const).flatMap((key) => [...written(key), ...like(key)]),
  ]
}

/** The way out is the only red thing on a page, so that it is found without reading. */
function isLikeTheWayOut(colour: string): boolean {
  const { hue, saturation } = hueOf(colour)
  return saturation > 0.45 && (hue < 16 || hue > 344)
}

/** Rounded down, or a colour that just fails would seem to pass. */
const rounded = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2)

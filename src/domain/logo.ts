/** A logo, read and found harmless. */
export interface Logo {
  readonly type: 'image/svg+xml' | 'image/png'
  readonly bytes: Uint8Array
  /** Its width by its height. */
  readonly ratio: number
}

/** The largest logo, in bytes: the whole page is to come in 20,480 on a slow line. */
export const LARGEST_LOGO = 6 * 1024

/** What a drawing needs; anything else could run, fetch or lead elsewhere. */
const HARMLESS = new Set(
  'svg g path rect circle ellipse line polyline polygon title desc defs clipPath linearGradient radialGradient stop text tspan'.split(
    ' ',
  ),
)

/** Reads a logo; or says why it is not taken, and what to do. */
export function logoOf(
  name: string,
  bytes: Uint8Array,
): Logo | { readonly what: string; readonly cure: string } {
  if (bytes.length > LARGEST_LOGO)
    return {
      what: `${name} has ${bytes.length} bytes, and a logo may have ${LARGEST_LOGO}`,
      cure: 'Draw it with fewer points, or save it smaller',
    }
  return name.endsWith('.png') ? pngOf(name, bytes) : svgOf(name, bytes)
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function pngOf(name: string, bytes: Uint8Array): ReturnType<typeof logoOf> {
  const isPng = bytes.length > 24 && PNG.every((byte, at) => bytes[at] === byte)
  if (!isPng) return { what: `${name} is no PNG`, cure: 'Save it as PNG' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (width === 0 || height === 0) return { what: `${name} is empty`, cure: 'Save it again' }
  return { type: 'image/png', bytes, ratio: width / height }
}

function svgOf(name: string, bytes: Uint8Array): ReturnType<typeof logoOf> {
  const text = new TextDecoder().decode(bytes)
  const cure = 'Export it as plain SVG: shapes, a viewBox, no scripts, styles, links or pictures inside'
  const telling = harmIn(text)
  if (telling !== undefined) return { what: `${name} ${telling}`, cure }
  const [, width, height] =
    /<svg\b[^>]*\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(text) ?? []
  const ratio = Number(width) / Number(height)
  if (!Number.isFinite(ratio) || ratio <= 0) return { what: `${name} has no viewBox`, cure }
  return { type: 'image/svg+xml', bytes, ratio }
}

/** What in a drawing could run, fetch or lead elsewhere. Only what is known to be harmless is let through. */
function harmIn(text: string): string | undefined {
  if (/<!|<\?(?!xml )|&(?!amp;|lt;|gt;|quot;|#)/.test(text.replace(/<!--[^]*?-->/g, '')))
    return 'declares a type, an entity or an instruction'
  const elements = [...text.matchAll(/<\/?\s*([^\s/>]+)/g)].map(([, element]) => element!)
  const strange = elements.find((element) => !HARMLESS.has(element) && !/^(\?xml|!--)/.test(element))
  if (strange !== undefined) return `has <${strange}> in it`
  const attribute = /[\s"'/](on[a-z]+|style|href|xlink:href|src|xml:base)\s*=/i.exec(text)?.[1]
  if (attribute !== undefined) return `has the attribute ${attribute}`
  return /url\(\s*(?!#)|javascript:|@import/i.test(text) ? 'leads elsewhere' : undefined
}

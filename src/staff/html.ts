const MARKUP = Symbol('markup')

/** Markup that is safe to send: only the `html` tag makes it. */
export interface Html {
  readonly [MARKUP]: string
}

/** What may stand in a template. Text is escaped; `undefined` is nothing. */
export type Part = Html | string | number | undefined | readonly Part[]

/** Builds markup: every text put into it is escaped, so that what a person wrote can only ever be read. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [MARKUP]: strings.map((string, index) => string + written(parts[index])).join(''),
})

/** The markup as text, for sending. */
export const asMarkup = (part: Html): string => part[MARKUP]

function written(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return MARKUP in part ? part[MARKUP] : part.map(written).join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')

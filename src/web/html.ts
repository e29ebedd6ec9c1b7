/** Text that is already safe HTML. */
export interface Html {
  readonly html: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Makes text safe between tags and inside quoted attributes. */
export const escape = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character]!) : text

type Part = Html | string | number | undefined | false | readonly Part[]

/** A template whose plain parts are escaped; only `html` itself makes HTML. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.reduce(
    (whole, text, index) => whole + text + (index < parts.length ? written(parts[index]) : ''),
    '',
  ),
})

function written(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escape(part)
  if (typeof part === 'number') return String(part)
  return Array.isArray(part) ? part.map(written).join('') : (part as Html).html
}

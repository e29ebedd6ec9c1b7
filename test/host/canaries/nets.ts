import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A word in a form in which it might have been left somewhere. */
interface Form {
  readonly name: string
  readonly bytes: Buffer
}

/** The three ways in which base64 can hold a text, wherever in a larger one it stands, without its changing ends. */
function inBase64(text: string): readonly Form[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64')
    const from = before === 0 ? 0 : before + 1
    const to = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6)
    return { name: 'base64', bytes: Buffer.from(whole.slice(from, to)) }
  })
}

/** Every form of a text that is looked for. */
function formsOf(text: string): readonly Form[] {
  const spaceless = text.replaceAll(' ', '')
  const texts = [...new Set([text, text.toLowerCase(), text.toUpperCase(), spaceless])]
  return [
    ...texts.map((one) => ({ name: 'text', bytes: Buffer.from(one) })),
    ...texts.map((one) => ({ name: 'UTF-16', bytes: Buffer.from(one, 'utf16le') })),
    ...texts.flatMap(inBase64),
    { name: 'hex', bytes: Buffer.from(Buffer.from(text).toString('hex')) },
    { name: 'address', bytes: Buffer.from(encodeURIComponent(text)) },
    { name: 'form', bytes: Buffer.from(new URLSearchParams({ '': text }).toString().slice(1)) },
    { name: 'JSON', bytes: Buffer.from(JSON.stringify(text).slice(1, -1)) },
  ]
}

/** Looks for what was typed. */
export interface Net {
  /** Which of the texts stand in some bytes, and in which form: `<text> as <form>`. */
  caughtIn(bytes: Uint8Array | string): readonly string[]
  /** The same for every file below a folder, with its name before. */
  caughtBelow(folder: string): readonly string[]
}

export function netFor(texts: readonly string[]): Net {
  const forms = texts.map((text) => ({ text, forms: formsOf(text) }))
  const caughtIn: Net['caughtIn'] = (bytes) => {
    const all = Buffer.from(bytes)
    return forms.flatMap(({ text, forms: some }) =>
      [...new Set(some.filter((form) => all.includes(form.bytes)).map(({ name }) => name))].map(
        (name) => `${text} as ${name}`,
      ),
    )
  }
  return {
    caughtIn,
    caughtBelow: (folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .flatMap(({ parentPath, name }) =>
          caughtIn(readFileSync(join(parentPath, name))).map((found) => `${name}: ${found}`),
        ),
  }
}

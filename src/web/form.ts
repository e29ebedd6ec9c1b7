import type { IncomingMessage } from 'node:http'
import type { Message } from '../conversation/converse.ts'
import { LAYOUTS } from '../domain/layout.ts'

/** The largest form that is read, in bytes: far more than any answer, far less than a burden. */
const LARGEST = 64 * 1024
const WORDS = ['back', 'help', 'answers', 'later', 'start-again', 'language', 'leave'] as const

/** The posted form, or the HTTP status that refuses it. What is too long is read no further. */
export async function bodyOf(req: IncomingMessage): Promise<URLSearchParams | 413 | 415> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) return 415
  const parts: Buffer[] = []
  let size = 0
  // Not destroyed when too much came, or the answer that says so could not go out.
  for await (const part of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST) return 413
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

/** What the form says, in the order in which a person means it: a word, a layout, a change, a button, ticks, then text. */
export function answerIn(form: URLSearchParams): Pick<Message, 'said' | 'version'> {
  const version = /^\d{1,9}$/.test(form.get('v') ?? '') ? { version: Number(form.get('v')) } : {}
  return { said: said(form), ...version }
}

/** What stood in the box and was ticked, whatever else was pressed. */
export const unsentIn = (
  form: URLSearchParams,
): { readonly text: string; readonly ticked: readonly string[] } => ({
  text: form.get('a') ?? '',
  ticked: form.getAll('c'),
})

function said(form: URLSearchParams): Message['said'] {
  const word = WORDS.find((candidate) => candidate === form.get('go'))
  if (word) return { kind: 'everywhere', word }
  const layout = LAYOUTS.find((candidate) => candidate === form.get('as'))
  if (layout) return { kind: 'layout', layout }
  const change = form.get('change')
  if (change !== null) return { kind: 'change', at: change }
  const language = form.get('lang')
  if (language !== null) return { kind: 'language', language }
  const option = form.get('o')
  if (option !== null) return { kind: 'chosen', options: [option] }
  const ticked = form.getAll('c')
  if (ticked.length > 0) return { kind: 'chosen', options: ticked }
  return { kind: 'typed', text: form.get('a') ?? '' }
}

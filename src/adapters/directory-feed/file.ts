import { readFileSync, statSync } from 'node:fs'
import { readPage } from './envelope.ts'
import { failure, type Failed } from './failure.ts'
import type { Rows } from './pages.ts'

/** A feed that somebody saved: one page that holds all its services, or their list alone. */
export function readFile(path: string, largest: number, most: number): Rows {
  const json = jsonIn(path, largest)
  if ('failed' in json) return json.failed
  const list = Array.isArray(json.value) ? (json.value as readonly unknown[]) : undefined
  const page = readPage(json.value)
  const rows = list ?? page?.rows
  if (!rows) return failure('not-a-feed', path)
  if (rows.length > most) return failure('too-many', path, `${rows.length} services, and ${most} may be read`)
  if (page && page.total !== rows.length)
    return failure(
      'wrong-arithmetic',
      path,
      `it has ${rows.length} of ${page.total} services: only a part was saved`,
    )
  return { result: 'rows', version: page?.version ?? '3.0', rows }
}

function jsonIn(path: string, largest: number): { readonly value: unknown } | { readonly failed: Failed } {
  let bytes: Buffer
  try {
    if (statSync(path).size > largest) return { failed: failure('too-large', path) }
    bytes = readFileSync(path)
  } catch {
    return { failed: failure('no-such-file', path) }
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { failed: failure('not-utf8', path) }
  }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { failed: failure('not-json', path) }
  }
}

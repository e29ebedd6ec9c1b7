import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Area } from '../domain/area.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** Where the statement stands: an address that says nothing. */
export const STATEMENT_PATH = '/about'

const schema = z.strictObject({
  tried_on: z.iso.date(),
  browser: z.string().min(1),
  /** Each claim names the tests that prove it; a test holds this list against the tests there are. */
  claims: z.array(
    z.strictObject({
      id: z.string().min(1),
      tests: z.array(z.strictObject({ file: z.string(), title: z.string() })).min(1),
    }),
  ),
  not_tried: z.array(z.string().min(1)).min(1),
})

/** What was tried of how the page can be used, what proves it, and what nobody has tried. */
export const PROOF = schema.parse(
  JSON.parse(readFileSync(new URL('./statement.json', import.meta.url), 'utf8')),
)

/** The words of the statement, with their blanks filled in. */
export type StatementText = (key: string, params?: Readonly<Record<string, string>>) => string

/** The statement: what was tried and when, what was not, and whom to tell. Says nothing that no test proves. */
export function renderStatement(text: StatementText, language: string, contact: Area['accessibility']): Html {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${PROOF.tried_on}T00:00Z`),
  )
  const list = (of: string, ids: readonly string[]): Html =>
    html`<ul>${ids.map((id) => html`<li>${text(`statement:${of}.${id}`)}</li>`)}</ul>`
  return html`<h1>${text('statement:heading')}</h1><p>${text('statement:aim')}</p><h2>${text('statement:tried')}</h2><p>${text('statement:tried-on', { day, browser: PROOF.browser })}</p>${list(
    'claims',
    PROOF.claims.map(({ id }) => id),
  )}<h2>${text('statement:not-tried')}</h2>${list('not', PROOF.not_tried)}<h2>${text('statement:hard')}</h2>${whom(text, language, contact)}<p>${text('statement:phone-instead')}</p><p><a href="/">${text('page:return')}</a></p>`
}

function whom(text: StatementText, language: string, contact: Area['accessibility']): Html {
  if (!contact) return html`<p>${text('statement:tell-nobody')}</p>`
  const { name, email, phone } = contact
  return html`<p>${text('statement:tell', { name: name[language] ?? name['en'] ?? '' })}</p>${
    email !== undefined && html`<p><a href="mailto:${email}">${email}</a></p>`
  }${phone !== undefined && html`<p><a class="p" href="tel:${phone.replaceAll(' ', '')}"><bdi>${phone}</bdi></a></p>`}`
}

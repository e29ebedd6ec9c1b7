import { fieldOf, must, mustBe, mustEqual, type Check } from '../check.ts'
import type { Reply } from '../probe.ts'

/** A client that buys short-lived tokens, and where. */
export interface TokenClient {
  readonly id: string
  readonly secret: string
  readonly url: URL
}

const TIMEOUT_MS = 15_000

/** Asks for a token; `fields` besides or instead of the usual. Throws when nothing comes back. */
export async function askForToken(
  { id, secret, url }: TokenClient,
  fields: Readonly<Record<string, string>> = {},
  by: 'basic' | 'post' = 'basic',
): Promise<Reply> {
  const posted = by === 'post' ? { client_id: id, client_secret: secret } : {}
  const pair = [id, secret].map(encodeURIComponent).join(':')
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    body: new URLSearchParams({ grant_type: 'client_credentials', ...posted, ...fields }),
    headers: by === 'basic' ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {},
  })
  const text = await response.text()
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  // A token is a secret: whatever came, only the error in it may be shown.
  const body: unknown = JSON.parse(text === '' ? 'null' : text)
  const shown = { status: response.status, type, headers: response.headers, text: '', body }
  return { ...shown, text: JSON.stringify({ error: fieldOf(shown, 'error') }) }
}

/** The checks of a token address, for a gateway that has one. */
export const tokenChecks = (client: TokenClient): readonly Check[] => [
  {
    name: 'token',
    expected:
      '200 with access_token, token_type Bearer and expires_in, named by Basic and in the form; it opens the desk',
    run: async (probe) => {
      for (const by of ['basic', 'post'] as const) {
        const reply = await askForToken(client, {}, by)
        mustBe(reply, 200, by)
        must(/^bearer$/i.test(String(fieldOf(reply, 'token_type'))), 'another token_type')
        must(Number(fieldOf(reply, 'expires_in')) > 0, 'no expires_in')
        const authorization = `Bearer ${String(fieldOf(reply, 'access_token'))}`
        mustBe(await probe.call('desk', { authorization }), 200, `the desk with the token of ${by}`)
      }
    },
  },
  {
    name: 'token refused',
    expected: '401 invalid_client for a wrong secret, 400 unsupported_grant_type for another grant',
    run: async () => {
      const wrong = await askForToken({ ...client, secret: 'this-is-not-the-secret' })
      mustBe(wrong, 401, 'a wrong secret')
      mustEqual(fieldOf(wrong, 'error'), 'invalid_client', 'its error')
      const other = await askForToken(client, { grant_type: 'password' })
      mustBe(other, 400, 'another grant')
      mustEqual(fieldOf(other, 'error'), 'unsupported_grant_type', 'its error')
    },
  },
]

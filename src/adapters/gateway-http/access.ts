import { z } from 'zod'
import type { Asked, Question } from './ask.ts'

/** How we are known at a gateway that gives out short-lived tokens (OAuth 2 client credentials). */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly tokenUrl: string
}

/** The token for the next request. */
export interface Access {
  /** Nothing when there is none to be had just now. */
  token(ask: (url: URL, question: Question) => Promise<Asked>): Promise<string | undefined>
  /** That token was refused: true when asking for another makes sense. */
  refused(token: string): boolean
}

/** A token that was agreed once. */
export const lasting = (token: string): Access => ({
  token: async () => token,
  refused: () => false,
})

const answerSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,4000}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().max(86_400).optional(),
})

/** Ask again this long before a token ends, in seconds; of a very short one at half its time. */
const MARGIN = 30
/** What is believed of a token that does not say how long it holds, in seconds. */
const UNSAID = 60

/** Tokens from a token address: one is used until shortly before it ends, and those who wait share one request. */
export function credentials({ clientId, clientSecret, tokenUrl }: Credentials, now: () => Date): Access {
  let held: { readonly token: string; readonly until: number } | undefined
  let asking: Promise<string | undefined> | undefined

  const fetchToken = async (ask: Parameters<Access['token']>[0]): Promise<string | undefined> => {
    const pair = [clientId, clientSecret].map(formEncoded).join(':')
    const asked = await ask(new URL(tokenUrl), {
      method: 'POST',
      body: 'grant_type=client_credentials',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      },
    })
    const given =
      asked.result === 'answered' && asked.status === 200 ? answerSchema.safeParse(asked.body) : undefined
    if (!given?.success) return undefined
    const { access_token: token, expires_in: seconds = UNSAID } = given.data
    held = { token, until: now().getTime() + Math.max(seconds - MARGIN, seconds / 2) * 1000 }
    return token
  }

  return {
    token: (ask) => {
      if (held && held.until > now().getTime()) return Promise.resolve(held.token)
      asking ??= fetchToken(ask).finally(() => (asking = undefined))
      return asking
    },
    refused: (token) => {
      if (held?.token === token) held = undefined
      return true
    },
  }
}

const formEncoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

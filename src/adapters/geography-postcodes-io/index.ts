import { z } from 'zod'
import type { PostcodeAnswer, PostcodeLookup } from '../../ports/postcode-lookup.ts'
import type { Trace } from '../../ports/trace.ts'

/** A person waits for it, and the table has an answer too. */
const PATIENCE_MS = 1_000
/** An answer about one postcode is about 2 KB. Bytes. */
const ANSWER_LIMIT = 16 * 1024

/** The part of an answer that is used; the service says much more about a postcode. */
const answer = z.object({
  result: z.tuple([
    z.object({
      query: z.string(),
      result: z
        .object({
          postcode: z.string(),
          codes: z.object({ admin_district: z.string().regex(/^[A-Z]\d{8}$/) }),
        })
        .nullable(),
    }),
  ]),
})

/**
 * A service that speaks the API of postcodes.io, at `address`. It is asked by its bulk lookup, which takes the postcode
 * in the body: in an address it would stand in the logs of everything on the way. Nothing is kept.
 */
export function postcodesIo(
  address: string,
  { trace, now }: { readonly trace: Pick<Trace, 'action'>; readonly now: () => number },
): PostcodeLookup {
  const url = new URL('postcodes?filter=postcode,codes', `${address.replace(/\/+$/, '')}/`)
  return {
    async councilOf(postcode) {
      const began = now()
      const found = await ask(url, postcode)
      trace.action({ name: 'ask-postcodes', outcome: found.result, milliseconds: now() - began })
      return found
    },
  }
}

/** Follows no redirect: the postcode is for the assessed service alone. */
async function ask(url: URL, postcode: string): Promise<PostcodeAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ postcodes: [postcode] }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      return { result: 'silent' }
    }
    return answerOf(JSON.parse(await bodyOf(response)), postcode)
  } catch {
    // Whatever went wrong may carry the postcode, so it goes no further.
    return { result: 'silent' }
  }
}

function answerOf(body: unknown, postcode: string): PostcodeAnswer {
  const parsed = answer.safeParse(body)
  if (!parsed.success) return { result: 'silent' }
  const [{ result }] = parsed.data.result
  if (result === null) return { result: 'not-known' }
  // An answer about another postcode is no answer.
  return letters(result.postcode) === letters(postcode)
    ? { result: 'council', code: result.codes.admin_district }
    : { result: 'silent' }
}

const letters = (postcode: string): string => postcode.replace(/\s/g, '').toUpperCase()

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > ANSWER_LIMIT) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
